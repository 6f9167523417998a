import { describeProblems } from '../core/errors';
import type { Stage } from '../core/model';
import { type BookingEvent, type BookingReading, decideBooking } from '../core/opportunity';
import { lockKeys, saveReceipts, type Store, storeDelivery, type Tx } from '../store';
import { findHost } from './booking/find-host';
import { loadBookingFacts } from './booking/load-booking-facts';
import { matchBooking } from './booking/match-booking';
import { type BookingChange, writeBooking } from './booking/write-booking';
import { claimClosers } from './claim-closers';
import { loadPipeline, lockOpportunities, type OpportunityRecord, type Pipeline, recordIn } from './load-pipeline';
import { moveAll } from './move-stages';

/** A delivery of a scheduling tool whose signature is right, with the bytes it came in. */
export interface BookingDelivery {
  readonly provider: 'calendly';
  readonly reading: BookingReading;
  readonly body: Buffer;
  readonly content_type: string | null;
  readonly headers: Record<string, string>;
  readonly received_at: Date;
}

export interface AppliedBooking {
  /** `refused`: kept raw with its reason. `ignored`: not about a booking. `unchanged`: the state was reached before. */
  readonly status: 'applied' | 'unchanged' | 'refused' | 'ignored' | 'duplicate';
  readonly outcome: BookingChange['outcome'] | null;
  readonly reason: string | null;
  readonly warnings: readonly string[];
  readonly delivery_id: string;
  readonly opportunity_id: string | null;
  readonly prospect_id: string | null;
  readonly lead_id: string | null;
  readonly appointment_id: string | null;
  readonly scheduled_at: Date | null;
  readonly ends_at: Date | null;
  readonly time_zone: string | null;
  readonly join_url: string | null;
  readonly setter_id: string | null;
  readonly closer_id: string | null;
  readonly stage: Stage | null;
}

/**
 * AP-01, P7.2: stores the raw delivery and applies the booking to appointment, stage and owner, with the canonical event, in
 * one transaction. Any order and any number of the same deliveries end in the same state. What cannot be used is kept as
 * rejected with its reason and never lost.
 */
export async function applyBookingEvent(store: Store, accountId: string, delivery: BookingDelivery): Promise<AppliedBooking> {
  const { reading } = delivery;
  return store.transaction(accountId, async (tx) => {
    if (reading.kind === 'booking') await lockKeys(tx, referencesOf(reading.event));
    const { delivery_id, duplicate } = await storeDelivery(tx, draftOf(delivery));
    const base = { ...NOTHING, delivery_id };
    if (duplicate) return { ...base, status: 'duplicate', reason: 'this delivery was received before' };
    switch (reading.kind) {
      case 'ignored':
        return { ...base, status: 'ignored', reason: reading.reason };
      case 'unreadable':
        return reject(tx, base, `the body cannot be read: ${describeProblems(reading.problems)}`, delivery.received_at);
      case 'booking':
        return applyBooking(tx, reading, base, delivery);
    }
  });
}

const NOTHING = {
  outcome: null,
  reason: null,
  warnings: [],
  opportunity_id: null,
  prospect_id: null,
  lead_id: null,
  appointment_id: null,
  scheduled_at: null,
  ends_at: null,
  time_zone: null,
  join_url: null,
  setter_id: null,
  closer_id: null,
  stage: null,
};
type Base = typeof NOTHING & { delivery_id: string };

/** Deliveries about the same booking wait for each other, also before an opportunity is known. */
function referencesOf({ provider, provider_ref, previous_ref }: BookingEvent): string[] {
  return [provider_ref, ...(previous_ref === null ? [] : [previous_ref])].map((ref) => `booking:${provider}:${ref}`);
}

function draftOf({ provider, reading, body, content_type, headers, received_at }: BookingDelivery) {
  return { source: provider, dedupe_key: reading.dedupe_key, headers, content_type, body, received_at, is_test: false, status: 'processed' as const };
}

async function applyBooking(tx: Tx, { event, previous_key }: Extract<BookingReading, { kind: 'booking' }>, base: Base, delivery: BookingDelivery): Promise<AppliedBooking> {
  const at = delivery.received_at;
  const match = await matchBooking(tx, event);
  if ('reason' in match) return reject(tx, base, match.reason, at);
  await lockOpportunities(tx, [match.opportunity_id]);
  const pipeline = await loadPipeline(tx, [match.opportunity_id], at);
  const record = recordIn(pipeline, match.opportunity_id);
  const facts = await loadBookingFacts(tx, record.facts, event, previous_key);
  const decision = decideBooking(facts, event);
  const known = { ...base, ...describe(record, event), appointment_id: facts.own?.appointment_id ?? null };
  if (decision.outcome === 'refused') return reject(tx, known, decision.reason, at, pipeline);
  if (decision.outcome === 'unchanged') return { ...known, status: 'unchanged', reason: decision.reason };
  return write(tx, pipeline, { record, event, decision, known, delivery });
}

interface Applying {
  readonly record: OpportunityRecord;
  readonly event: BookingEvent;
  readonly decision: BookingChange;
  readonly known: Omit<AppliedBooking, 'status'>;
  readonly delivery: BookingDelivery;
}

async function write(tx: Tx, pipeline: Pipeline, { record, event, decision, known, delivery }: Applying): Promise<AppliedBooking> {
  const at = delivery.received_at;
  const actor = { kind: 'vendor' as const, id: delivery.provider };
  const { opportunity_id } = record.facts;
  const host = await findHost(tx, record.facts, event.host_email);
  const appointment_id = await writeBooking(tx, { event, change: decision, record, host, actor, at }, known.appointment_id);
  if (decision.stage) {
    const [moved] = await moveAll(tx, pipeline, [{ opportunity_id, to: decision.stage, party: actor, reason: `booking ${decision.outcome}` }], at);
    if (moved && !moved.ok) throw moved.error;
  }
  if (host.closer_id && decision.status === 'booked') {
    await claimClosers(tx, [{ opportunity_id, record, closer_id: host.closer_id, reason: 'host_of_booking', actor }], at);
  }
  return { ...known, status: 'applied', outcome: decision.outcome, warnings: host.warnings, appointment_id, closer_id: host.closer_id ?? record.facts.closer_id, stage: record.facts.stage };
}

function describe({ facts, prospect_id, lead_id }: OpportunityRecord, { scheduled_at, ends_at, time_zone, join_url }: BookingEvent) {
  const { opportunity_id, setter_id, closer_id, stage } = facts;
  return { opportunity_id, prospect_id, lead_id, setter_id, closer_id, stage, scheduled_at, ends_at, time_zone, join_url };
}

/** Nothing is dropped: the bytes stay as a rejected delivery with its reason, and the gate leaves its receipt. */
async function reject(tx: Tx, known: Omit<AppliedBooking, 'status'>, reason: string, at: Date, pipeline?: Pipeline): Promise<AppliedBooking> {
  const { delivery_id, opportunity_id } = known;
  await tx.db.updateTable('raw_deliveries').set({ status: 'rejected', reason }).where('account_id', '=', tx.accountId).where('id', '=', delivery_id).execute();
  if (opportunity_id && pipeline) {
    const subject = { kind: 'gate' as const, subject_kind: 'opportunity', subject_id: opportunity_id, settings_version: pipeline.settings_version };
    await saveReceipts(tx, [{ ...subject, inputs: { delivery_id, stage: known.stage }, result: { allowed: false, to: 'APPOINTMENT_SET' }, reasons: [{ field: 'appointment', message: reason }], decided_at: at }]);
  }
  return { ...known, status: 'refused', reason };
}
