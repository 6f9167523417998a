import { sql } from 'kysely';

import type { ProspectFields } from '../../core/identity';
import { json, type Tx } from '../../store';
import type { ResolvedIdentity } from './resolve-in-order';

/** Locks the living records (ids ascending) and reads the fields that survivorship works on. */
export async function lockProspects(tx: Tx, ids: readonly string[]): Promise<Map<string, ProspectFields>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('prospects')
    .select(['id', 'full_name', 'first_name', 'last_name', 'email', 'phone', 'language', 'geo', 'citizenship_country', 'time_zone', 'first_touch', 'last_touch'])
    .select(({ fn }) => [fn.coalesce('first_captured_at', 'created_at').as('first_captured_at'), fn.coalesce('last_captured_at', 'created_at').as('last_captured_at')])
    .where('account_id', '=', tx.accountId)
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map(({ id, ...fields }) => [id, fields]));
}

/** New persons, and what the leads changed on known ones. */
export async function writeProspects(tx: Tx, fields: ReadonlyMap<string, ProspectFields>, known: ReadonlyMap<string, ProspectFields>, at: Date): Promise<void> {
  const found = [...fields].filter(([id]) => !known.has(id));
  const changed = [...fields].filter(([id, now]) => known.has(id) && JSON.stringify(known.get(id)) !== JSON.stringify(now));
  if (found.length > 0) await tx.db.insertInto('prospects').values(found.map(([id, now]) => prospectRow(tx, id, now, at))).execute();
  if (changed.length > 0) await updateProspects(tx, changed, at);
}

function prospectRow(tx: Tx, id: string, { first_touch, last_touch, ...fields }: ProspectFields, at: Date) {
  return {
    ...fields,
    id,
    account_id: tx.accountId,
    engagement_level: 'Low' as const,
    merged_into: null,
    first_touch: json(first_touch),
    last_touch: json(last_touch),
    created_at: at,
    updated_at: at,
  };
}

async function updateProspects(tx: Tx, changed: readonly (readonly [string, ProspectFields])[], at: Date): Promise<void> {
  const rows = changed.map(([id, fields]) => ({ id, ...fields }));
  await sql`
    update salesos.prospects p set
      full_name = n.full_name, first_name = n.first_name, last_name = n.last_name, email = n.email, phone = n.phone, language = n.language,
      geo = n.geo, citizenship_country = n.citizenship_country, time_zone = n.time_zone, first_touch = n.first_touch, last_touch = n.last_touch,
      first_captured_at = n.first_captured_at, last_captured_at = n.last_captured_at, updated_at = ${at}::timestamptz, version = p.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, full_name text, first_name text, last_name text, email text, phone text,
      language text, geo text, citizenship_country text, time_zone text, first_touch jsonb, last_touch jsonb,
      first_captured_at timestamptz, last_captured_at timestamptz)
    where p.account_id = ${tx.accountId} and p.id = n.id and p.id in (${sql.join(changed.map(([id]) => id))})`.execute(tx.db);
}

/** What each person can be found by from now on. */
export async function writeIdentifiers(tx: Tx, resolved: readonly ResolvedIdentity[], at: Date): Promise<void> {
  const rows = resolved.flatMap(({ lead, prospect_id }) =>
    lead.identifiers.map(({ kind, value }) => ({ account_id: tx.accountId, kind, value, prospect_id, added_at: at })),
  );
  if (rows.length === 0) return;
  await tx.db.insertInto('prospect_identifiers').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}

/** Hangs leads, and the consent that came with them, on their persons: a known person's opt-out holds for the new lead too. */
export async function attachLeads(tx: Tx, resolved: readonly ResolvedIdentity[]): Promise<void> {
  // The list of ids keeps the updates on the indexes where statistics are missing.
  const ids = sql.join(resolved.map(({ lead }) => lead.lead_id));
  const pairs = JSON.stringify(resolved.map(({ lead, prospect_id }) => ({ lead_id: lead.lead_id, prospect_id })));
  const given = sql`jsonb_to_recordset(${pairs}::jsonb) as g(lead_id uuid, prospect_id uuid)`;
  await sql`update salesos.leads l set prospect_id = g.prospect_id from ${given} where l.account_id = ${tx.accountId} and l.id = g.lead_id and l.id in (${ids})`.execute(tx.db);
  await sql`
    update salesos.consents c set prospect_id = g.prospect_id from ${given}
    where c.account_id = ${tx.accountId} and c.lead_id = g.lead_id and c.lead_id in (${ids}) and c.prospect_id is null`.execute(tx.db);
}
