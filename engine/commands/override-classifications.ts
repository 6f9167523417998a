import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import { type Actor, recordId } from '../core/model';
import { parseOrThrow } from '../core/parse';
import { type FieldOverride, firstExpiry, overrideSchema, type Overrides } from '../core/scoring';
import { currentSettings, type Store, type Tx, writeAudit } from '../store';
import { type PartyOf, actingParties } from './acting-parties';
import { accepted, attempt, failed, inPlace, type Result } from './result';
import { roleActor } from './role-actor';
import { type ScoredLead, toScored } from './score-leads';
import { valuesOf } from './scoring/drop-expired';
import { type LeadToScore, loadLeadsToScore } from './scoring/lead-to-score';
import { lockPersons, scoreInTransaction, unknownLead } from './scoring/score-in-transaction';

export interface OverrideItem {
  readonly lead_id: string;
  /** Checked against the firm's lists; null = the rules decide again. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly acting_user_id: string;
  /** From then on the rules decide again; null = it stands until somebody takes it back. */
  readonly expires_at: Date | null;
}

export interface OverrideClassificationsInput {
  readonly items: readonly OverrideItem[];
  readonly at: Date;
  /** The workflow that carries the person's word. */
  readonly actor: Actor;
}

interface Accepted {
  readonly item: OverrideItem;
  readonly actor: Actor;
  readonly before: Overrides;
  readonly after: Overrides;
}

/**
 * SC-02: a person's word on classification fields, with reason, audited; it wins over the rules until a person takes it
 * back or its time is over. The lead is scored again in the same transaction: whether it becomes an SQL stays the system's decision.
 * Fails per item with `OVERRIDE_INVALID` (all mistakes), `USER_UNKNOWN`, `USER_INACTIVE`, `ROLE_NOT_ALLOWED`, `LEAD_UNKNOWN`.
 */
export async function overrideClassifications(store: Store, accountId: string, input: OverrideClassificationsInput): Promise<Result<ScoredLead>[]> {
  return store.transaction(accountId, async (tx) => {
    const ids = [...new Set(input.items.map(({ lead_id }) => lead_id))].filter((id) => recordId.safeParse(id).success);
    await lockPersons(tx, ids);
    const leads = await loadLeadsToScore(tx, ids);
    const checked = await checkAll(tx, input, leads);
    await writeOverrides(tx, accepted(checked), input.at);
    const scored = await scoreEach(tx, accepted(checked), input.at);
    return inPlace(checked, scored);
  });
}

async function checkAll(tx: Tx, { items, at, actor }: OverrideClassificationsInput, leads: ReadonlyMap<string, LeadToScore>): Promise<Result<{ value: Accepted }>[]> {
  const { settings } = await currentSettings(tx, at);
  const schema = overrideSchema(settings.scoring);
  const parties = await actingParties(tx, items.map(({ acting_user_id }) => acting_user_id), actor);
  const latest = new Map([...leads].map(([id, { overrides }]) => [id, overrides]));
  return items.map((item) =>
    attempt(() => {
      const known = leads.get(item.lead_id);
      if (!known) throw unknownLead(item.lead_id);
      const by = overriderOf(item, at, parties, settings.scoring.override_roles);
      const fields = parseOrThrow(schema, item.fields, 'OVERRIDE_INVALID', `The override of lead ${item.lead_id}`);
      const before = latest.get(item.lead_id) ?? {};
      const after = layOver(before, fields, { reason: item.reason, by: by.id, at, expires_at: item.expires_at });
      latest.set(item.lead_id, after);
      return { item, actor: by, before, after };
    }),
  );
}

/** An override without a person and a reason would be a silent reclassification. */
function overriderOf({ reason, acting_user_id, expires_at }: OverrideItem, at: Date, parties: PartyOf, allowed: Parameters<typeof roleActor>[1]): Actor {
  const gaps = [
    ...(reason.trim() === '' ? [{ field: 'reason', message: 'missing: say why the rules are wrong here' }] : []),
    ...(acting_user_id.trim() === '' ? [{ field: 'acting_user_id', message: 'missing: only a person may override a classification' }] : []),
    ...(expires_at !== null && expires_at <= at ? [{ field: 'expires_at', message: `${expires_at.toISOString()} is over: give a later moment, or none` }] : []),
  ];
  if (gaps.length > 0) throw new DomainError('OVERRIDE_INVALID', `An override needs a person, a reason and, if it ends, a moment to come: ${gaps.map(({ field, message }) => `${field} ${message}`).join('; ')}`, gaps);
  return roleActor(parties(acting_user_id), allowed, 'override a classification');
}

function layOver(before: Overrides, fields: Readonly<Record<string, FieldOverride['value'] | undefined>>, word: Omit<FieldOverride, 'value'>): Overrides {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  const kept = Object.entries(before).filter(([field]) => !said.some(([other]) => other === field));
  const added = said.flatMap(([field, value]) => (value === null || value === undefined ? [] : [[field, { ...word, value }] as const]));
  return Object.fromEntries([...kept, ...added]);
}

async function writeOverrides(tx: Tx, all: readonly Accepted[], at: Date): Promise<void> {
  if (all.length === 0) return;
  const last = new Map(all.map(({ item, after }) => [item.lead_id, after]));
  const rows = JSON.stringify([...last].map(([id, overrides]) => ({ id, overrides, expires: firstExpiry(overrides) })));
  await sql`
    update salesos.leads l set overrides = n.overrides, overrides_expire_at = n.expires
    from jsonb_to_recordset(${rows}::jsonb) as n(id uuid, overrides jsonb, expires timestamptz)
    where l.account_id = ${tx.accountId} and l.id = n.id`.execute(tx.db);
  const entries = all.map(({ item, actor, before, after }) => ({ at, actor, action: 'classification_overridden', subject_kind: 'lead', subject_id: item.lead_id, before: valuesOf(before), after: valuesOf(after), reason: item.reason }));
  await writeAudit(tx, entries);
}

/** One scoring of each lead, by the person who spoke last on it; several items of one lead share its result. */
async function scoreEach(tx: Tx, all: readonly Accepted[], at: Date): Promise<Result<ScoredLead>[]> {
  const speakers = new Map(all.map(({ item, actor }) => [item.lead_id, actor.id]));
  const results = new Map<string, Result<ScoredLead>>();
  for (const speaker of new Set(speakers.values())) {
    const ids = [...speakers].flatMap(([lead, by]) => (by === speaker ? [lead] : []));
    const scored = await scoreInTransaction(tx, ids, at, { kind: 'user', id: speaker });
    scored.forEach((result, index) => results.set(ids[index] ?? '', toScored(result)));
  }
  return all.map(({ item }) => results.get(item.lead_id) ?? failed(unknownLead(item.lead_id)));
}
