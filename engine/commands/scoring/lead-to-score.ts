import { sql } from 'kysely';
import { z } from 'zod';

import type { AiOpinion, Overrides } from '../../core/scoring';
import type { LeadsTable, ProspectsTable, Tx } from '../../store';
import { loadOpinions } from './load-opinions';
import type { Selectable } from 'kysely';

type StoredLead = Selectable<LeadsTable>;
type Person = Pick<ProspectsTable, 'engagement_level' | 'email' | 'phone' | 'language' | 'geo' | 'citizenship_country'>;

/** A stored lead with the living record of its person; null = identity was not resolved. */
export interface LeadToScore {
  readonly stored: StoredLead;
  readonly prospect_id: string | null;
  readonly person: Person | null;
  readonly overrides: Overrides;
  /** The AI's latest answer about the lead; null = none. */
  readonly ai: AiOpinion | null;
}

interface PersonRow extends Person {
  lead_id: string;
  prospect_id: string;
}

/** Reads leads and their persons in three queries; unknown ids are missing from the map. */
export async function loadLeadsToScore(tx: Tx, ids: readonly string[]): Promise<Map<string, LeadToScore>> {
  if (ids.length === 0) return new Map();
  const leads = await tx.db.selectFrom('leads').selectAll().where('account_id', '=', tx.accountId).where('id', 'in', [...ids]).execute();
  const { rows } = await sql<PersonRow>`
    select l.id as lead_id, p.id as prospect_id, p.engagement_level, p.email, p.phone, p.language, p.geo, p.citizenship_country
    from salesos.leads l
    cross join lateral (select coalesce(o.merged_into, o.id) as id from salesos.prospects o where o.account_id = l.account_id and o.id = l.prospect_id limit 1) own
    cross join lateral (select * from salesos.prospects p where p.account_id = l.account_id and p.id = own.id limit 1) p
    where l.account_id = ${tx.accountId} and l.id in (${sql.join(ids)})`.execute(tx.db);
  const opinions = await loadOpinions(tx, ids);
  const persons = new Map(rows.map(({ lead_id, ...row }) => [lead_id, row]));
  return new Map(leads.map((stored) => [stored.id, toScore(stored, persons.get(stored.id) ?? null, opinions.get(stored.id) ?? null)]));
}

/** The living person of each lead, as `person:<id>`; a lead without one stands for itself. */
export async function personLocks(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ person_id: string }>`
    select coalesce(own.id, l.id) as person_id from salesos.leads l
    left join lateral (select coalesce(o.merged_into, o.id) as id from salesos.prospects o where o.account_id = l.account_id and o.id = l.prospect_id limit 1) own on true
    where l.account_id = ${tx.accountId} and l.id in (${sql.join(ids)})`.execute(tx.db);
  return rows.map(({ person_id }) => `person:${person_id}`);
}

function toScore(stored: StoredLead, row: Omit<PersonRow, 'lead_id'> | null, ai: AiOpinion | null): LeadToScore {
  return { stored, prospect_id: row?.prospect_id ?? null, person: row, overrides: storedOverrides.parse(stored.overrides), ai };
}

const storedOverrides = z.record(z.object({ value: z.union([z.string(), z.boolean(), z.null()]), reason: z.string(), by: z.string(), at: z.coerce.date(), expires_at: z.coerce.date().nullable().default(null) }));
