import { z } from 'zod';

import { currencyCode, instant, minorUnits, recordId, userId } from '../model/fields';
import { BANDS, CONTACT_CHANNELS, PAYMENT_STATES, SLA_POLICIES, SOURCE_CHANNELS, STAGES } from '../model/vocabulary';

const lead = z.object({ lead_id: recordId });
const opportunity = z.object({ opportunity_id: recordId });
const appointment = opportunity.extend({ appointment_id: recordId, scheduled_at: instant });
const bandChange = lead.extend({
  prospect_id: recordId,
  opportunity_id: recordId.nullable(),
  from_band: z.enum(BANDS),
  band: z.enum(BANDS),
  from_score: z.number().int(),
  score: z.number().int(),
  segment: z.string(),
  is_sql: z.boolean(),
});
const offer = opportunity.extend({ offer_id: recordId });
const payment = offer.extend({ payment_id: recordId, amount_minor: minorUnits, currency: currencyCode });
const caseOpen = opportunity.extend({ case_open_id: recordId, payload_version: z.number().int() });
const slaBreach = z.object({
  policy: z.enum(SLA_POLICIES),
  timer_id: recordId,
  opportunity_id: recordId.nullable(),
  lead_id: recordId.nullable().default(null),
  owner_id: userId.nullable(),
  /** Which deadline of the policy, e.g. `day 2-3` of the cadence. */
  step: z.string().default('1'),
  due_at: instant,
  started_at: instant,
  /** From the start to the deadline on the wall clock (SL-05). */
  age_minutes: z.number().optional(),
});

const fetchProblem = z.object({
  source: z.string(),
  /** The page or account at the source; null = all of them. */
  feed: z.string().nullable(),
  code: z.string(),
  /** How to mend it. */
  message: z.string(),
  /** The first delivery that waits for it; null = a poll failed. */
  delivery_id: recordId.nullable(),
});
const sourceFeed = z.object({ source: z.string(), feed: z.string().nullable() });

const escalation = slaBreach.omit({ age_minutes: true }).extend({
  action: z.enum(['warn', 'notify_rep', 'notify_manager', 'reassign', 'coach']),
  /** Who is to be told; null = nobody (a reassignment tells by its own event). */
  recipient_id: userId.nullable(),
  /** When the step was due. */
  step_at: instant,
  /** Told in the person's digest, not alone. */
  in_digest: z.boolean(),
});

const message = z.object({
  message_id: recordId,
  channel: z.enum(CONTACT_CHANNELS),
  lead_id: recordId.nullable(),
  prospect_id: recordId.nullable(),
  opportunity_id: recordId.nullable(),
});

/** P2.4.1 and what later pages add: one schema an event type; the data never holds more PII than an id. */
export const EVENT_SCHEMAS = {
  LeadCaptured: lead.extend({ source_channel: z.enum(SOURCE_CHANNELS), is_test: z.boolean() }),
  LeadEnriched: lead.extend({ fields: z.array(z.string()) }),
  LeadIdentified: lead.extend({
    prospect_id: recordId,
    outcome: z.enum(['new', 'existing', 'review']),
    rule: z.string(),
  }),
  /** Two records are one person from now on; everything of `merged_id` hangs on `prospect_id`. */
  ProspectsMerged: z.object({ merge_id: recordId, prospect_id: recordId, merged_id: recordId, lead_ids: z.array(recordId) }),
  /** The merge was undone; `lead_ids` hang on `merged_id` again. */
  ProspectsUnmerged: z.object({ merge_id: recordId, prospect_id: recordId, merged_id: recordId, lead_ids: z.array(recordId) }),
  LeadScored: lead.extend({
    prospect_id: recordId,
    score: z.number().int(),
    band: z.enum(BANDS),
    segment: z.string(),
    is_sql: z.boolean(),
  }),
  /** A lead that was scored before came into a higher or lower band (SC-07). */
  LeadPromoted: bandChange,
  LeadDemoted: bandChange,
  /** The population moved away from what the learned score knows, or a band converts less than it did. */
  ScoreAlarmRaised: z.object({ model_version: z.number().int(), alarms: z.array(z.object({ kind: z.string(), sentence: z.string() })) }),
  SQLCreated: lead.extend({
    opportunity_id: recordId,
    prospect_id: recordId,
    score: z.number().int(),
    band: z.enum(BANDS),
    segment: z.string(),
  }),
  OwnerAssigned: opportunity.extend({
    role: z.enum(['setter', 'closer']),
    owner_id: userId,
    previous_owner_id: userId.nullable(),
    reason: z.string(),
  }),
  OwnerWaiting: opportunity.extend({ role: z.enum(['setter', 'closer']), reason: z.string() }),
  StageChanged: opportunity.extend({ from: z.enum(STAGES), to: z.enum(STAGES), reason: z.string().nullable() }),
  AppointmentBooked: appointment,
  AppointmentRescheduled: appointment,
  AppointmentCancelled: appointment,
  AppointmentCompleted: appointment,
  AppointmentNoShow: appointment,
  /** P9.1: the notes of a consultation were not stored on its day. */
  ConsultationNotesOverdue: appointment.extend({ closer_id: userId.nullable() }),
  /** P9.1: a consultation that ended in none of its three ends: nothing to pay, a follow-up that passed. */
  ConsultationUndecided: opportunity.extend({ decision: z.enum(['pay', 'follow_up']), consultation_at: instant, closer_id: userId.nullable(), reason: z.string() }),
  /** A lost client is taken up again: back to nurture, where a new score may make a new opportunity. */
  OpportunityReactivated: opportunity.extend({ prospect_id: recordId, lead_id: recordId, loss_reason: z.string().nullable() }),
  OfferLocked: offer.extend({ price_minor: minorUnits, currency: currencyCode, terms_version: z.string() }),
  PaymentLinkSent: payment.extend({ expires_at: instant }),
  PaymentLinkExpired: payment,
  PaymentSucceeded: payment.extend({ paid_at: instant, verified_by: z.enum(['webhook', 'api']) }),
  PaymentFailed: payment.extend({
    reason: z.string(),
    /** Failures of this payment so far, this one counted: after the first the closer steps in (P10.6). */
    failure_count: z.number().int().default(1),
  }),
  PaymentLinkResent: payment.extend({ attempt: z.number().int(), most_attempts: z.number().int() }),
  PaymentRecoveryExhausted: payment.extend({ reason: z.string().nullable(), failure_count: z.number().int() }),
  PaymentRefunded: payment.extend({ refunded_minor: minorUnits }),
  PaymentException: z.object({
    opportunity_id: recordId.nullable(),
    payment_id: recordId.nullable(),
    state: z.enum(PAYMENT_STATES),
    reason: z.string(),
  }),
  PaymentExceptionDecided: opportunity.extend({ payment_id: recordId, decision: z.enum(['accepted', 'refused']), decided_by: userId, reason: z.string() }),
  CaseOpenTriggered: caseOpen,
  CaseOpenResubmitted: caseOpen,
  CaseOpenRejected: caseOpen.extend({ reason: z.string() }),
  CaseOpenedConfirmed: caseOpen.extend({ opened_at: instant, ops_reference: z.string().nullable() }),
  /** Money of a case that ops have, or are opening, went back or is contested: stop and ask sales. */
  CaseStopRequested: caseOpen.extend({ payment_id: recordId, reason: z.string() }),
  /** The ops system could not be reached for so long that a person must look. */
  OpsDeliveryDead: caseOpen.extend({ delivery_id: recordId, error: z.string() }),
  HandoffIncomplete: opportunity.extend({ missing: z.array(z.string()) }),
  SLA_Breach_AutomatedFirstResponse: slaBreach,
  SLA_Breach_FirstHumanAttempt: slaBreach,
  SLA_Breach_FollowUpCadence: slaBreach,
  SLA_Breach_PaymentChase: slaBreach,
  SLA_Breach_OpsValidation: slaBreach,
  SLA_Breach_HandoffFix: slaBreach,
  /** A step of the escalation ladder, once a clock and step, in order (P6.5). */
  SlaEscalated: escalation,
  /** After an outage or a storm: what one person would have been told, in one (SL-03). */
  SlaDigest: z.object({
    recipient_id: userId,
    notices: z.number().int(),
    by_action: z.record(z.number().int()),
    by_policy: z.record(z.number().int()),
    first_step_at: instant,
    last_step_at: instant,
    /** The oldest hundred. */
    timer_ids: z.array(recordId),
  }),
  /** A pattern of misses, not a single one (P6.5.2). */
  CoachingFlagged: z.object({ owner_id: userId, recipient_id: userId.nullable(), misses: z.number().int(), days: z.number().int(), timer_id: recordId }),
  /** A message of a person whose enquiry or opportunity is there; the first message of a new lead is its LeadCaptured. */
  MessageReceived: message,
  /** A message of ours did not arrive, as the vendor says. */
  MessageFailed: message.extend({ error: z.string() }),
  /** The person wants no more messages on this channel; it holds at once. */
  OptOutRecorded: z.object({ channel: z.enum(CONTACT_CHANNELS), lead_id: recordId.nullable(), prospect_id: recordId.nullable() }),
  /** The person asked for a human in a conversation with the question flow. */
  HandoverRequested: message,
  /** A stored delivery that no execution finished (n8n died after the 2xx): take it up again. */
  DeliveryStalled: z.object({ delivery_id: recordId, source: z.string() }),
  /** Leads cannot be fetched from a source until a person renews the access; they wait. Once a day for each reason. */
  SourceAccessLost: fetchProblem,
  /** A source's API refused or did not answer; it is tried again. Once an hour for each reason. */
  SourceFetchFailed: fetchProblem,
  /** The search for gaps found leads at the source that had not come in; they were brought in. */
  SourceGapFound: sourceFeed.extend({ range_from: instant, range_to: instant, at_source: z.number().int(), missing_leads: z.number().int() }),
  /** A page or account that usually sends leads has stopped. Once for each silence. */
  SourceSilent: sourceFeed.extend({ last_received_at: instant, silent_hours: z.number(), expected: z.number(), delivery_id: recordId }),
  /** Deliveries that were acknowledged wait longer than the firm allows. Once an hour for each source. */
  IntakeLatencyHigh: z.object({ source: z.string(), waiting: z.number().int(), minutes: z.number(), delivery_id: recordId }),
  /** Unusually many deliveries of a source were rejected or not finished. Once for each window. */
  IntakeFailureSpike: z.object({ source: z.string(), failed: z.number().int(), total: z.number().int(), since: instant, code: z.string(), delivery_id: recordId }),
  /** No workflow finished a stored delivery, however often it was offered; it waits in the dead letters. */
  DeliveryUnfinished: z.object({ delivery_id: recordId, source: z.string(), reason: z.string() }),
  /** An event whose workflow failed every retry. */
  DeliveryDeadLettered: z.object({ event_id: recordId, event_type: z.string(), subscription: z.string(), error: z.string() }),
} as const;

export type EventType = keyof typeof EVENT_SCHEMAS;
export const EVENT_TYPES = Object.keys(EVENT_SCHEMAS) as EventType[];
export type EventData<T extends EventType> = z.infer<(typeof EVENT_SCHEMAS)[T]>;
