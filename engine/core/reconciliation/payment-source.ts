import type { ProviderEvent } from '../payment';
import type { ProviderStatement } from './provider-statement';
import type { Period } from './reconcile-payments';

/** An event of the provider's log with its bytes, fetched with the secret key. */
export interface FetchedEvent {
  readonly event: ProviderEvent;
  readonly body: Buffer;
}

/** What reconciliation asks of a payment provider (PY-07). */
export interface PaymentSource {
  /** The log of events of the period, oldest first; the provider may have forgotten the older ones. */
  events(period: Period): Promise<FetchedEvent[]>;
  statement(period: Period): Promise<ProviderStatement>;
}
