import { sql } from 'kysely';

import { belongsToSplit, combineConsents, type ConsentRecord } from '../../core/identity';
import type { Actor } from '../../core/model';
import { json, newId, type Tx } from '../../store';
import { writeStageMoves } from '../write-stage-moves';
import { loadLeads } from './lead-to-resolve';
import { MOVED_TABLES } from './load-persons';
import type { MergeSnapshot } from './merge-persons';
import { recomputePersons } from './recompute-persons';

/** A merge to be undone: `survivor_id` is the record that lives now. */
export interface UnmergeOrder {
  readonly merge_id: string;
  readonly survivor_id: string;
  readonly merged_id: string;
  readonly snapshot: MergeSnapshot;
  readonly merged_at: Date;
  readonly actor: Actor;
}

/** Puts back what the merge moved, deals out what came since, and lets no opt-out fall between the two. @returns the leads of the split person */
export async function unmergePerson(tx: Tx, order: UnmergeOrder, at: Date): Promise<string[]> {
  const before = await consentsOf(tx, order.survivor_id);
  const later = await laterLeads(tx, order);
  await putBack(tx, order, later);
  await splitIdentifiers(tx, order, later);
  await reopen(tx, order, at);
  await keepRefusals(tx, order, before, at);
  await recomputePersons(tx, [order.survivor_id, order.merged_id], at);
  const rows = await tx.db.selectFrom('leads').select('id').where('account_id', '=', tx.accountId).where('prospect_id', '=', order.merged_id).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** Leads of the joined record that came after the merge and are the split person's. */
async function laterLeads(tx: Tx, { survivor_id, snapshot, merged_at }: UnmergeOrder): Promise<string[]> {
  const rows = await tx.db.selectFrom('leads').select('id').where('account_id', '=', tx.accountId).where('prospect_id', '=', survivor_id).where('recorded_at', '>=', merged_at).execute();
  const before = new Set(snapshot.merged.rows.leads);
  const leads = await loadLeads(tx, rows.map(({ id }) => id).filter((id) => !before.has(id)));
  return [...leads.values()].filter(({ lead_id, lead, identifiers }) => belongsToSplit({ id: lead_id, full_name: lead.full_name, identifiers }, snapshot.survivor, snapshot.merged)).map(({ lead_id }) => lead_id);
}

async function putBack(tx: Tx, { survivor_id, merged_id, snapshot }: UnmergeOrder, later: readonly string[]): Promise<void> {
  const account = tx.accountId;
  await tx.db.updateTable('prospects').set({ merged_into: null }).where('account_id', '=', account).where('id', '=', merged_id).execute();
  const back = sql`update salesos.prospects set merged_into = ${merged_id} where account_id = ${account} and merged_into = ${survivor_id} and id = any(${arrayOf(snapshot.merged.children)}::uuid[])`;
  await back.execute(tx.db);
  for (const table of MOVED_TABLES) {
    const rows = table === 'leads' ? [...snapshot.merged.rows.leads, ...later] : snapshot.merged.rows[table];
    await sql`update salesos.${sql.raw(table)} set prospect_id = ${merged_id} where account_id = ${account} and prospect_id = ${survivor_id} and id = any(${arrayOf(rows)}::uuid[])`.execute(tx.db);
  }
  // What came since follows its lead, then its journey; the rest stays with the survivor.
  for (const table of ['consents', 'opportunities'] as const)
    await sql`update salesos.${sql.raw(table)} set prospect_id = ${merged_id} where account_id = ${account} and prospect_id = ${survivor_id} and lead_id = any(${arrayOf(later)}::uuid[])`.execute(tx.db);
  await sql`
    update salesos.activities a set prospect_id = o.prospect_id from salesos.opportunities o
    where a.account_id = ${account} and o.account_id = ${account} and a.opportunity_id = o.id and a.prospect_id <> o.prospect_id and o.prospect_id in (${survivor_id}, ${merged_id})`.execute(tx.db);
}

function arrayOf(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}

/** The survivor keeps the addresses it had and those of its leads; the split person has kept its own. */
async function splitIdentifiers(tx: Tx, { survivor_id, merged_id, snapshot }: UnmergeOrder, later: readonly string[]): Promise<void> {
  const rows = await tx.db.selectFrom('leads').select('id').where('account_id', '=', tx.accountId).where('prospect_id', '=', survivor_id).execute();
  const leads = await loadLeads(tx, [...rows.map(({ id }) => id), ...later]);
  const keys = (persons: readonly { kind: string; value: string }[]) => persons.map(({ kind, value }) => ({ kind, value }));
  const kept = [...keys(snapshot.survivor.identifiers), ...rows.flatMap(({ id }) => keys(leads.get(id)?.identifiers ?? []))];
  await sql`
    delete from salesos.prospect_identifiers i where i.account_id = ${tx.accountId} and i.prospect_id = ${survivor_id}
      and not exists (select 1 from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as k(kind text, value text) where k.kind = i.kind and k.value = i.value)`.execute(tx.db);
  const added = later.flatMap((id) => keys(leads.get(id)?.identifiers ?? []));
  await sql`
    insert into salesos.prospect_identifiers (account_id, kind, value, prospect_id, added_at)
    select ${tx.accountId}, k.kind, k.value, ${merged_id}::uuid, now() from jsonb_to_recordset(${JSON.stringify(added)}::jsonb) as k(kind text, value text) on conflict do nothing`.execute(tx.db);
}

/** The journey closed as a duplicate goes on where it stood, unless somebody has touched it or another one is open. */
async function reopen(tx: Tx, { snapshot, actor }: UnmergeOrder, at: Date): Promise<void> {
  if (!snapshot.closed) return;
  const { id, stage, probability, version } = snapshot.closed;
  const row = await tx.db.selectFrom('opportunities').select(['stage', 'version', 'prospect_id']).where('account_id', '=', tx.accountId).where('id', '=', id).executeTakeFirst();
  if (row?.stage !== 'CLOSED_LOST' || row.version !== version) return;
  const open = await tx.db.selectFrom('opportunities').select('id').where('account_id', '=', tx.accountId).where('prospect_id', '=', row.prospect_id).where('stage', 'not in', ['CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED']).executeTakeFirst();
  if (open) return;
  const move = { from: 'CLOSED_LOST' as const, to: stage, probability, reason: 'the merge was undone', loss_reason: null, disqualification_reason: null, overridden: [] };
  await writeStageMoves(tx, [{ opportunity_id: id, actor, move, version: version + 1 }], at);
}

async function consentsOf(tx: Tx, prospectId: string): Promise<ConsentRecord[]> {
  return tx.db.selectFrom('consents').select(['channel', 'purpose', 'status']).where('account_id', '=', tx.accountId).where('prospect_id', '=', prospectId).execute();
}

/** ID-05: what one of the two refused while they were one is refused for both; the original statement stays as the proof. */
async function keepRefusals(tx: Tx, { merge_id, survivor_id, merged_id }: UnmergeOrder, joined: readonly ConsentRecord[], at: Date): Promise<void> {
  const refused = combineConsents(joined).filter(({ status }) => status === 'withdrawn' || status === 'denied');
  const rows = [];
  for (const prospect_id of [survivor_id, merged_id]) {
    const own = combineConsents(await consentsOf(tx, prospect_id));
    const missing = refused.filter(({ channel, purpose, status }) => !own.some((state) => state.channel === channel && state.purpose === purpose && state.status === status));
    rows.push(...missing.map((state) => ({ ...state, id: newId(), account_id: tx.accountId, lead_id: null, prospect_id, text: null, text_version: null, source: 'unmerge', proof: json({ merge_id }), captured_at: at, recorded_at: at })));
  }
  if (rows.length > 0) await tx.db.insertInto('consents').values(rows).execute();
}
