/** What a payment provider must do for us; engine/adapters/stripe does it with Stripe. */
export interface PaymentGateway {
  /** Makes a link that one person can pay once. The same key gives the same link. @throws DomainError */
  createLink(request: PaymentLinkRequest): Promise<ProviderLink>;
  /** Ends a link and every checkout page open on it; ending it twice is fine. @throws DomainError */
  endLink(linkId: string): Promise<void>;
}

export interface PaymentLinkRequest {
  /** Same key, same link: derived from the payment's id, so that a crash between call and commit makes no second link. */
  readonly idempotency_key: string;
  readonly title: string;
  /** ISO minor units. */
  readonly amount_minor: number;
  readonly currency: string;
  readonly metadata: PaymentMetadata;
  readonly redirect_url: string | null;
}

/** P10.4: embedded in the link and in every payment made through it. */
export interface PaymentMetadata {
  readonly account_id: string;
  readonly opportunity_id: string;
  readonly offer_id: string;
  readonly payment_id: string;
}

export interface ProviderLink {
  readonly link_id: string;
  readonly link_url: string;
  readonly live_mode: boolean;
}
