import { EVENT_TYPES, type EventEnvelope, type EventType } from '../../../engine/core/events';

/** The sections of docs/events.md, in the order of the journey. */
export const SECTIONS = ['Leads', 'Opportunities', 'Appointments', 'Offers and payments', 'Handoff', 'Messages', 'Missed service levels', 'Delivery'] as const;
export type Section = (typeof SECTIONS)[number];

/** What an event is about, by the beginning of its name; the first that fits. */
const BY_NAME: readonly (readonly [RegExp, Section, EventEnvelope['subject']['kind']])[] = [
  [/^Lead/, 'Leads', 'lead'],
  [/^Prospects/, 'Leads', 'prospect'],
  [/^ScoreAlarmRaised$/, 'Leads', 'learned_model'],
  [/^SQLCreated$/, 'Opportunities', 'opportunity'],
  [/^Owner|^StageChanged$/, 'Opportunities', 'opportunity'],
  [/^Appointment|^ConsultationNotesOverdue$/, 'Appointments', 'appointment'],
  [/^ConsultationUndecided$|^OpportunityReactivated$/, 'Opportunities', 'opportunity'],
  [/^Offer/, 'Offers and payments', 'offer'],
  [/^Payment/, 'Offers and payments', 'payment'],
  [/^HandoffIncomplete$/, 'Handoff', 'opportunity'],
  [/^Case(Open|Stop)|^OpsDelivery/, 'Handoff', 'case_open'],
  [/^SLA_Breach_|^Sla|^Coaching/, 'Missed service levels', 'timer'],
  [/^DeliveryStalled$/, 'Delivery', 'delivery'],
  [/^SourceGapFound$/, 'Delivery', 'source'],
  [/^Source|^Intake|^DeliveryUnfinished$/, 'Delivery', 'delivery'],
  [/^DeliveryDeadLettered$/, 'Delivery', 'event'],
  [/^Message|^HandoverRequested$|^OptOut/, 'Messages', 'message'],
];

/** What a subject's kind may be beside the usual one. */
export const ALSO_ABOUT: Partial<Record<EventType, string>> = {
  MessageReceived: 'or the `opportunity` or `lead` that it belongs to',
  HandoverRequested: 'or the `opportunity` or `lead` that it belongs to',
  OptOutRecorded: 'or the `opportunity` or `lead` of the person',
  SourceAccessLost: 'or `source`, the cursor of the page or account, when a poll failed',
  SourceFetchFailed: 'or `source`, the cursor of the page or account, when a poll failed',
  PaymentException: 'or `opportunity` when several payments are concerned, `delivery` when no payment was found',
};

/** @throws Error for an event type that no section knows */
export function placeOf(type: EventType): { section: Section; subject: EventEnvelope['subject']['kind'] } {
  const place = BY_NAME.find(([name]) => name.test(type));
  if (!place) throw new Error(`Event ${type} belongs to no section of docs/events.md: add it to scripts/generate/events/event-notes.ts.`);
  return { section: place[1], subject: place[2] };
}

export function eventsOf(section: Section): EventType[] {
  return EVENT_TYPES.filter((type) => placeOf(type).section === section);
}

/** What a data field says. One meaning a name, in every event that has it. */
export const FIELD_NOTES: Record<string, string> = {
  lead_id: 'The lead',
  prospect_id: 'The person the lead belongs to',
  merge_id: 'The merge, for its way back',
  merged_id: 'The record that was merged into the other',
  lead_ids: 'The leads that changed their person',
  opportunity_id: 'The opportunity',
  appointment_id: 'The appointment',
  offer_id: 'The offer',
  payment_id: 'The payment',
  case_open_id: 'The handoff record; one per paid opportunity',
  timer_id: 'The clock that ran out',
  delivery_id: 'The stored delivery, or the delivery to the ops system',
  at_source: 'Leads that the source has in the range',
  missing_leads: 'How many of them had not come in',
  range_from: 'First instant of the range',
  range_to: 'The range ends before this instant',
  last_received_at: 'When the last delivery came in',
  silent_hours: 'Hours since then',
  expected: 'Deliveries that usually come in as long a time, in the same hours of the last weeks',
  waiting: 'How many deliveries wait',
  minutes: 'How long the oldest has waited',
  failed: 'Deliveries that were rejected or not finished',
  total: 'All deliveries of the source since then',
  since: 'Beginning of the window',
  feed: 'The page, account or number at the source; null = the source as a whole',
  code: 'The stable code of what went wrong',
  message: 'What went wrong and how to mend it, in a sentence',
  event_id: 'The event that could not be delivered',
  event_type: 'Its type',
  source_channel: 'Where the lead came from',
  source: 'Which source sent it',
  is_test: 'Whether the source marked it as a test',
  message_id: 'The stored message',
  channel: 'whatsapp, sms, email or call',
  fields: 'Names of the fields that became known',
  outcome: 'New person, known person, or a human must decide',
  rule: 'The rule that matched, as the receipt names it',
  score: '0 to 100',
  from_score: 'The score before',
  from_band: 'The band before',
  model_version: 'Version of the learned score',
  alarms: 'What was found, each with a sentence',
  band: 'Hot from 80, Warm from 50, else Cold (settings)',
  segment: 'Name of the segment of the firm\'s library',
  is_sql: 'Whether all six criteria hold',
  role: 'Which role is meant',
  owner_id: 'The user who owns it',
  previous_owner_id: 'Who owned it before',
  reason: 'Why, in words',
  from: 'Stage before',
  to: 'Stage now',
  scheduled_at: 'When the consultation begins',
  price_minor: 'Price in minor units',
  amount_minor: 'Amount in minor units',
  failure_count: 'Failures of the payment so far, this one counted',
  attempt: 'Which automatic re-send, from 1',
  most_attempts: 'How many re-sends the settings allow',
  decision: 'How the person decided',
  decided_by: 'The manager who decided',
  consultation_at: 'When the consultation was recorded',
  closer_id: 'The closer it belongs to',
  loss_reason: 'Why the opportunity was lost',
  refunded_minor: 'All that has been refunded, in minor units',
  currency: 'Of the amount',
  terms_version: 'Version of the terms that were locked',
  expires_at: 'When the link stops being payable',
  paid_at: 'When the provider took the money',
  verified_by: 'Signed webhook, or the same event fetched from the provider',
  state: 'Payment state of the opportunity',
  payload_version: '1, and one more for each corrected handoff',
  opened_at: 'When case ops opened the case',
  ops_reference: 'The number of the case in the system of case ops',
  missing: 'What is missing, all of it',
  policy: 'The service level that was missed',
  step: 'Which deadline of the policy',
  started_at: 'When the clock started',
  due_at: 'When it ran out',
  age_minutes: 'From the start to the deadline on the wall clock',
  action: 'warn, notify_rep, notify_manager, reassign or coach',
  recipient_id: 'Who is to be told; null = nobody',
  step_at: 'When the step was due',
  in_digest: 'Told in the person\'s digest, not alone',
  notices: 'How many notices it holds',
  by_action: 'How many of each step',
  by_policy: 'How many of each service level',
  first_step_at: 'When the oldest was due',
  last_step_at: 'When the newest was due',
  timer_ids: 'The clocks, the oldest hundred',
  misses: 'Missed deadlines in the time looked back on',
  days: 'Days looked back on',
  subscription: 'The trigger (workflow id and node id) whose workflow failed',
  error: 'What the last try said',
};
