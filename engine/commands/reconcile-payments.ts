import type { Actor } from '../core/model';
import type { PaymentEvent } from '../core/payment';
import { type BookedPayment, type FetchedEvent, type Mismatch, type PaymentReconciliation, type PaymentSource, type Period, type ProviderStatement, reconcilePayments as compare, repairsOf } from '../core/reconciliation';
import { currentSettings, type Store, writeAudit } from '../store';
import { applyPaymentEvent } from './apply-payment-event';
import { loadBooked } from './payments/load-booked';
import { rematchEvents } from './payments/rematch-events';
import { storeSettlements } from './payments/store-settlements';

export interface ReconcileInput extends Period {
  readonly source: PaymentSource;
  /** Apply what the provider proves and we do not know; false = look only. */
  readonly repair: boolean;
  readonly at: Date;
  readonly actor: Actor;
}

export interface ReconciledPayments extends PaymentReconciliation {
  readonly from: Date;
  readonly before: Date;
  /** Events of the provider's log that never came by webhook, applied now. */
  readonly late_events: number;
  /** Facts that only the provider's objects told, the log having forgotten or never had them. */
  readonly fetched_facts: number;
  /** Events that had waited for their payment. */
  readonly rematched: number;
  /** Balance transactions that were new. */
  readonly settlements: number;
}

/**
 * PY-07: the provider's payments, refunds, disputes and balance transactions of a period against ours. What proves to be
 * missing here is applied as if its webhook had come, recorded as fetched with the secret key; what is left is reported
 * with its type and age. Running it again finds nothing new.
 */
export async function reconcilePayments(store: Store, accountId: string, input: ReconcileInput): Promise<ReconciledPayments> {
  const { source, from, before, at, actor, repair } = input;
  const statement = await source.statement({ from, before });
  const first = await compareNow(store, accountId, input, statement);
  const log = repair ? await unknownEvents(store, accountId, await source.events({ from, before })) : [];
  const late = await applyAll(store, accountId, log, at);
  const rematched = repair ? await store.transaction(accountId, (tx) => rematchEvents(tx, at)) : 0;
  const facts = repair ? await missingFacts(store, accountId, input, statement) : [];
  const fetched = await applyAll(store, accountId, facts, at);
  const last = repair ? await compareNow(store, accountId, input, statement) : first;
  const report = { ...last.report, mismatches: withRepaired(first.report.mismatches, last.report.mismatches) };
  const settlements = await store.transaction(accountId, async (tx) => {
    const written = await storeSettlements(tx, statement.settlements, last.booked, at);
    const after = { from, before, matched: report.matched, mismatches: countByType(report.mismatches), late_events: late, fetched_facts: fetched };
    await writeAudit(tx, [{ at, actor, action: 'payments_reconciled', subject_kind: 'account', subject_id: accountId, after }]);
    return written;
  });
  return { ...report, from, before, late_events: late, fetched_facts: fetched, rematched, settlements };
}

async function compareNow(store: Store, accountId: string, { from, before, at }: ReconcileInput, statement: ProviderStatement): Promise<{ booked: BookedPayment[]; report: PaymentReconciliation }> {
  return store.transaction(accountId, async (tx) => {
    const booked = await loadBooked(tx, statement, { from, before });
    const { settings } = await currentSettings(tx, at);
    return { booked, report: compare({ account_id: accountId, mode: settings.payment.mode, statement, booked, from, before, at }) };
  });
}

/** Events of other accounts and of nothing of ours are left alone; so are those that are known. */
async function unknownEvents(store: Store, accountId: string, events: readonly FetchedEvent[]): Promise<FetchedEvent[]> {
  const relevant = events.filter(({ event: { payment_event } }) => payment_event !== null && (payment_event.account_id === null || payment_event.account_id === accountId));
  if (relevant.length === 0) return [];
  const rows = await store.transaction(accountId, ({ db }) => db.selectFrom('payment_events').select('event_id').where('account_id', '=', accountId).where('event_id', 'in', relevant.map(({ event }) => event.event_id)).execute());
  const known = new Set(rows.map(({ event_id }) => event_id));
  return relevant.filter(({ event }) => !known.has(event.event_id));
}

/** What only the provider's objects tell: of payments that carry this firm's metadata or are known here. */
async function missingFacts(store: Store, accountId: string, input: ReconcileInput, statement: ProviderStatement): Promise<FetchedEvent[]> {
  const { booked } = await compareNow(store, accountId, input, statement);
  const byIntent = new Map(booked.flatMap((mine) => mine.attempts.map(({ intent_id }) => [intent_id, mine] as const)));
  return statement.payments.flatMap((theirs) => {
    const mine = byIntent.get(theirs.intent_id) ?? null;
    if (mine === null && theirs.account_id !== accountId) return [];
    const body = Buffer.from(JSON.stringify(theirs));
    return repairsOf(theirs, mine, input.at).map((payment_event) => ({ event: providerEvent(payment_event), body }));
  });
}

function providerEvent(payment_event: PaymentEvent): FetchedEvent['event'] {
  const { event_id, event_type, live_mode, occurred_at } = payment_event;
  return { event_id, event_type, live_mode, occurred_at, payment_event };
}

/** Oldest first, each in a transaction of its own, as the webhook would have. @returns how many changed something */
async function applyAll(store: Store, accountId: string, events: readonly FetchedEvent[], at: Date): Promise<number> {
  let applied = 0;
  for (const { event, body } of events) {
    const delivery = { provider: 'stripe' as const, event, verified_by: 'api' as const, body, content_type: 'application/json', headers: {}, received_at: at };
    const { outcome } = await applyPaymentEvent(store, accountId, delivery);
    if (outcome === 'applied') applied += 1;
  }
  return applied;
}

/** What was found first and is gone now was mended. */
function withRepaired(first: readonly Mismatch[], last: readonly Mismatch[]): Mismatch[] {
  const keyOf = ({ type, intent_id, payment_id }: Mismatch) => [type, intent_id, payment_id].join('|');
  const left = new Set(last.map(keyOf));
  return [...last, ...first.filter((one) => !left.has(keyOf(one))).map((one) => ({ ...one, repaired: true }))];
}

function countByType(mismatches: readonly Mismatch[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of mismatches) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
