import type { IdentityDecision } from '../../core/identity';
import type { Tx } from '../../store';

/** What the receipt of an identity decision keeps, so that a second run gives the same answer. */
export interface StoredDecision extends IdentityDecision {
  readonly review_id: string | null;
}

/** The decisions stored for leads that were resolved before, by lead id. */
export async function recallDecisions(tx: Tx, leadIds: readonly string[]): Promise<Map<string, StoredDecision>> {
  if (leadIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('receipts')
    .select(['subject_id', 'result'])
    .where('account_id', '=', tx.accountId)
    .where('subject_kind', '=', 'lead')
    .where('kind', '=', 'identity')
    .where('subject_id', 'in', [...leadIds])
    .orderBy('id')
    .execute();
  // A jsonb that only writeIdentities wrote.
  return new Map(rows.map(({ subject_id, result }) => [subject_id, result as StoredDecision]));
}

/** For a lead that another step had linked already, e.g. a message of a known prospect. */
export const LINKED_BEFORE: StoredDecision = {
  outcome: 'existing',
  rule: null,
  prospect_id: null,
  why: 'the lead was linked to this prospect before',
  evidence: [],
  related: [],
  candidates: [],
  possible_duplicates: [],
  review_id: null,
};
