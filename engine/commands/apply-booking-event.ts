import { DomainError } from '../core/errors';
import type { BookingEvent, BookingReading } from '../core/opportunity';
import { lockKeys, type Store, storeDelivery, type Tx } from '../store';
import { type AppliedBooking, applyReading, NO_BOOKING } from './booking/apply-reading';
import { failed, type Result } from './result';

export type { AppliedBooking };

/** A delivery of a scheduling tool whose signature is right, with the bytes it came in. */
export interface BookingDelivery {
  readonly provider: 'calendly';
  readonly reading: BookingReading;
  readonly body: Buffer;
  readonly content_type: string | null;
  readonly headers: Record<string, string>;
  readonly received_at: Date;
}

/**
 * AP-01, P7.2: stores the raw delivery and applies the booking to appointment, stage and owner, with the canonical event, in
 * one transaction. Any order and any number of the same deliveries end in the same state. What cannot be used is kept as
 * rejected with its reason and never lost.
 */
export async function applyBookingEvent(store: Store, accountId: string, delivery: BookingDelivery): Promise<AppliedBooking> {
  const { reading, received_at } = delivery;
  return store.transaction(accountId, async (tx) => {
    if (reading.kind === 'booking') await lockKeys(tx, referencesOf(reading.event));
    const { delivery_id, duplicate } = await storeDelivery(tx, draftOf(delivery));
    if (duplicate) return { ...NO_BOOKING, delivery_id, status: 'duplicate', reason: 'this delivery was received before' };
    return applyReading(tx, reading, delivery_id, received_at);
  });
}

export interface StoredBookings {
  readonly delivery_ids: readonly string[];
  /** The adapter's reader of the deliveries' source. */
  readonly read: (body: Buffer) => BookingReading;
  readonly at: Date;
}

/**
 * Applies stored deliveries again, e.g. a booking that was refused because the opportunity was not QUALIFIED yet (house rule 4).
 * One after the other, since one may be what the next waits for. What was applied before stays as it is.
 */
export async function reapplyBookingEvents(store: Store, accountId: string, { delivery_ids, read, at }: StoredBookings): Promise<Result<AppliedBooking>[]> {
  const results: Result<AppliedBooking>[] = [];
  for (const delivery_id of delivery_ids) results.push(await store.transaction(accountId, (tx) => reapply(tx, delivery_id, read, at)));
  return results;
}

async function reapply(tx: Tx, delivery_id: string, read: StoredBookings['read'], at: Date): Promise<Result<AppliedBooking>> {
  const row = tx.db.selectFrom('raw_deliveries').select(['body', 'source', 'status']).where('account_id', '=', tx.accountId).where('id', '=', delivery_id);
  const stored = await row.forUpdate().executeTakeFirst();
  if (stored?.source !== 'calendly') {
    return failed(new DomainError('DELIVERY_UNKNOWN', `Delivery ${delivery_id} is not a stored Calendly delivery of this account; Dead Letters: Get Many lists those that were rejected`));
  }
  if (stored.status === 'processed') return { ok: true, ...NO_BOOKING, delivery_id, status: 'unchanged', reason: 'this delivery was applied before' };
  const reading = read(Buffer.from(stored.body));
  if (reading.kind === 'booking') await lockKeys(tx, referencesOf(reading.event));
  const processed = { status: 'processed' as const, reason: null, next_attempt_at: null, processed_at: at };
  await tx.db.updateTable('raw_deliveries').set(processed).where('account_id', '=', tx.accountId).where('id', '=', delivery_id).execute();
  return { ok: true, ...(await applyReading(tx, reading, delivery_id, at)) };
}

/** Deliveries about the same booking wait for each other, also before an opportunity is known. */
function referencesOf({ provider, provider_ref, previous_ref }: BookingEvent): string[] {
  return [provider_ref, ...(previous_ref === null ? [] : [previous_ref])].map((ref) => `booking:${provider}:${ref}`);
}

function draftOf({ provider, reading, body, content_type, headers, received_at }: BookingDelivery) {
  return { source: provider, dedupe_key: reading.dedupe_key, headers, content_type, body, received_at, is_test: false, status: 'processed' as const };
}
