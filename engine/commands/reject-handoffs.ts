import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import { appendEvents, type Store, type Tx, writeAudit } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import { answerable } from './handoffs/answerable';
import { type CaseView, type KnownCase, loadCases, viewOf } from './handoffs/case-opens';
import { startClocks, tellClocks } from './payments/event-clocks';
import { accepted, failed, inPlace, type Result } from './result';

export interface RejectItem extends OpportunityAction {
  /** The version that ops looked at; null = the newest. */
  readonly payload_version: number | null;
  /** What sales must mend; mandatory. */
  readonly reason: string;
}

export interface RejectedCase extends CaseView {
  /** false = it was rejected before. */
  readonly changed: boolean;
}

interface Rejectable {
  readonly each: Acting<RejectItem>;
  readonly known: KnownCase;
}

const LONGEST_REASON = 2_000;

/**
 * P11.5: case ops return a payload to sales with the reason; it goes to the same closer, who mends it and builds the next
 * version. One result an item, in order.
 */
export async function rejectHandoffs(store: Store, accountId: string, input: ActionBatch<RejectItem>): Promise<Result<RejectedCase>[]> {
  return actOnOpportunities<RejectItem, RejectedCase>(store, accountId, input, async (tx, _pipeline, acting) => {
    const ids = acting.map(({ item }) => item.opportunity_id);
    const cases = await loadCases(tx, ids);
    const checked = acting.map((each) => rejectable(each, cases.get(each.item.opportunity_id) ?? null));
    const waiting = [...new Map(accepted(checked).map((one) => [one.known.row.id, one] as const).reverse()).values()].filter(({ known }) => known.row.status === 'triggered');
    await writeRejected(tx, waiting, input.at);
    const now = await loadCases(tx, ids);
    return inPlace(checked, accepted(checked).map((one) => resultOf(one, waiting.includes(one), now)));
  });
}

function rejectable(each: Acting<RejectItem>, known: KnownCase | null): Result<{ value: Rejectable }> {
  const reason = each.item.reason.trim();
  if (reason === '' || reason.length > LONGEST_REASON) {
    const message = reason === '' ? 'missing; sales must know what to mend' : `too long; at most ${LONGEST_REASON} characters`;
    return failed(new DomainError('REJECTION_REASON_MISSING', `The handoff of opportunity ${each.item.opportunity_id} is not rejected: the reason is ${message}`, [{ field: 'reason', message }]));
  }
  const answer = answerable({ known, item: each.item, party: each.party, verb: 'reject', settled: 'rejected' });
  return answer.ok ? { ok: true, value: { each, known: answer.known } } : answer;
}

async function writeRejected(tx: Tx, rejected: readonly Rejectable[], at: Date): Promise<void> {
  if (rejected.length === 0) return;
  const rows = rejected.map(({ each, known }) => ({ id: known.row.id, reason: each.item.reason.trim() }));
  await sql`
    update salesos.case_opens c set status = 'rejected', rejection_reason = n.reason, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, reason text)
    where c.account_id = ${tx.accountId} and c.id = n.id`.execute(tx.db);
  await writeAudit(tx, rejected.map(({ each, known }) => ({ at, actor: actorOf(each.party), action: 'handoff_rejected', subject_kind: 'case_open', subject_id: known.row.id, before: { status: known.row.status }, after: { status: 'rejected', payload_version: known.row.payload_version }, reason: each.item.reason.trim() })));
  const drafts = rejected.map(({ each, known: { row } }) => ({
    type: 'CaseOpenRejected' as const,
    subject: { kind: 'case_open' as const, id: row.id },
    occurred_at: at,
    actor: actorOf(each.party),
    key: `case-open-rejected:${row.opportunity_id}:${row.payload_version}`,
    correlation_id: row.opportunity_id,
    data: { opportunity_id: row.opportunity_id, case_open_id: row.id, payload_version: row.payload_version, reason: each.item.reason.trim() },
  }));
  await tellClocks(tx, await appendEvents(tx, drafts, at), at);
  await startClocks(tx, 'HandoffFix', rejected.map(({ known: { row } }) => ({ opportunity_id: row.opportunity_id, occurrence: `v${row.payload_version}` })), at);
}

function resultOf({ each }: Rejectable, changed: boolean, now: ReadonlyMap<string, KnownCase>): Result<RejectedCase> {
  const known = now.get(each.item.opportunity_id);
  if (!known) return failed(new DomainError('HANDOFF_UNKNOWN', `The handoff of opportunity ${each.item.opportunity_id} is gone.`));
  return { ok: true, ...viewOf(known.row, each.record), changed };
}
