import { unknownObject, StripeApiError } from './stripe-error';
import type { StripeEventJson, StripeObject, StripeState } from './stripe-state';

/** What people do on Stripe's pages and in its dashboard; each action gives the events that Stripe sends for it, in order. */
export class FakeCheckout {
  constructor(private readonly state: StripeState) {}

  /** A client opens the link. @throws when the page says that the link is no longer valid */
  open(linkId: string): StripeObject {
    const link = this.get(linkId, 'payment_link');
    if (link['active'] !== true) throw new Error(String(link['inactive_message'] ?? 'This link is no longer active'));
    return this.state.add('cs', 'checkout.session', {
      mode: 'payment',
      status: 'open',
      payment_status: 'unpaid',
      amount_total: link['amount_total'],
      currency: link['currency'],
      metadata: link['metadata'],
      payment_link: link.id,
      payment_intent: null,
      expires_at: this.state.seconds() + 86_400,
    });
  }

  /** A card is declined; the page stays open for another try. */
  decline(sessionId: string, decline_code = 'insufficient_funds'): StripeEventJson[] {
    const intent = this.intentOf(this.openSession(sessionId));
    Object.assign(intent, { status: 'requires_payment_method', last_payment_error: { code: 'card_declined', decline_code, message: 'Your card was declined.' } });
    return [this.state.emit('payment_intent.payment_failed', intent)];
  }

  /** A card is charged. `amount` differs from the price only in tests of what must never happen. */
  pay(sessionId: string, amount?: number): StripeEventJson[] {
    const session = this.openSession(sessionId);
    const intent = this.intentOf(session);
    this.complete(session, 'paid');
    return [...this.charge(intent, amount), this.state.emit('checkout.session.completed', session)];
  }

  /** A bank debit is started: the page is completed, nothing is paid yet. */
  startDebit(sessionId: string): StripeEventJson[] {
    const session = this.openSession(sessionId);
    Object.assign(this.intentOf(session), { status: 'processing' });
    this.complete(session, 'unpaid');
    return [this.state.emit('checkout.session.completed', session)];
  }

  settleDebit(sessionId: string, succeeds: boolean): StripeEventJson[] {
    const session = this.get(sessionId, 'checkout.session');
    const intent = this.intentOf(session);
    if (succeeds) {
      session['payment_status'] = 'paid';
      return [...this.charge(intent), this.state.emit('checkout.session.async_payment_succeeded', session)];
    }
    Object.assign(intent, { status: 'requires_payment_method', last_payment_error: { code: 'payment_method_debit_not_authorized', message: 'The debit was refused.' } });
    return [this.state.emit('payment_intent.payment_failed', intent), this.state.emit('checkout.session.async_payment_failed', session)];
  }

  expire(sessionId: string): StripeObject {
    const session = this.get(sessionId, 'checkout.session');
    if (session['status'] !== 'open') throw new StripeApiError(400, 'invalid_request_error', 'Only Checkout Sessions with a status in ["open"] can be expired.');
    session['status'] = 'expired';
    this.state.emit('checkout.session.expired', session);
    return session;
  }

  refund(intentId: string, amount: number): StripeEventJson[] {
    const charge = this.chargeOf(intentId);
    const total = Number(charge['amount_refunded']) + amount;
    if (total > Number(charge['amount'])) throw new StripeApiError(400, 'invalid_request_error', `Refund amount (${amount}) is greater than unrefunded amount on charge`);
    Object.assign(charge, { amount_refunded: total, refunded: total === charge['amount'] });
    const refund = this.state.add('re', 'refund', { amount, currency: charge['currency'], charge: charge.id, payment_intent: intentId, status: 'succeeded', metadata: {} });
    this.book('refund', refund, -amount, 0);
    return [this.state.emit('charge.refunded', charge)];
  }

  /** A dispute carries none of our metadata, as at Stripe. */
  openDispute(intentId: string): StripeObject {
    const charge = this.chargeOf(intentId);
    const dispute = this.state.add('dp', 'dispute', { charge: charge.id, payment_intent: intentId, amount: charge['amount'], currency: charge['currency'], status: 'needs_response', reason: 'fraudulent', metadata: {} });
    this.book('adjustment', dispute, -Number(charge['amount']), 1_500);
    this.state.emit('charge.dispute.created', dispute);
    return dispute;
  }

  closeDispute(disputeId: string, status: 'won' | 'lost'): StripeEventJson[] {
    const dispute = Object.assign(this.get(disputeId, 'dispute'), { status });
    if (status === 'won') this.book('adjustment', dispute, Number(dispute['amount']), 0);
    return [this.state.emit('charge.dispute.closed', dispute)];
  }

  private complete(session: StripeObject, payment_status: string): void {
    Object.assign(session, { status: 'complete', payment_status });
    const link = this.get(String(session['payment_link']), 'payment_link');
    const restrictions = link['restrictions'] as { completed_sessions: { count: number; limit: number } } | null;
    if (restrictions && (restrictions.completed_sessions.count += 1) >= restrictions.completed_sessions.limit) link['active'] = false;
  }

  private charge(intent: StripeObject, amount = Number(intent['amount'])): StripeEventJson[] {
    const { currency, metadata } = intent;
    const charge = this.state.add('ch', 'charge', { amount, amount_refunded: 0, refunded: false, paid: true, currency, metadata, payment_intent: intent.id });
    Object.assign(intent, { status: 'succeeded', amount_received: amount, latest_charge: charge.id, last_payment_error: null });
    const fee = Math.round(amount * 0.029) + 30;
    charge['balance_transaction'] = this.book('charge', charge, amount, fee).id;
    return [this.state.emit('payment_intent.succeeded', intent), this.state.emit('charge.succeeded', charge)];
  }

  /** A line of the balance; what was charged in another currency is converted at the state's rate. */
  private book(type: string, source: StripeObject, amount: number, fee: number): StripeObject {
    const { settlement } = this.state;
    const rate = settlement === null || settlement.currency === source['currency'] ? null : settlement.rate;
    const converted = rate === null ? amount : Math.round(amount * rate);
    const currency = rate === null ? source['currency'] : settlement?.currency;
    return this.state.add('txn', 'balance_transaction', { type, source: source.id, amount: converted, fee, net: converted - fee, currency, exchange_rate: rate, available_on: this.state.seconds() + 2 * 86_400, status: 'pending' });
  }

  private intentOf(session: StripeObject): StripeObject {
    const known = session['payment_intent'];
    if (typeof known === 'string') return this.get(known, 'payment_intent');
    const link = this.get(String(session['payment_link']), 'payment_link');
    const { metadata } = link['payment_intent_data'] as { metadata: object };
    const intent = this.state.add('pi', 'payment_intent', { amount: session['amount_total'], amount_received: 0, currency: session['currency'], metadata, status: 'requires_payment_method', last_payment_error: null });
    session['payment_intent'] = intent.id;
    return intent;
  }

  private chargeOf(intentId: string): StripeObject {
    return this.get(String(this.get(intentId, 'payment_intent')['latest_charge']), 'charge');
  }

  private openSession(sessionId: string): StripeObject {
    const session = this.get(sessionId, 'checkout.session');
    if (session['status'] !== 'open') throw new Error(`The checkout page is ${String(session['status'])}`);
    return session;
  }

  private get(id: string, object: string): StripeObject {
    const found = this.state.find(id, object);
    if (!found) throw unknownObject(object, id);
    return found;
  }
}
