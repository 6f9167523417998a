import { ageOf } from './ageing';
import { describer, HOLDS_MONEY, judgePayment, type Judging } from './judge-payment';
import type { Mismatch } from './mismatch';
import type { BookedPayment, ProviderPayment, ProviderStatement, Settlement } from './provider-statement';

export interface Period {
  readonly from: Date;
  readonly before: Date;
}

export interface PaymentsInput extends Period, Judging {
  readonly account_id: string;
  readonly statement: ProviderStatement;
  /** Every payment of the statement's intents, and all that count as paid here in the period. */
  readonly booked: readonly BookedPayment[];
}

export interface CurrencyTotal {
  readonly currency: string;
  readonly payments: number;
  readonly theirs_minor: number;
  readonly ours_minor: number;
  readonly refunded_theirs_minor: number;
  readonly refunded_ours_minor: number;
}

export interface PaymentReconciliation {
  readonly matched: number;
  /** Payments of the same Stripe account that carry another firm's metadata, or none: not ours to judge. */
  readonly foreign: number;
  readonly mismatches: readonly Mismatch[];
  readonly totals: readonly CurrencyTotal[];
}

/**
 * PY-07: every payment of the provider against every payment here, by payment intent, to the minor unit. Linear in their
 * number: both sides are looked up by id.
 */
export function reconcilePayments(input: PaymentsInput): PaymentReconciliation {
  const { statement, booked, account_id } = input;
  const ours = indexOf(booked);
  const settled = settlementsByIntent(statement.settlements);
  const own = statement.payments.filter((theirs) => theirs.account_id === account_id || ours.byIntent.has(theirs.intent_id));
  const found = own.map((theirs) => {
    const mine = ours.byIntent.get(theirs.intent_id) ?? (theirs.payment_id === null ? undefined : ours.byId.get(theirs.payment_id)) ?? null;
    return { theirs, mine, mismatches: judgePayment(input, theirs, mine, settled) };
  });
  const seen = new Set(own.map(({ intent_id }) => intent_id));
  const missing = booked.filter((mine) => isPaidIn(mine, input) && mine.provider_payment_id !== null && !seen.has(mine.provider_payment_id));
  const mismatches = [...found.flatMap((each) => each.mismatches), ...missing.map((mine) => absent(input, mine)), ...paidTwice(input, found)];
  const matched = found.filter(({ theirs, mismatches: own_ones }) => theirs.status === 'succeeded' && own_ones.length === 0).length;
  return { matched, foreign: statement.payments.length - own.length, mismatches: mismatches.sort(oldestFirst), totals: totalsOf(found) };
}

interface Found {
  readonly theirs: ProviderPayment;
  readonly mine: BookedPayment | null;
}

function indexOf(booked: readonly BookedPayment[]) {
  return {
    byId: new Map(booked.map((mine) => [mine.payment_id, mine])),
    byIntent: new Map(booked.flatMap((mine) => mine.attempts.map(({ intent_id }) => [intent_id, mine] as const))),
  };
}

function settlementsByIntent(settlements: readonly Settlement[]): Map<string, Settlement[]> {
  const byIntent = new Map<string, Settlement[]>();
  for (const line of settlements) {
    if (line.intent_id === null) continue;
    const known = byIntent.get(line.intent_id);
    if (known) known.push(line);
    else byIntent.set(line.intent_id, [line]);
  }
  return byIntent;
}

function isPaidIn({ status, paid_at }: BookedPayment, { from, before }: Period): boolean {
  return HOLDS_MONEY.includes(status) && paid_at !== null && paid_at >= from && paid_at < before;
}

function absent({ at }: PaymentsInput, mine: BookedPayment): Mismatch {
  const since = mine.paid_at ?? at;
  const { opportunity_id, payment_id, provider_payment_id, currency, amount_minor, closer_id } = mine;
  const amounts = { theirs_minor: null, ours_minor: amount_minor, difference_minor: -amount_minor };
  return { type: 'not_at_provider', opportunity_id, payment_id, intent_id: provider_payment_id, currency, ...amounts, since, ...ageOf(since, at), closer_id, detail: `paid here at ${since.toISOString()}`, repaired: false };
}

/** Money held more than once for one opportunity: what is over the first payment must go back. */
function paidTwice(input: PaymentsInput, found: readonly Found[]): Mismatch[] {
  const held = new Map<string, Found[]>();
  for (const each of found) {
    const { theirs, mine } = each;
    const id = mine?.opportunity_id ?? theirs.opportunity_id;
    const isReal = theirs.live_mode === (input.mode === 'live');
    if (id === null || !isReal || theirs.status !== 'succeeded' || theirs.refunded_minor >= theirs.amount_minor) continue;
    held.set(id, [...(held.get(id) ?? []), each]);
  }
  return [...held.values()].flatMap((all) => {
    const [first, ...surplus] = [...all].sort((a, b) => paidTime(a) - paidTime(b));
    const last = surplus.at(-1);
    if (!first || !last) return [];
    const over = surplus.reduce((sum, { theirs }) => sum + theirs.amount_minor - theirs.refunded_minor, 0);
    const about = describer(input, last.theirs, last.mine ?? first.mine);
    return [about('paid_twice', `${all.length} payments: ${all.map(({ theirs }) => theirs.intent_id).join(', ')}`, { theirs: over, ours: 0 })];
  });
}

function paidTime({ theirs }: Found): number {
  return (theirs.paid_at ?? theirs.created_at).getTime();
}

function totalsOf(found: readonly Found[]): CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const { theirs, mine } of found) {
    if (theirs.status !== 'succeeded') continue;
    const known = totals.get(theirs.currency) ?? { currency: theirs.currency, payments: 0, theirs_minor: 0, ours_minor: 0, refunded_theirs_minor: 0, refunded_ours_minor: 0 };
    const counted = mine !== null && mine.provider_payment_id === theirs.intent_id && mine.currency === theirs.currency;
    totals.set(theirs.currency, {
      currency: theirs.currency,
      payments: known.payments + 1,
      theirs_minor: known.theirs_minor + theirs.amount_minor,
      ours_minor: known.ours_minor + (counted ? mine.amount_minor : 0),
      refunded_theirs_minor: known.refunded_theirs_minor + theirs.refunded_minor,
      refunded_ours_minor: known.refunded_ours_minor + (counted ? mine.refunded_minor : 0),
    });
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

function oldestFirst(a: Mismatch, b: Mismatch): number {
  return a.since.getTime() - b.since.getTime() || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0);
}
