import { currentSettings, type Store } from '../store';

/** The firm's zone in the settings in force: what people's times are shown in. */
export async function firmTimeZone(store: Store, accountId: string, at: Date): Promise<string> {
  return store.transaction(accountId, async (tx) => (await currentSettings(tx, at)).settings.firm.time_zone);
}
