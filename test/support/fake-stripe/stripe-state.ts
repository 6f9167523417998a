import { randomBytes } from 'node:crypto';

/** A Stripe object as its API shows it. */
export type StripeObject = Record<string, unknown> & { id: string; object: string };

export interface StripeEventJson {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly type: string;
  readonly livemode: boolean;
  readonly pending_webhooks: number;
  readonly request: { id: null; idempotency_key: null };
  readonly data: { readonly object: StripeObject };
}

/** Everything a Stripe account holds, and its history of events. */
export class StripeState {
  readonly events: StripeEventJson[] = [];
  /** What the firm's bank account is in, when it is not what clients pay in. */
  settlement: { readonly currency: string; readonly rate: number } | null = null;
  private readonly objects = new Map<string, StripeObject>();

  constructor(
    readonly liveMode: boolean,
    private readonly now: () => Date,
  ) {}

  seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }

  add(prefix: string, object: string, fields: Record<string, unknown>): StripeObject {
    const id = `${prefix}_${randomBytes(12).toString('hex')}`;
    const stored: StripeObject = { id, object, created: this.seconds(), livemode: this.liveMode, ...fields };
    this.objects.set(id, stored);
    return stored;
  }

  find(id: string, object?: string): StripeObject | undefined {
    const found = this.objects.get(id);
    return object === undefined || found?.object === object ? found : undefined;
  }

  /** Newest first, as Stripe lists. */
  list(object: string, matches: (found: StripeObject) => boolean): StripeObject[] {
    return [...this.objects.values()].filter((found) => found.object === object && matches(found)).reverse();
  }

  /** Records an event with the object as it is now. */
  emit(type: string, object: StripeObject): StripeEventJson {
    const event: StripeEventJson = {
      id: `evt_${randomBytes(12).toString('hex')}`,
      object: 'event',
      api_version: '2026-10-28.endive',
      created: this.seconds(),
      type,
      livemode: this.liveMode,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      data: { object: structuredClone(object) },
    };
    this.events.push(event);
    return event;
  }
}
