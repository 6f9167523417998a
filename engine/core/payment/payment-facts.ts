/** Money that arrived, and which of the two proofs says so: the payment intent outranks the checkout session. */
export interface Success {
  readonly at: Date;
  readonly amount_minor: number;
  readonly currency: string;
  readonly proof: 'intent' | 'session';
  readonly event_id: string;
}

export interface Failure {
  readonly at: Date;
  readonly reason: string;
}

export interface Dispute {
  readonly at: Date;
  readonly status: 'open' | 'won' | 'lost';
}

/** All that is known about one try to pay. */
export interface AttemptFacts {
  readonly success: Success | null;
  /** The checkout was completed with a method that pays later. */
  readonly processing_since: Date | null;
  /** By event id, so that a duplicate adds nothing. */
  readonly intent_failures: Readonly<Record<string, Failure>>;
  readonly session_failures: Readonly<Record<string, Failure>>;
  readonly refund: { readonly at: Date; readonly refunded_minor: number } | null;
  readonly disputes: Readonly<Record<string, Dispute>>;
}

/** All that is known about one payment: its attempts by payment intent (or by session where there is no intent). */
export interface PaymentFacts {
  readonly attempts: Readonly<Record<string, AttemptFacts>>;
}

export const NO_FACTS: PaymentFacts = { attempts: {} };
export const NO_ATTEMPT: AttemptFacts = {
  success: null,
  processing_since: null,
  intent_failures: {},
  session_failures: {},
  refund: null,
  disputes: {},
};
