import type { Selectable } from 'kysely';

import type { HandoffPayload } from '../../core/handoff';
import type { CaseOpensTable, Tx } from '../../store';

/** A handoff record with the payload that was sent last. */
export interface KnownCase {
  readonly row: Selectable<CaseOpensTable>;
  readonly payload: HandoffPayload;
  readonly payload_sha256: string;
}

/** The handoffs of the opportunities, by opportunity. The caller holds the locks. */
export async function loadCases(tx: Tx, opportunityIds: readonly string[]): Promise<Map<string, KnownCase>> {
  if (opportunityIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('case_opens as c')
    .innerJoin('handoff_payloads as h', (join) => join.onRef('h.account_id', '=', 'c.account_id').onRef('h.id', '=', 'c.handoff_payload_ref'))
    .selectAll('c')
    .select(['h.payload', 'h.payload_sha256'])
    .where('c.account_id', '=', tx.accountId)
    .where('c.opportunity_id', 'in', opportunityIds)
    .execute();
  // Checked by its schema when it was written; what was sent is shown as it was sent.
  return new Map(rows.map(({ payload, payload_sha256, ...row }) => [row.opportunity_id, { row, payload: payload as HandoffPayload, payload_sha256 }]));
}

/** What every handoff operation tells a workflow. */
export interface CaseView {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly closer_id: string | null;
  readonly case_open_id: string;
  readonly case_open_status: Selectable<CaseOpensTable>['status'];
  readonly payload_version: number;
  readonly handoff_payload_ref: string;
  readonly triggered_at: Date;
  readonly opened_at: Date | null;
  readonly rejection_reason: string | null;
  readonly ops_reference: string | null;
}

export function viewOf(row: Selectable<CaseOpensTable>, record: { prospect_id: string; lead_id: string; facts: { closer_id: string | null } }): CaseView {
  const { opportunity_id, id, status, payload_version, handoff_payload_ref, triggered_at, opened_at, rejection_reason, ops_reference } = row;
  const { prospect_id, lead_id, facts } = record;
  return {
    opportunity_id,
    prospect_id,
    lead_id,
    closer_id: facts.closer_id,
    case_open_id: id,
    case_open_status: status,
    payload_version,
    handoff_payload_ref,
    triggered_at,
    opened_at,
    rejection_reason,
    ops_reference,
  };
}
