import { sql } from 'kysely';

import type { Tx } from '../../store';

export interface NotDuplicate {
  readonly prospect_id: string;
  readonly other_id: string;
  readonly reason: string;
}

/** ID-04: "not a duplicate" is remembered both ways; open questions about exactly these two are answered with it. */
export async function linkNotDuplicates(tx: Tx, pairs: readonly NotDuplicate[], at: Date): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.flatMap(({ prospect_id, other_id, reason }) => [row(tx, prospect_id, other_id, reason, at), row(tx, other_id, prospect_id, reason, at)]);
  await tx.db.insertInto('prospect_links').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}

function row(tx: Tx, prospect_id: string, other_id: string, reason: string, created_at: Date) {
  return { account_id: tx.accountId, prospect_id, other_id, kind: 'not_duplicate' as const, reason, created_at };
}

/** Closes reviews of kind possible_duplicate that ask about nobody but the given two. */
export async function answerReviews(tx: Tx, { prospect_id, other_id }: NotDuplicate, decidedBy: string, at: Date): Promise<void> {
  await sql`
    update salesos.identity_reviews set status = 'different', decided_by = ${decidedBy}, decided_at = ${at}
    where account_id = ${tx.accountId} and status = 'open' and kind = 'possible_duplicate' and candidate_ids <@ ${`{${prospect_id},${other_id}}`}::uuid[]`.execute(tx.db);
}
