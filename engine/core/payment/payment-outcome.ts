import type { PaymentState } from '../model';
import { currencyDigits, toDecimal } from '../money';
import type { AttemptFacts, Failure, PaymentFacts, Success } from './payment-facts';

/** What the locked offer asks for. */
export interface PaymentTerms {
  /** Minor units of `currency`. */
  readonly amount_minor: number;
  readonly currency: string;
  /** false until the provider has made the link. */
  readonly link_sent: boolean;
  /** Sentences of `exceptions` that a manager has accepted under the firm's exception policy; none by default. */
  readonly accepted?: readonly string[];
}

export interface PaymentOutcome {
  readonly status: PaymentState;
  /** The right amount in the right currency, or one that a manager accepted, has arrived at some time; never taken back by a refund or dispute. */
  readonly was_paid: boolean;
  /** Money is with the firm: at least one success that is not refunded in full. */
  readonly holds_money: boolean;
  /** The payment intent of the payment proper; null until money arrived. */
  readonly provider_payment_id: string | null;
  /** The checkout was completed, so the link is spent: it takes one payment (P10.4). */
  readonly link_used: boolean;
  /** null unless the right amount arrived. */
  readonly paid_at: Date | null;
  /** Event that proves the payment; its row says whether it came by webhook or API. */
  readonly proof_event_id: string | null;
  readonly refunded_minor: number;
  readonly disputed: 'none' | 'open' | 'won' | 'lost';
  readonly failure_count: number;
  readonly last_failure: Failure | null;
  /** Why the payment needs a manager, one sentence a reason; empty unless EXCEPTION. */
  readonly exceptions: readonly string[];
}

interface PaidAttempt extends AttemptFacts {
  readonly key: string;
  readonly success: Success;
}

/** P10.3: the payment state that the facts amount to. Pure, so the same facts always give the same state. */
export function decidePayment(terms: PaymentTerms, facts: PaymentFacts): PaymentOutcome {
  const paid = paidAttempts(facts);
  const live = paid.filter((attempt) => !refundedInFull(attempt));
  const main = mainAttempt(terms, live) ?? mainAttempt(terms, paid);
  const exceptions = exceptionsOf(terms, live).filter((reason) => !terms.accepted?.includes(reason));
  const refunded_minor = main?.refund?.refunded_minor ?? 0;
  return {
    status: statusOf({ terms, facts, paid, live, exceptions, refunded_minor }),
    was_paid: paid.some((attempt) => counts(terms, attempt)),
    holds_money: live.length > 0,
    provider_payment_id: main?.key ?? null,
    link_used: Object.values(facts.attempts).some(({ success, processing_since }) => success !== null || processing_since !== null),
    paid_at: main && counts(terms, main) ? main.success.at : null,
    proof_event_id: main?.success.event_id ?? null,
    refunded_minor,
    disputed: disputedOf(paid),
    ...failuresOf(facts),
    exceptions,
  };
}

/** Oldest first. */
function paidAttempts({ attempts }: PaymentFacts): PaidAttempt[] {
  return Object.entries(attempts)
    .flatMap(([key, attempt]) => (attempt.success ? [{ ...attempt, key, success: attempt.success }] : []))
    .sort((a, b) => a.success.at.getTime() - b.success.at.getTime() || (a.key < b.key ? -1 : 1));
}

/** The payment proper among several: the oldest that is right, else the oldest. */
function mainAttempt(terms: PaymentTerms, attempts: readonly PaidAttempt[]): PaidAttempt | null {
  return attempts.find((attempt) => counts(terms, attempt)) ?? attempts[0] ?? null;
}

function refundedInFull({ refund, success }: PaidAttempt): boolean {
  return refund !== null && refund.refunded_minor >= success.amount_minor;
}

function matchesTerms({ amount_minor, currency }: PaymentTerms, success: Success): boolean {
  return success.amount_minor === amount_minor && success.currency === currency;
}

/** Whether the money is what the offer asks for, or a manager took it for that. */
function counts(terms: PaymentTerms, attempt: PaidAttempt): boolean {
  return matchesTerms(terms, attempt.success) || (terms.accepted?.includes(otherAmount(terms, attempt)) ?? false);
}

function otherAmount(terms: PaymentTerms, { key, success }: PaidAttempt): string {
  return `${key} paid ${amountOf(success)}, the offer asks for ${amountOf(terms)}`;
}

function exceptionsOf(terms: PaymentTerms, live: readonly PaidAttempt[]): string[] {
  const reasons = live.filter(({ success }) => !matchesTerms(terms, success)).map((attempt) => otherAmount(terms, attempt));
  if (live.length > 1) reasons.push(`paid ${live.length} times: ${live.map(({ key }) => key).join(', ')}`);
  for (const { key, disputes } of live) {
    for (const [id, { status }] of Object.entries(disputes).sort()) {
      if (status !== 'won') reasons.push(`dispute ${id} on ${key} is ${status}`);
    }
  }
  return reasons;
}

/** Plain digits and the code; a currency that ISO does not know is a stranger's and still must be told. */
function amountOf({ amount_minor, currency }: Pick<Success, 'amount_minor' | 'currency'>): string {
  return currencyDigits(currency) === null ? `${amount_minor} minor units of ${currency}` : `${toDecimal(amount_minor, currency)} ${currency}`;
}

interface StatusInput {
  readonly terms: PaymentTerms;
  readonly facts: PaymentFacts;
  readonly paid: readonly PaidAttempt[];
  readonly live: readonly PaidAttempt[];
  readonly exceptions: readonly string[];
  readonly refunded_minor: number;
}

function statusOf({ terms, facts, paid, live, exceptions, refunded_minor }: StatusInput): PaymentState {
  if (exceptions.length > 0) return 'EXCEPTION';
  if (paid.length === 0) return unpaidStatus(terms, facts);
  return live.length === 0 || refunded_minor > 0 ? 'REFUNDED' : 'PAID';
}

function unpaidStatus({ link_sent }: PaymentTerms, { attempts }: PaymentFacts): PaymentState {
  const tries = Object.values(attempts);
  if (tries.some(isProcessing)) return 'PAYMENT_PENDING';
  if (tries.some((attempt) => lastFailure(attempt) !== null)) return 'FAILED';
  return link_sent ? 'PAYMENT_LINK_SENT' : 'NONE';
}

/** A declined card before the bank debit started does not end the debit; a failure after it does. */
function isProcessing(attempt: AttemptFacts): boolean {
  if (attempt.processing_since === null) return false;
  const failure = lastFailure(attempt);
  return failure === null || failure.at.getTime() < attempt.processing_since.getTime();
}

function lastFailure({ intent_failures, session_failures }: AttemptFacts): Failure | null {
  return newest([...Object.values(intent_failures), ...Object.values(session_failures)]);
}

function newest(failures: readonly Failure[]): Failure | null {
  return failures.reduce<Failure | null>((last, next) => (last === null || after(next, last) ? next : last), null);
}

function after(a: Failure, b: Failure): boolean {
  return a.at.getTime() - b.at.getTime() > 0 || (a.at.getTime() === b.at.getTime() && a.reason > b.reason);
}

/** A failed bank debit is told twice, by its intent and by its session: the larger count is the number of failures. */
function failuresOf({ attempts }: PaymentFacts): Pick<PaymentOutcome, 'failure_count' | 'last_failure'> {
  const tries = Object.values(attempts);
  const counts = tries.map(({ intent_failures, session_failures }) => Math.max(Object.keys(intent_failures).length, Object.keys(session_failures).length));
  const failures = tries.map(lastFailure).filter((failure) => failure !== null);
  return { failure_count: counts.reduce((sum, count) => sum + count, 0), last_failure: newest(failures) };
}

function disputedOf(paid: readonly PaidAttempt[]): PaymentOutcome['disputed'] {
  const found = new Set(paid.flatMap(({ disputes }) => Object.values(disputes).map(({ status }) => status)));
  return found.has('open') ? 'open' : found.has('lost') ? 'lost' : found.has('won') ? 'won' : 'none';
}
