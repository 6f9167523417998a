import { ageOf } from './ageing';
import type { Mismatch, MismatchType } from './mismatch';
import { type BookedAttempt, type BookedPayment, disputeGaps, type ProviderPayment, type ProviderStatement, type Settlement } from './provider-statement';

export interface Period {
  readonly from: Date;
  readonly before: Date;
}

export interface PaymentsInput extends Period {
  readonly account_id: string;
  /** The firm's mode: only its payments are looked at. */
  readonly mode: 'live' | 'test';
  readonly statement: ProviderStatement;
  /** Every payment of the statement's intents, and all that count as paid here in the period. */
  readonly booked: readonly BookedPayment[];
  readonly at: Date;
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

const HOLDS_MONEY: readonly BookedPayment['status'][] = ['PAID', 'REFUNDED', 'EXCEPTION'];
const PAID_STAGES = ['PAID', 'CASE_OPENED'];

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
    return { theirs, mine, mismatches: judge(input, theirs, mine, settled) };
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

/** Everything that is wrong with one payment. */
function judge(input: PaymentsInput, theirs: ProviderPayment, mine: BookedPayment | null, settled: ReadonlyMap<string, readonly Settlement[]>): Mismatch[] {
  const about = describer(input, theirs, mine);
  const real = theirs.live_mode === (input.mode === 'live');
  if (!real) return theirs.status === 'succeeded' && mine ? [about('mode_differs', `it is a ${theirs.live_mode ? 'live' : 'test'} payment and the firm works in ${input.mode} mode`)] : [];
  if (theirs.status !== 'succeeded') {
    const thought = mine !== null && HOLDS_MONEY.includes(mine.status) && mine.provider_payment_id === theirs.intent_id;
    return thought ? [about('not_succeeded', `the provider says '${theirs.status}'`, { theirs: 0 })] : [];
  }
  if (mine === null) return [about('unknown_payment', `its metadata name opportunity '${theirs.opportunity_id ?? 'none'}', payment '${theirs.payment_id ?? 'none'}'`, { ours: null })];
  const attempt = mine.attempts.find(({ intent_id }) => intent_id === theirs.intent_id);
  if (!attempt?.paid) return [about('not_booked', `the payment here is ${mine.status}`, { ours: 0 })];
  return [...amountGaps(about, theirs, mine), ...stateGaps(about, theirs, mine, attempt), ...settlementGaps(about, theirs, settled.get(theirs.intent_id) ?? [])];
}

type About = (type: MismatchType, detail: string, amounts?: { theirs?: number | null; ours?: number | null }) => Mismatch;

function describer({ at }: PaymentsInput, theirs: ProviderPayment, mine: BookedPayment | null): About {
  return (type, detail, amounts = {}) => {
    const theirs_minor = amounts.theirs === undefined ? theirs.amount_minor : amounts.theirs;
    const ours_minor = amounts.ours === undefined ? (mine?.amount_minor ?? null) : amounts.ours;
    const since = theirs.paid_at ?? theirs.created_at;
    return {
      type,
      opportunity_id: mine?.opportunity_id ?? theirs.opportunity_id,
      payment_id: mine?.payment_id ?? theirs.payment_id,
      intent_id: theirs.intent_id,
      currency: theirs.currency,
      theirs_minor,
      ours_minor,
      difference_minor: (theirs_minor ?? 0) - (ours_minor ?? 0),
      since,
      ...ageOf(since, at),
      closer_id: mine?.closer_id ?? null,
      detail,
      repaired: false,
    };
  };
}

function amountGaps(about: About, theirs: ProviderPayment, mine: BookedPayment): Mismatch[] {
  if (theirs.currency !== mine.currency) return [about('currency_differs', `the offer is in ${mine.currency}, it was paid in ${theirs.currency}`)];
  return theirs.amount_minor === mine.amount_minor ? [] : [about('amount_differs', 'the amount paid is not the price of the offer')];
}

function stateGaps(about: About, theirs: ProviderPayment, mine: BookedPayment, attempt: BookedAttempt): Mismatch[] {
  const gaps: Mismatch[] = [];
  if (theirs.refunded_minor !== attempt.refunded_minor) gaps.push(about('refund_differs', 'the total refunded differs', { theirs: theirs.refunded_minor, ours: attempt.refunded_minor }));
  for (const { dispute_id, status } of disputeGaps(theirs.disputes, attempt.disputes)) {
    const known = attempt.disputes.find((each) => each.dispute_id === dispute_id)?.status ?? 'not known';
    gaps.push(about('dispute_differs', `dispute ${dispute_id} is ${status} at the provider and ${known} here`));
  }
  if (mine.status === 'PAID' && !PAID_STAGES.includes(mine.stage)) gaps.push(about('stage_behind', `its stage is ${mine.stage}`));
  return gaps;
}

/** Where the provider says what was charged, charge and refunds must add up to the payment. No lines yet is not wrong: they come later. */
function settlementGaps(about: About, theirs: ProviderPayment, lines: readonly Settlement[]): Mismatch[] {
  const charged = lines.filter(({ kind, charged_minor, charged_currency }) => (kind === 'payment' || kind === 'refund') && charged_minor !== null && charged_currency === theirs.currency);
  if (!charged.some(({ kind }) => kind === 'payment')) return [];
  const sum = charged.reduce((total, { charged_minor }) => total + (charged_minor ?? 0), 0);
  const expected = theirs.amount_minor - theirs.refunded_minor;
  const wrongNet = lines.some(({ amount_minor, fee_minor, net_minor }) => amount_minor - fee_minor !== net_minor);
  if (sum === expected && !wrongNet) return [];
  return [about('settlement_differs', wrongNet ? 'a balance transaction is not its amount less its fee' : 'balance transactions against payment less refunds', { theirs: sum, ours: expected })];
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
    if (id === null || theirs.status !== 'succeeded' || theirs.refunded_minor >= theirs.amount_minor) continue;
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
