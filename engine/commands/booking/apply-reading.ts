import { describeProblems } from '../../core/errors';
import type { Stage } from '../../core/model';
import { type BookingEvent, type BookingReading, decideBooking } from '../../core/opportunity';
import { saveReceipts, type Tx } from '../../store';
import { claimClosers } from '../claim-closers';
import { loadPipeline, lockOpportunities, type OpportunityRecord, type Pipeline, recordIn } from '../load-pipeline';
import { moveAll } from '../move-stages';
import { findHost } from './find-host';
import { loadBookingFacts } from './load-booking-facts';
import { matchBooking } from './match-booking';
import { type BookingChange, writeBooking } from './write-booking';

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

export const NO_BOOKING = {
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
type Base = typeof NO_BOOKING & { delivery_id: string };

/** Applies what a stored delivery says, in the caller's transaction; the references are locked. */
export async function applyReading(tx: Tx, reading: BookingReading, delivery_id: string, at: Date): Promise<AppliedBooking> {
  const base = { ...NO_BOOKING, delivery_id };
  switch (reading.kind) {
    case 'ignored':
      return { ...base, status: 'ignored', reason: reading.reason };
    case 'unreadable':
      return reject(tx, base, `the body cannot be read: ${describeProblems(reading.problems)}`, at);
    case 'booking':
      return applyBooking(tx, reading, base, at);
  }
}

async function applyBooking(tx: Tx, { event, previous_key }: Extract<BookingReading, { kind: 'booking' }>, base: Base, at: Date): Promise<AppliedBooking> {
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
  return write(tx, pipeline, { record, event, decision, known, at });
}

interface Applying {
  readonly record: OpportunityRecord;
  readonly event: BookingEvent;
  readonly decision: BookingChange;
  readonly known: Omit<AppliedBooking, 'status'>;
  readonly at: Date;
}

async function write(tx: Tx, pipeline: Pipeline, { record, event, decision, known, at }: Applying): Promise<AppliedBooking> {
  const actor = { kind: 'vendor' as const, id: event.provider };
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
  await tx.db.updateTable('raw_deliveries').set({ status: 'rejected', reason, next_attempt_at: null }).where('account_id', '=', tx.accountId).where('id', '=', delivery_id).execute();
  if (opportunity_id && pipeline) {
    const subject = { kind: 'gate' as const, subject_kind: 'opportunity', subject_id: opportunity_id, settings_version: pipeline.settings_version };
    await saveReceipts(tx, [{ ...subject, inputs: { delivery_id, stage: known.stage }, result: { allowed: false, to: 'APPOINTMENT_SET' }, reasons: [{ field: 'appointment', message: reason }], decided_at: at }]);
  }
  return { ...known, status: 'refused', reason };
}
