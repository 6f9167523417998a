import { DomainError, describeProblems, type Problem } from '../errors';
import type { Offer, PaymentState, Stage } from '../model';
import { chargeGap } from '../money';
import { LINK_EXPIRY_DAYS, type PaymentSettings } from './settings';

const DAY_MS = 86_400_000;
/** The provider remembers an idempotency key for 24 h; an older draft could make a second link under the same key. */
const DRAFT_LIVES_MS = 23 * 3_600_000;
/** P2.3.1: a link is sent when a proposal is on the table; a new one replaces it while payment is awaited. */
const LINK_STAGES: readonly Stage[] = ['PROPOSAL_SENT', 'NEGOTIATION', 'PAYMENT_PENDING'];

export interface KnownPayment {
  readonly id: string;
  readonly offer_id: string;
  readonly status: PaymentState;
  readonly link_id: string | null;
  readonly link_active: boolean;
  readonly expires_at: Date | null;
  readonly created_at: Date;
}

export interface LinkFacts {
  readonly opportunity: { readonly id: string; readonly stage: Stage; readonly payment_state: PaymentState };
  /** The newest offer of the opportunity, or the one asked for. */
  readonly offer: Offer | null;
  readonly payments: readonly KnownPayment[];
  readonly settings: PaymentSettings;
  /** null = the firm's setting. */
  readonly expiry_days: number | null;
  /** What else stands against it, e.g. the acting person's role. */
  readonly other_gaps: readonly Problem[];
}

export type LinkPlan =
  | { readonly kind: 'existing'; readonly payment_id: string }
  | {
      readonly kind: 'create';
      readonly offer: Offer;
      readonly expires_at: Date;
      /** A draft whose provider call may or may not have happened; null = make a new payment. */
      readonly draft_id: string | null;
      /** Links to end first, so that one is active at a time (P10.4). */
      readonly replaces: readonly { readonly payment_id: string; readonly link_id: string }[];
    };

/**
 * Decides what asking for a payment link means now (P10.4).
 * @throws DomainError `PAYMENT_LINK_REFUSED` with every reason at once
 */
export function planPaymentLink(facts: LinkFacts, at: Date): LinkPlan {
  const { opportunity, offer, payments, settings } = facts;
  const problems = [...facts.other_gaps, ...stageProblems(facts), ...offerProblems(offer, at), ...expiryProblems(facts.expiry_days)];
  if (problems.length > 0 || offer === null) {
    throw new DomainError('PAYMENT_LINK_REFUSED', `No payment link for opportunity ${opportunity.id}: ${describeProblems(problems)}`, problems);
  }
  const active = payments.filter(({ link_active }) => link_active);
  const current = active.find((payment) => payment.offer_id === offer.id && isRunning(payment, at));
  if (current) return { kind: 'existing', payment_id: current.id };
  return {
    kind: 'create',
    offer,
    expires_at: expiryOf(at, facts.expiry_days ?? settings.link_expiry_days, offer.expires_at),
    draft_id: payments.find((payment) => isDraft(payment, offer.id, at))?.id ?? null,
    replaces: active.flatMap(({ id, link_id }) => (link_id ? [{ payment_id: id, link_id }] : [])),
  };
}

function isRunning({ expires_at }: KnownPayment, at: Date): boolean {
  return expires_at === null || expires_at.getTime() > at.getTime();
}

function isDraft({ offer_id, status, link_id, created_at }: KnownPayment, offerId: string, at: Date): boolean {
  return offer_id === offerId && status === 'NONE' && link_id === null && at.getTime() - created_at.getTime() < DRAFT_LIVES_MS;
}

/** A link never outlives its offer. */
function expiryOf(at: Date, days: number, offerExpires: Date): Date {
  return new Date(Math.min(at.getTime() + days * DAY_MS, offerExpires.getTime()));
}

function stageProblems({ opportunity: { stage, payment_state } }: LinkFacts): Problem[] {
  const problems: Problem[] = [];
  if (!LINK_STAGES.includes(stage)) problems.push({ field: 'stage', message: `the stage is ${stage}; a link is made in ${LINK_STAGES.join(', ')}` });
  if (payment_state === 'PAID') problems.push({ field: 'payment_state', message: 'it is already paid' });
  if (payment_state === 'PAYMENT_PENDING') problems.push({ field: 'payment_state', message: 'a payment is on its way (a bank debit can take days); a second link could be paid twice' });
  if (payment_state === 'EXCEPTION') problems.push({ field: 'payment_state', message: 'its payment is an exception that a manager must resolve first' });
  return problems;
}

function expiryProblems(days: number | null): Problem[] {
  const { min, max } = LINK_EXPIRY_DAYS;
  if (days === null || (Number.isInteger(days) && days >= min && days <= max)) return [];
  return [{ field: 'expiry_days', message: `${days} is not allowed; give ${min} to ${max} whole days` }];
}

function offerProblems(offer: Offer | null, at: Date): Problem[] {
  if (offer === null) return [{ field: 'offer', message: 'it has no offer; create one and lock its terms' }];
  const problems: Problem[] = [];
  if (offer.terms_locked_at === null) problems.push({ field: 'offer.terms_locked_at', message: `the terms of offer ${offer.id} are not locked; lock them first` });
  if (offer.expires_at.getTime() <= at.getTime()) problems.push({ field: 'offer.expires_at', message: `offer ${offer.id} expired at ${offer.expires_at.toISOString()}; make a new one` });
  const gap = chargeGap(offer.price_minor, offer.currency);
  if (gap !== null) problems.push({ field: 'offer.price_minor', message: gap });
  return problems;
}
