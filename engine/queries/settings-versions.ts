import type { FirmSettings } from '../core/settings';
import { DomainError } from '../core/errors';
import { firmSettings } from '../core/settings';
import { currentSettings, type Store } from '../store';

export interface SettingsVersion {
  readonly version: number;
  readonly effective_at: Date;
  readonly note: string | null;
  readonly applied_by: string;
  readonly applied_at: Date;
  /** Whether it holds at the moment asked for. */
  readonly in_force: boolean;
}

/** The versions of a firm's settings, newest first. */
export async function settingsVersions(store: Store, accountId: string, input: { at: Date; limit: number }): Promise<SettingsVersion[]> {
  return store.transaction(accountId, async (tx) => {
    const rows = await tx.db
      .selectFrom('firm_settings')
      .select(['version', 'effective_at', 'note', 'applied_by', 'applied_at'])
      .where('account_id', '=', tx.accountId)
      .orderBy('version', 'desc')
      .limit(input.limit)
      .execute();
    const { version: now } = await currentSettings(tx, input.at);
    return rows.map((row) => ({ ...row, in_force: row.version === now }));
  });
}

export interface SettingsDocument {
  readonly version: number;
  /** As the admin wrote it. */
  readonly document: unknown;
  /** With all defaults filled in. */
  readonly settings: FirmSettings;
}

/**
 * One version, or with null the one in force.
 * @throws DomainError `SETTINGS_VERSION_UNKNOWN`
 */
export async function settingsDocument(store: Store, accountId: string, input: { version: number | null; at: Date }): Promise<SettingsDocument> {
  return store.transaction(accountId, async (tx) => {
    const version = input.version ?? (await currentSettings(tx, input.at)).version;
    if (version === 0) return { version, document: {}, settings: firmSettings.parse({}) };
    const row = await tx.db.selectFrom('firm_settings').select('document').where('account_id', '=', tx.accountId).where('version', '=', version).executeTakeFirst();
    if (!row) throw new DomainError('SETTINGS_VERSION_UNKNOWN', `There is no settings version ${version}; Get Versions lists those of this firm`);
    return { version, document: row.document, settings: firmSettings.parse(row.document) };
  });
}
