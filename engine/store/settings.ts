import { DEFAULT_SETTINGS, firmSettings, type FirmSettings } from '../core/settings';
import type { Tx } from './store';

export interface CurrentSettings {
  /** 0 = the firm has applied no document yet: the defaults hold. */
  readonly version: number;
  readonly settings: FirmSettings;
}

/** The settings in force at `at`: the newest version that is effective. Parsed once a version and store. */
export async function currentSettings(tx: Tx, at: Date): Promise<CurrentSettings> {
  const row = await tx.db
    .selectFrom('firm_settings')
    .select('version')
    .where('effective_at', '<=', at)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return { version: 0, settings: DEFAULT_SETTINGS };
  return { version: row.version, settings: await settingsVersion(tx, row.version) };
}

/** A version never changes once applied, so the parsed document may be kept. */
export async function settingsVersion(tx: Tx, version: number): Promise<FirmSettings> {
  if (version === 0) return DEFAULT_SETTINGS;
  const key = `${tx.accountId}|${version}`;
  const known = tx.parsedSettings.get(key);
  if (known) return known;
  const { document } = await tx.db
    .selectFrom('firm_settings')
    .select('document')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const settings = firmSettings.parse(document);
  tx.parsedSettings.set(key, settings);
  return settings;
}
