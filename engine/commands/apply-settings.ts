import { DomainError } from '../core/errors';
import type { Actor } from '../core/model';
import type { FirmSettings } from '../core/settings';
import { settingsOrThrow } from '../core/settings/check-settings';
import { diffSettings, type SettingsChange } from '../core/settings/diff-settings';
import { STAGES_ON_DESK } from '../core/routing';
import { currentSettings, json, lockKeys, type Store, type Tx, writeAudit } from '../store';
import { actingParties } from './acting-parties';
import { drainWaiting } from './drain-waiting';
import { roleActor } from './role-actor';
import { syncFirm } from './sync-firm';

export interface ApplySettings {
  /** The whole document as the admin wrote it; what it leaves out has the playbook's defaults. */
  readonly document: unknown;
  /** Only says what would change. */
  readonly dry_run: boolean;
  readonly note: string | null;
  /** null = at once; never in the past: decisions already made keep their version. */
  readonly effective_at: Date | null;
  readonly at: Date;
  readonly actor: Actor;
  /** The manager or admin who orders it; null = the workflow. */
  readonly acting_user_id: string | null;
}

export interface AppliedSettings {
  /** false = a dry run, or nothing changes. */
  readonly applied: boolean;
  readonly version: number;
  readonly previous_version: number;
  readonly effective_at: Date;
  readonly changes: readonly SettingsChange[];
  /** What an admin should look at though it is allowed. */
  readonly warnings: readonly string[];
}

/**
 * PK-04: checks the document and makes it the firm's next settings version, with users and account in the same
 * transaction. The same document again changes nothing.
 * @throws DomainError `SETTINGS_INVALID` with every mistake, `EFFECTIVE_AT_PAST`, `USER_UNKNOWN`, `ROLE_NOT_ALLOWED`
 */
export async function applySettings(store: Store, accountId: string, order: ApplySettings): Promise<AppliedSettings> {
  const settings = settingsOrThrow(order.document);
  const result = await store.transaction(accountId, async (tx) => {
    await lockKeys(tx, ['settings']);
    return applyChecked(tx, settings, order);
  });
  // New people and caps may free what waits.
  if (result.applied) await drainWaiting(store, accountId, { role: null, limit: 500, at: order.at, actor: order.actor });
  return result;
}

/** Applies the document of an earlier version again, as a new version: history is never rewritten. */
export async function rollBackSettings(store: Store, accountId: string, order: Omit<ApplySettings, 'document' | 'effective_at'> & { version: number }): Promise<AppliedSettings> {
  return store.transaction(accountId, async (tx) => {
    await lockKeys(tx, ['settings']);
    const row = await tx.db.selectFrom('firm_settings').select('document').where('account_id', '=', tx.accountId).where('version', '=', order.version).executeTakeFirst();
    if (!row && order.version !== 0) throw new DomainError('SETTINGS_VERSION_UNKNOWN', `There is no settings version ${order.version}; Get Versions lists those of this firm`);
    const document = row?.document ?? {};
    const note = order.note ?? `Roll back to version ${order.version}`;
    return applyChecked(tx, settingsOrThrow(document), { ...order, document, note, effective_at: null });
  });
}

async function applyChecked(tx: Tx, settings: FirmSettings, order: ApplySettings): Promise<AppliedSettings> {
  const partyOf = await actingParties(tx, [order.acting_user_id], order.actor);
  const actor = roleActor(partyOf(order.acting_user_id), ['manager', 'admin'], 'change the firm settings');
  const effective_at = order.effective_at ?? order.at;
  if (effective_at < order.at) {
    throw new DomainError('EFFECTIVE_AT_PAST', `Effective At ${effective_at.toISOString()} is in the past: decisions keep the version they were made under. Leave it empty to apply at once.`);
  }
  const base = await currentSettings(tx, effective_at);
  const changes = diffSettings(base.settings, settings);
  const result = { previous_version: base.version, effective_at, changes };
  if (changes.length === 0) return { ...result, applied: false, version: base.version, warnings: [] };
  const latest = await latestVersion(tx);
  const version = latest.version + 1;
  const warnings = [...missingRoles(settings), ...(await stranded(tx, settings)), ...replaced(latest, effective_at)];
  if (order.dry_run) return { ...result, applied: false, version, warnings };
  await write(tx, settings, { ...order, actor, effective_at, version, previous: base.version });
  return { ...result, applied: true, version, warnings };
}

async function latestVersion(tx: Tx): Promise<{ version: number; effective_at: Date | null }> {
  const row = await tx.db.selectFrom('firm_settings').select(['version', 'effective_at']).where('account_id', '=', tx.accountId).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ?? { version: 0, effective_at: null };
}

async function write(tx: Tx, settings: FirmSettings, order: ApplySettings & { effective_at: Date; version: number; previous: number }): Promise<void> {
  const { document, version, effective_at, note, at, actor, previous } = order;
  await tx.db
    .insertInto('firm_settings')
    .values({ account_id: tx.accountId, version, document: json(document), effective_at, note, applied_by: actor.id, applied_at: at })
    .execute();
  if (effective_at <= at) await syncFirm(tx, settings, version);
  await writeAudit(tx, [
    { at, actor, action: 'settings_applied', subject_kind: 'settings', subject_id: String(version), before: { version: previous }, after: { version, effective_at }, reason: note },
  ]);
}

function missingRoles({ users }: FirmSettings): string[] {
  return (['setter', 'closer'] as const)
    .filter((role) => !users.some(({ active, certified, owner_roles }) => active && certified && owner_roles.includes(role)))
    .map((role) => `No active, certified user takes leads as ${role}: they will wait`);
}

/** People who leave while they own open opportunities. */
async function stranded(tx: Tx, settings: FirmSettings): Promise<string[]> {
  const staying = settings.users.filter(({ active }) => active).map(({ id }) => id);
  const stages = [...new Set([...STAGES_ON_DESK.setter, ...STAGES_ON_DESK.closer])];
  const open = await tx.db
    .selectFrom('opportunities')
    .innerJoin('users', (join) =>
      join
        .onRef('users.account_id', '=', 'opportunities.account_id')
        .on((on) => on.or([on('users.id', '=', on.ref('opportunities.setter_id')), on('users.id', '=', on.ref('opportunities.closer_id'))])),
    )
    .select((select) => ['users.id', select.fn.countAll<number>().as('open')])
    .where('opportunities.account_id', '=', tx.accountId)
    .where('opportunities.stage', 'in', stages)
    .groupBy('users.id')
    .execute();
  return open.filter(({ id }) => !staying.includes(id)).map(({ id, open: count }) => `${id} leaves with ${count} open opportunities: reassign them (Route Owner: Reassign)`);
}

function replaced(latest: { version: number; effective_at: Date | null }, effectiveAt: Date): string[] {
  if (latest.effective_at === null || latest.effective_at <= effectiveAt) return [];
  return [`Version ${latest.version}, planned for ${latest.effective_at.toISOString()}, is replaced and will never hold`];
}
