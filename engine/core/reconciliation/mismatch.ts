import type { Age } from './ageing';

/** What can be wrong between the provider's books, ours and case ops', and what finance does about each (docs/reconciliation.md). */
export const MISMATCHES = {
  not_booked: 'The provider has the money and the payment here is not paid: its event never arrived',
  not_at_provider: 'Paid here, and the provider knows no such payment in this period',
  not_succeeded: 'Paid here, and the provider says that the payment did not succeed',
  amount_differs: 'The provider took another amount than the offer asks for',
  currency_differs: 'The provider took another currency than the offer asks for',
  refund_differs: 'The refunds at the provider are not the refunds here',
  dispute_differs: 'The provider has a dispute that is not known here, or one here is over there',
  paid_twice: 'One opportunity was paid more than once',
  unknown_payment: 'The money names this firm and finds no payment here',
  mode_differs: 'A test payment stands among real ones, or a real one among tests',
  stage_behind: 'The money is here and the opportunity is not at PAID',
  settlement_differs: 'The balance transactions do not add up to the payment and its refunds',
  not_opened: 'Paid, and no case is open for it',
  opened_unpaid: 'A case is open, and no money is there for it',
  opened_refunded: 'A case is open, and its money went back, in part or in full',
  opened_disputed: 'A case is open, and its money is contested',
} as const;
export type MismatchType = keyof typeof MISMATCHES;

export interface Mismatch extends Age {
  readonly type: MismatchType;
  readonly opportunity_id: string | null;
  readonly payment_id: string | null;
  readonly intent_id: string | null;
  readonly currency: string;
  /** What the provider (or the payment, for cases) says; null = nothing there. */
  readonly theirs_minor: number | null;
  readonly ours_minor: number | null;
  /** Theirs less ours, to the minor unit; 0 where no amount differs. */
  readonly difference_minor: number;
  /** When it became due. */
  readonly since: Date;
  readonly closer_id: string | null;
  readonly detail: string;
  /** The sweep has mended it: the provider's own word was fetched with the secret key and applied. */
  readonly repaired: boolean;
}
