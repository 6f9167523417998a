import { DomainError } from '../core/errors';
import type { Payment, PaymentState, Stage } from '../core/model';
import type { PaymentSettings } from '../core/payment';
import { currentSettings, type Store } from '../store';

/** One payment as finance and sales see it. */
export type PaymentLine = Pick<
  Payment,
  'offer_id' | 'amount_minor' | 'currency' | 'status' | 'link_id' | 'link_active' | 'expires_at' | 'provider_payment_id' | 'paid_at' | 'verified_by' | 'refunded_minor' | 'live_mode'
> & {
  readonly payment_id: string;
  /** Only while it can be paid. */
  readonly link_url: string | null;
  /** Why it is FAILED or EXCEPTION. */
  readonly reason: string | null;
  /** Declined so often, last at. */
  readonly failure_count: number;
  readonly last_failed_at: Date | null;
  /** Automatic re-sends of the link so far (P10.6). */
  readonly resend_count: number;
  readonly created_at: Date;
};

export interface PaymentStatus {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly closer_id: string | null;
  readonly stage: Stage;
  readonly payment_state: PaymentState;
  /** The payment that counts: the paid one, else the one whose link is active, else the newest; null = there is none. */
  readonly payment: PaymentLine | null;
  /** All of them, oldest first. */
  readonly payments: readonly PaymentLine[];
}

/** Where each opportunity stands with its money, in the order asked; an unknown one is a refusal of its own. */
export async function paymentStatus(store: Store, accountId: string, ids: readonly string[]): Promise<(PaymentStatus | DomainError)[]> {
  if (ids.length === 0) return [];
  return store.transaction(accountId, async ({ db }) => {
    const opportunities = await db
      .selectFrom('opportunities')
      .select(['id as opportunity_id', 'prospect_id', 'lead_id', 'closer_id', 'stage', 'payment_state'])
      .where('account_id', '=', accountId)
      .where('id', 'in', ids)
      .execute();
    const rows = await db.selectFrom('payments').selectAll().where('account_id', '=', accountId).where('opportunity_id', 'in', ids).orderBy('created_at').orderBy('id').execute();
    return ids.map((id) => {
      const opportunity = opportunities.find(({ opportunity_id }) => opportunity_id === id);
      if (!opportunity) return new DomainError('OPPORTUNITY_UNKNOWN', `Opportunity ${id} is not known in this account; take opportunity_id from Score & Segment, an event, or Opportunity: Get Many`);
      const payments = rows.filter(({ opportunity_id }) => opportunity_id === id).map(lineOf);
      return { ...opportunity, payment: countingOf(payments), payments };
    });
  });
}

type Row = Omit<PaymentLine, 'payment_id'> & { readonly id: string };

function lineOf(row: Row): PaymentLine {
  const { id: payment_id, offer_id, amount_minor, currency, status, link_id, link_active, expires_at, reason, created_at } = row;
  const { provider_payment_id, paid_at, verified_by, refunded_minor, live_mode, failure_count, last_failed_at, resend_count } = row;
  const link_url = link_active ? row.link_url : null;
  return { payment_id, offer_id, amount_minor, currency, status, link_id, link_url, link_active, expires_at, provider_payment_id, paid_at, verified_by, refunded_minor, live_mode, reason, failure_count, last_failed_at, resend_count, created_at };
}

function countingOf(payments: readonly PaymentLine[]): PaymentLine | null {
  return payments.find(({ status }) => status === 'PAID') ?? payments.find(({ link_active }) => link_active) ?? payments.at(-1) ?? null;
}

/** Whether the firm takes real money now: the provider's key and events must be of this mode. */
export async function paymentMode(store: Store, accountId: string, at: Date): Promise<PaymentSettings['mode']> {
  return store.transaction(accountId, async (tx) => (await currentSettings(tx, at)).settings.payment.mode);
}
