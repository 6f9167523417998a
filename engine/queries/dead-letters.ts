import type { EventType } from '../core/events';
import type { Store } from '../store';

export interface DeadLetter {
  readonly dead_letter_id: string;
  readonly event_id: string;
  readonly event_type: EventType;
  readonly subscription_id: string;
  readonly error: string;
  readonly attempts: number;
  readonly status: 'dead' | 'replayed' | 'discarded';
  readonly died_at: Date;
  readonly data: Record<string, unknown>;
}

/** The dead letters of an account, newest first. */
export async function listDeadLetters(store: Store, accountId: string, input: { status: DeadLetter['status']; limit: number }): Promise<DeadLetter[]> {
  return store.transaction(accountId, ({ db }) =>
    db
      .selectFrom('dead_letters')
      .innerJoin('events', 'events.id', 'dead_letters.event_id')
      .select([
        'dead_letters.id as dead_letter_id',
        'dead_letters.event_id',
        'events.type as event_type',
        'dead_letters.subscription_id',
        'dead_letters.error',
        'dead_letters.attempts',
        'dead_letters.status',
        'dead_letters.died_at',
        'events.data',
      ])
      .where('dead_letters.status', '=', input.status)
      .orderBy('dead_letters.died_at', 'desc')
      .limit(input.limit)
      .execute(),
  );
}

export interface StuckDelivery {
  readonly delivery_id: string;
  readonly source: string;
  readonly status: string;
  readonly reason: string | null;
  readonly received_at: Date;
  readonly attempts: number;
}

/** Deliveries from sources that were rejected or that no workflow finished, newest first. */
export async function listStuckDeliveries(store: Store, accountId: string, input: { status: 'rejected' | 'dead'; limit: number }): Promise<StuckDelivery[]> {
  return store.transaction(accountId, ({ db }) =>
    db
      .selectFrom('raw_deliveries')
      .select(['id as delivery_id', 'source', 'status', 'reason', 'received_at', 'attempts'])
      .where('status', '=', input.status)
      .orderBy('received_at', 'desc')
      .limit(input.limit)
      .execute(),
  );
}
