import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { ApiServer, type ApiRequest, type Fault } from './fake-stripe/api-server';
import { FakeCheckout } from './fake-stripe/checkout';
import { type StripeEventJson, StripeState } from './fake-stripe/stripe-state';
import { deliverTo, type SignedDelivery, signedDelivery, type SigningOptions } from './fake-stripe/webhook-sender';

export type { ApiRequest, Fault, SignedDelivery, StripeEventJson };

export interface FakeStripeOptions {
  /** 0 = any free port. */
  readonly port?: number;
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Events and links are of live mode; default true. */
  readonly liveMode?: boolean;
  readonly now?: () => Date;
}

export interface FakeStripe {
  /** Base URL for the Stripe credential. */
  readonly url: string;
  /** What clients and the firm do: open, pay, decline, refund, dispute. */
  readonly checkout: FakeCheckout;
  /** Everything that happened, in order. */
  readonly events: readonly StripeEventJson[];
  /** Calls of the API so far. */
  readonly requests: readonly ApiRequest[];
  /** Pays the firm out in this currency (lower case), at this rate. */
  settleIn(currency: string, rate: number): void;
  /** An object as the API would show it. */
  object(id: string): Record<string, unknown> | undefined;
  /** The next calls fail in these ways, one each. */
  fail(...faults: Fault[]): void;
  /** The bytes and headers that Stripe would send. */
  sign(event: StripeEventJson, options?: Partial<SigningOptions>): SignedDelivery;
  /** Sends events in the order given; pass one twice for a duplicate. @returns the statuses */
  deliver(url: string, events: readonly StripeEventJson[], options?: Partial<SigningOptions>): Promise<number[]>;
  close(): Promise<void>;
}

/** Starts a Stripe on loopback that behaves as docs.stripe.com says, for tests and for the demo. */
export async function startFakeStripe(options: FakeStripeOptions): Promise<FakeStripe> {
  const state = new StripeState(options.liveMode ?? true, options.now ?? (() => new Date()));
  const checkout = new FakeCheckout(state);
  const api = new ApiServer(state, checkout, options.secretKey);
  api.server.listen(options.port ?? 0, '127.0.0.1');
  await once(api.server, 'listening');
  const { port } = api.server.address() as AddressInfo;
  const signing = (overrides: Partial<SigningOptions> = {}): SigningOptions => ({ secret: options.webhookSecret, ...overrides });
  return {
    url: `http://127.0.0.1:${port}`,
    checkout,
    events: state.events,
    requests: api.requests,
    settleIn: (currency, rate) => void (state.settlement = { currency, rate }),
    object: (id) => state.find(id),
    fail: (...faults) => void api.faults.push(...faults),
    sign: (event, overrides) => signedDelivery(event, signing(overrides)),
    deliver: async (url, events, overrides) => {
      const statuses: number[] = [];
      for (const event of events) statuses.push(await deliverTo(url, event, signing(overrides)));
      return statuses;
    },
    close: async () => {
      api.server.closeAllConnections();
      api.server.close();
      await once(api.server, 'close');
    },
  };
}
