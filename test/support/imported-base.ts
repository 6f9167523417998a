import { sql } from 'kysely';

import { identifiersOf } from '../../engine/core/identity';
import { newId, type Store } from '../../engine/store';
import type { Labelled } from './people';
import { storeLeads } from './stored-leads';

/** Prospects as an import leaves them: one a lead, nobody compared with anybody. @returns the labelled record's person by prospect id */
export async function importBase(store: Store, accountId: string, people: readonly Labelled[], at: Date): Promise<Map<string, number>> {
  const phoneOf = (text: unknown) => (typeof text === 'string' ? { e164: `+${text.replace(/\D/g, '').replace(/^0+/, '')}`, country: null, extension: null, guessed: false, type: null } : null);
  const leads = people.map(({ record }) => ({ full_name: record.full_name ?? null, email: typeof record.email === 'string' ? record.email.toLowerCase() : null, phone: phoneOf(record.phone) }));
  const lead_ids = await storeLeads(store, accountId, leads, at);
  const rows = people.map(({ person }, index) => ({ id: newId(), lead_id: lead_ids[index]!, person, ...leads[index]! }));
  await store.transaction(accountId, async (tx) => {
    const prospects = rows.map(({ id, full_name, email, phone }) => ({ id, full_name, email, phone: phone?.e164 ?? null }));
    await sql`
      insert into salesos.prospects (id, account_id, full_name, email, phone, engagement_level, first_touch, last_touch, created_at, updated_at)
      select n.id, ${accountId}, n.full_name, n.email, n.phone, 'Low', '{"click_ids":{},"platform":{}}', '{"click_ids":{},"platform":{}}', ${at}::timestamptz, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(prospects)}::jsonb) as n(id uuid, full_name text, email text, phone text)`.execute(tx.db);
    const identifiers = rows.flatMap(({ id, ...lead }) => identifiersOf({ ...lead, source_channel: 'website', platform_lead_id: null }).map(({ kind, value }) => ({ kind, value, id })));
    await sql`
      insert into salesos.prospect_identifiers (account_id, kind, value, prospect_id, added_at)
      select ${accountId}, n.kind, n.value, n.id, ${at}::timestamptz from jsonb_to_recordset(${JSON.stringify(identifiers)}::jsonb) as n(kind text, value text, id uuid) on conflict do nothing`.execute(tx.db);
    const links = rows.map(({ id, lead_id }) => ({ id, lead_id }));
    await sql`update salesos.leads l set prospect_id = n.id from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as n(id uuid, lead_id uuid) where l.account_id = ${accountId} and l.id = n.lead_id`.execute(tx.db);
  });
  return new Map(rows.map(({ id, person }) => [id, person]));
}
