import type { Qualification } from '../model/sales';
import type { PaymentState, Role, Stage } from '../model/vocabulary';

/** What the gates look at; the store reads it under the opportunity's lock. null = not there. */
export interface OpportunityFacts {
  readonly opportunity_id: string;
  readonly stage: Stage;
  readonly payment_state: PaymentState;
  readonly setter_id: string | null;
  readonly closer_id: string | null;
  readonly qualification: Qualification | null;
  /** Outbound touches by a human or the cadence; an automatic acknowledgement is a reply, not an attempt. */
  readonly attempts: number;
  /** Attempts since the prospect last answered, and when the first of them was. */
  readonly unanswered_attempts: number;
  readonly unanswered_since: Date | null;
  /** A conversation, or a message from the prospect, is logged. */
  readonly answered: boolean;
  readonly active_booking_id: string | null;
  readonly consultation_at: Date | null;
  readonly locked_offer: { readonly offer_id: string; readonly expires_at: Date } | null;
  /** The payment whose link can be paid now. */
  readonly active_link_payment_id: string | null;
  /** PAID by a signed webhook or by the vendor's API (P10.5); null also when the money went back. */
  readonly verified_payment: { readonly payment_id: string; readonly verified_by: 'webhook' | 'api' } | null;
  /** The Case Opened handoff: its payload is built as soon as the record exists. */
  readonly case_open_status: 'triggered' | 'rejected' | 'confirmed' | null;
  /** Another open journey of the same person: only one may be open. */
  readonly other_open_id: string | null;
}

/** Who acts. A user carries the role of the users table and the owner roles they also play (S3); anything else has none. */
export type ActingParty =
  | { readonly kind: 'user'; readonly id: string; readonly roles: readonly Role[] }
  | { readonly kind: 'workflow' | 'system' | 'vendor'; readonly id: string };
