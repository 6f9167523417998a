import { ageOf } from './ageing';
import type { Mismatch, MismatchType } from './mismatch';
import { type BookedAttempt, type BookedPayment, disputeGaps, type ProviderPayment, type Settlement } from './provider-statement';

/** Under what a payment is judged. */
export interface Judging {
  /** The firm's mode: only its payments count. */
  readonly mode: 'live' | 'test';
  /** End of the period, itself not counted. */
  readonly before: Date;
  readonly at: Date;
}

export const HOLDS_MONEY: readonly BookedPayment['status'][] = ['PAID', 'REFUNDED', 'EXCEPTION'];
const PAID_STAGES = ['PAID', 'CASE_OPENED'];

/** Everything that is wrong with one payment of the provider, against ours and the balance. */
export function judgePayment(input: Judging, theirs: ProviderPayment, mine: BookedPayment | null, settled: ReadonlyMap<string, readonly Settlement[]>): Mismatch[] {
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
  return [...amountGaps(about, theirs, mine), ...stateGaps(about, theirs, mine, attempt), ...settlementGaps(about, theirs, settled.get(theirs.intent_id) ?? [], input.before >= input.at)];
}

/** Makes the mismatches of one payment. */
export type About = (type: MismatchType, detail: string, amounts?: { theirs?: number | null; ours?: number | null }) => Mismatch;

export function describer({ at }: Judging, theirs: ProviderPayment, mine: BookedPayment | null): About {
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

/**
 * Where the provider says what was charged, charge and refunds must add up to the payment. No lines yet is not wrong: they come
 * later. Refunds after the period's end have their lines there, too.
 */
function settlementGaps(about: About, theirs: ProviderPayment, lines: readonly Settlement[], reachesNow: boolean): Mismatch[] {
  const charged = lines.filter(({ charged_minor, charged_currency }) => charged_minor !== null && charged_currency === theirs.currency);
  const sumOf = (kind: Settlement['kind']) => charged.filter((line) => line.kind === kind).reduce((total, { charged_minor }) => total + (charged_minor ?? 0), 0);
  if (!charged.some(({ kind }) => kind === 'payment')) return [];
  const [paid, refunded] = [sumOf('payment'), -sumOf('refund')];
  const complete = reachesNow ? refunded === theirs.refunded_minor : refunded <= theirs.refunded_minor;
  const wrongNet = lines.some(({ amount_minor, fee_minor, net_minor }) => amount_minor - fee_minor !== net_minor);
  if (paid === theirs.amount_minor && complete && !wrongNet) return [];
  const detail = wrongNet ? 'a balance transaction is not its amount less its fee' : 'balance transactions against payment less refunds';
  return [about('settlement_differs', detail, { theirs: paid - refunded, ours: theirs.amount_minor - theirs.refunded_minor })];
}
