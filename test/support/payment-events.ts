import type { PaymentEvent, PaymentEventOf } from '../../engine/core/payment';

/** Builders of payment events for tests; the ids are fixed so that a test reads like a story. */
export const START = new Date('2026-03-02T15:00:00.000Z');
export const IDS = {
  account_id: 'acme',
  opportunity_id: '0195a000-0000-7000-8000-000000000001',
  offer_id: '0195a000-0000-7000-8000-000000000002',
  payment_id: '0195a000-0000-7000-8000-000000000003',
} as const;

let counter = 0;

function common(minute: number, intent: string | null) {
  counter += 1;
  return {
    event_id: `evt_${counter}`,
    event_type: 'test',
    occurred_at: new Date(START.getTime() + minute * 60_000),
    live_mode: true,
    ...IDS,
    intent_id: intent,
    link_id: null,
    session_id: intent === null ? null : `cs_${intent}`,
  };
}

type Overrides<K extends PaymentEvent['kind']> = Partial<PaymentEventOf<K>>;

export function succeeded(minute: number, overrides: Overrides<'succeeded'> = {}): PaymentEvent {
  return { ...common(minute, 'pi_1'), kind: 'succeeded', amount_minor: 350_000, currency: 'CAD', ...overrides };
}

export function failed(minute: number, overrides: Overrides<'failed'> = {}): PaymentEvent {
  return { ...common(minute, 'pi_1'), kind: 'failed', reason: 'card_declined', ...overrides };
}

export function checkoutUnpaid(minute: number, overrides: Overrides<'checkout_unpaid'> = {}): PaymentEvent {
  return { ...common(minute, 'pi_1'), kind: 'checkout_unpaid', ...overrides };
}

export function checkoutPaid(minute: number, overrides: Overrides<'checkout_paid'> = {}): PaymentEvent {
  return { ...common(minute, 'pi_1'), kind: 'checkout_paid', amount_minor: 350_000, currency: 'CAD', ...overrides };
}

export function checkoutFailed(minute: number, overrides: Overrides<'checkout_failed'> = {}): PaymentEvent {
  return { ...common(minute, 'pi_1'), kind: 'checkout_failed', reason: 'bank refused', ...overrides };
}

export function checkoutExpired(minute: number, overrides: Overrides<'checkout_expired'> = {}): PaymentEvent {
  return { ...common(minute, null), session_id: 'cs_abandoned', kind: 'checkout_expired', ...overrides };
}

export function refunded(minute: number, refunded_minor: number, overrides: Overrides<'refunded'> = {}): PaymentEvent {
  return { ...common(minute, 'pi_1'), kind: 'refunded', refunded_minor, currency: 'CAD', ...overrides };
}

export function disputed(minute: number, dispute_status: 'open' | 'won' | 'lost', overrides: Overrides<'disputed'> = {}): PaymentEvent {
  return { ...common(minute, 'pi_1'), kind: 'disputed', dispute_id: 'dp_1', dispute_status, ...overrides };
}
