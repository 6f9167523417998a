import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import { creditsAfter, type LedgerEntry, type OpeningBalance, type OwnerRole, type RoutingDecision, runningOf, type Verdict, type VerdictGroup } from '../core/routing';
import type { Store, Tx } from '../store';

export interface ExplainItem {
  readonly opportunity_id: string;
  readonly role: OwnerRole;
}

/** A rep in a decision. */
export interface ExplainedRep {
  readonly user_id: string;
  readonly in_running: boolean;
  readonly why_not: Verdict['out'];
  readonly detail: string | null;
  readonly weight: number | null;
  /** Leads owed before and after the decision; null = had no part in it. */
  readonly credit_before: number | null;
  readonly credit_after: number | null;
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
  /** Every rep of the role: in the running or why not. */
  readonly reps: readonly ExplainedRep[];
  /** How many decisions there were in this role, this one included. */
  readonly decisions: number;
}

interface EntryRow {
  readonly inputs: { readonly pool: string; readonly entry: number; readonly refunded_to: string | null };
  readonly result: Pick<RoutingDecision, 'outcome' | 'owner_id' | 'reason' | 'runner_up' | 'language_used'> & { readonly sentence: string };
  readonly reasons: readonly VerdictGroup[];
}

interface ReceiptRow extends EntryRow {
  readonly subject_id: string;
  readonly role: OwnerRole;
  readonly settings_version: number;
  readonly decided_at: Date;
  readonly decisions: number;
  readonly opening: OpeningBalance | null;
}

export type Explained = { readonly ok: true } & OwnerExplanation | { readonly ok: false; readonly error: DomainError };

/** RT-01: the last decision on each opportunity, read from the receipts in two statements. One result an item, in order. */
export async function explainOwners(store: Store, accountId: string, items: readonly ExplainItem[]): Promise<Explained[]> {
  if (items.length === 0) return [];
  return store.transaction(accountId, async (tx) => {
    const rows = await lastDecisions(tx, items.map(({ opportunity_id }) => opportunity_id));
    const batches = await entriesOf(tx, rows);
    const byKey = new Map(rows.map((row) => [`${row.subject_id} ${row.role}`, row]));
    return items.map(({ opportunity_id, role }): Explained => {
      const row = byKey.get(`${opportunity_id} ${role}`);
      if (row) return { ok: true, ...explanationOf(row, batches.get(row.inputs.pool) ?? []) };
      return { ok: false, error: new DomainError('NO_DECISION', `No ${role} has been decided for opportunity ${opportunity_id} in this account; run Route Owner: Assign first`) };
    });
  });
}

async function lastDecisions(tx: Tx, ids: readonly string[]): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`
    select last.*, pool.result as opening from (
      select distinct on (subject_id, role) subject_id, role, settings_version, inputs, result, reasons, decided_at, decisions
      from (
        select id, subject_id, inputs -> 'request' ->> 'role' as role, settings_version, inputs, result, reasons, decided_at,
          count(*) over (partition by subject_id, inputs -> 'request' ->> 'role')::int as decisions
        from salesos.receipts
        where account_id = ${tx.accountId} and subject_kind = 'opportunity' and kind = 'route' and subject_id in (${sql.join(ids)})) decision
      order by subject_id, role, decided_at desc, id desc) last
    left join salesos.receipts pool on pool.account_id = ${tx.accountId} and pool.subject_kind = 'pool' and pool.subject_id = (last.inputs ->> 'pool')::uuid and pool.kind = 'route_pool'`.execute(tx.db);
  return rows;
}

/** The decisions on the same pages, in order: what the credits went through since the opening balance. */
async function entriesOf(tx: Tx, rows: readonly ReceiptRow[]): Promise<Map<string, EntryRow[]>> {
  const later = rows.filter(({ inputs }) => inputs.entry > 0);
  const batches = new Map<string, EntryRow[]>();
  if (later.length === 0) return batches;
  const { rows: entries } = await sql<EntryRow>`
    select inputs, result, reasons from salesos.receipts
    where account_id = ${tx.accountId} and kind = 'route' and inputs ->> 'pool' in (${sql.join(later.map(({ inputs }) => inputs.pool))})
    order by (inputs ->> 'entry')::int`.execute(tx.db);
  for (const entry of entries) batches.set(entry.inputs.pool, [...(batches.get(entry.inputs.pool) ?? []), entry]);
  return batches;
}

function explanationOf(row: ReceiptRow, batch: readonly EntryRow[]): OwnerExplanation {
  const { subject_id, role, settings_version, result, decided_at, decisions } = row;
  const { outcome, owner_id, reason, runner_up, language_used, sentence } = result;
  const base = { opportunity_id: subject_id, role, outcome, owner_id, rule: reason, reason: sentence, runner_up, language_used, decided_at, settings_version, decisions };
  return { ...base, reps: repsOf(row, batch.filter(({ inputs }) => inputs.entry < row.inputs.entry)) };
}

function repsOf(row: ReceiptRow, earlier: readonly EntryRow[]): ExplainedRep[] {
  const { opening, reasons } = row;
  const own = ledgerEntry(row);
  const before = opening ? creditsAfter(opening, [...earlier.map(ledgerEntry), { ...own, reason: 'nobody_eligible' }]) : null;
  const after = opening ? creditsAfter(opening, [...earlier.map(ledgerEntry), own]) : null;
  const shared = runningOf(own);
  const running = new Set(shared.length > 0 ? shared : own.owner_id === null ? [] : [own.owner_id]);
  const place = new Map(opening?.user_ids.map((id, index) => [id, index]));
  const reps = reasons.flatMap(({ out, detail, user_ids }) =>
    user_ids.map((user_id): ExplainedRep => {
      const at = place.get(user_id) ?? -1;
      const in_running = running.has(user_id);
      const credit = (credits: ReadonlyMap<string, number> | null): number | null => (in_running ? (credits?.get(user_id) ?? null) : null);
      return {
        user_id,
        in_running,
        why_not: out,
        detail,
        weight: opening?.weights[at] ?? null,
        credit_before: credit(before),
        credit_after: credit(after),
      };
    }),
  );
  return reps.sort((a, b) => (a.user_id < b.user_id ? -1 : 1));
}

function ledgerEntry({ inputs, result, reasons }: EntryRow): LedgerEntry {
  return { reason: result.reason, owner_id: result.owner_id, refunded_to: inputs.refunded_to, verdicts: reasons };
}
