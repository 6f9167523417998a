import type { Selectable } from 'kysely';

import { type Identifier, identifiersOf, type IdentityLead, type SurvivingLead } from '../../core/identity';
import type { LeadsTable, Tx } from '../../store';

const COLUMNS = [
  'id', 'prospect_id', 'opportunity_id', 'source_channel', 'platform_lead_id', 'is_test', 'full_name', 'first_name', 'last_name', 'email', 'phone_detail',
  'residence_country', 'citizenship_country', 'language', 'time_zone', 'first_touch', 'last_touch', 'captured_at',
] as const;

export type LeadRow = Pick<Selectable<LeadsTable>, (typeof COLUMNS)[number]>;

/** A stored lead with what it can be found by. */
export interface LeadToResolve {
  readonly lead_id: string;
  /** null = nobody has resolved it yet. */
  readonly prospect_id: string | null;
  readonly opportunity_id: string | null;
  readonly lead: IdentityLead & SurvivingLead;
  readonly identifiers: readonly Identifier[];
}

/** Reads leads by id, in one query; unknown ids are missing from the map. */
export async function loadLeads(tx: Tx, ids: readonly string[]): Promise<Map<string, LeadToResolve>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db.selectFrom('leads').select(COLUMNS).where('account_id', '=', tx.accountId).where('id', 'in', [...new Set(ids)]).execute();
  return new Map(rows.map((row) => [row.id, toResolve(row)]));
}

function toResolve(row: LeadRow): LeadToResolve {
  const lead = { ...row, phone: row.phone_detail };
  return { lead_id: row.id, prospect_id: row.prospect_id, opportunity_id: row.opportunity_id, lead, identifiers: keptApart(identifiersOf(lead), row.is_test) };
}

/** No real email, phone or platform id begins so. */
export const TEST_MARK = 'test:';

/** IN-01: what a source's test button sends may carry the address of a real client; tests meet only tests. */
function keptApart(identifiers: readonly Identifier[], isTest: boolean): Identifier[] {
  return identifiers.map(({ kind, value }) => ({ kind, value: isTest ? TEST_MARK + value : value }));
}

/** What must not be worked on twice at once: everything the lead can be found by, and the lead itself (ID-02). */
export function identityLocks({ lead_id, identifiers }: LeadToResolve): string[] {
  return [`identity:lead:${lead_id}`, ...identifiers.map(({ kind, value }) => `identity:${kind}:${value}`)];
}
