import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { OwnerRole, RoutingDecision, Verdict } from '../core/routing';
import type { Store } from '../store';

export interface ExplainItem {
  readonly opportunity_id: string;
  readonly role: OwnerRole;
}

/** Why an opportunity has its owner, from the receipt of the decision. */
export interface OwnerExplanation {
  readonly opportunity_id: string;
  readonly role: OwnerRole;
  readonly outcome: RoutingDecision['outcome'];
  readonly owner_id: string | null;
  readonly rule: RoutingDecision['reason'];
  readonly reason: string;
  readonly runner_up: string | null;
  readonly language_used: string | null;
  readonly decided_at: Date;
  readonly settings_version: number;
  /** Every rep of the role: in the running or why not, and the leads owed before and after. */
  readonly reps: readonly { user_id: string; in_running: boolean; why_not: Verdict['out']; detail: string | null; credit_before: number | null; credit_after: number | null }[];
  /** How many decisions there were in this role, this one included. */
  readonly decisions: number;
}

interface ReceiptRow {
  subject_id: string;
  role: OwnerRole;
  settings_version: number;
  result: Omit<RoutingDecision, 'verdicts'> & { sentence: string };
  reasons: Verdict[];
  decided_at: Date;
  decisions: number;
}

export type Explained = { readonly ok: true } & OwnerExplanation | { readonly ok: false; readonly error: DomainError };

/** RT-01: the last decision on each opportunity, read from the receipts in one statement. One result an item, in order. */
export async function explainOwners(store: Store, accountId: string, items: readonly ExplainItem[]): Promise<Explained[]> {
  if (items.length === 0) return [];
  const { rows } = await store.transaction(accountId, (tx) =>
    sql<ReceiptRow>`
      select distinct on (subject_id, role) subject_id, role, settings_version, result, reasons, decided_at, decisions
      from (
        select id, subject_id, inputs -> 'request' ->> 'role' as role, settings_version, result, reasons, decided_at,
          count(*) over (partition by subject_id, inputs -> 'request' ->> 'role')::int as decisions
        from salesos.receipts
        where account_id = ${tx.accountId} and subject_kind = 'opportunity' and kind = 'route' and subject_id in (${sql.join(items.map(({ opportunity_id }) => opportunity_id))})) decision
      order by subject_id, role, decided_at desc, id desc`.execute(tx.db),
  );
  const byKey = new Map(rows.map((row) => [`${row.subject_id} ${row.role}`, row]));
  return items.map(({ opportunity_id, role }) => {
    const row = byKey.get(`${opportunity_id} ${role}`);
    if (row) return { ok: true, ...explanationOf(row) };
    return { ok: false, error: new DomainError('NO_DECISION', `No ${role} has been decided for opportunity ${opportunity_id} in this account; run Route Owner: Assign first`) };
  });
}

function explanationOf({ subject_id, role, settings_version, result, reasons, decided_at, decisions }: ReceiptRow): OwnerExplanation {
  const { outcome, owner_id, reason, runner_up, language_used, sentence, credits } = result;
  return {
    opportunity_id: subject_id,
    role,
    outcome,
    owner_id,
    rule: reason,
    reason: sentence,
    runner_up,
    language_used,
    decided_at,
    settings_version,
    reps: reasons.map(({ user_id, out, detail }) => ({
      user_id,
      in_running: out === null && user_id in credits,
      why_not: out,
      detail,
      credit_before: credits[user_id]?.before ?? null,
      credit_after: credits[user_id]?.after ?? null,
    })),
    decisions,
  };
}
