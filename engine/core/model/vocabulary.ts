/** The words of the playbook, one a concept; the same in tables, events, node options and docs. */

/** P3.2, P4.4: where a lead came from. SMS is WhatsApp's sister by Twilio. */
export const SOURCE_CHANNELS = ['google', 'meta', 'linkedin', 'website', 'whatsapp', 'sms', 'outbound', 'referral'] as const;
export type SourceChannel = (typeof SOURCE_CHANNELS)[number];

/** P2.3.1: the eleven canonical stages, in order. */
export const OPEN_STAGES = [
  'SQL_ASSIGNED',
  'CONTACT_ATTEMPTING',
  'CONTACTED',
  'QUALIFIED',
  'APPOINTMENT_SET',
  'APPOINTMENT_COMPLETED',
  'PROPOSAL_SENT',
  'NEGOTIATION',
  'PAYMENT_PENDING',
  'PAID',
  'CASE_OPENED',
] as const;
/** P2.3.1: the two terminal states. */
export const TERMINAL_STAGES = ['CLOSED_LOST', 'DISQUALIFIED'] as const;
export const STAGES = [...OPEN_STAGES, ...TERMINAL_STAGES] as const;
export type Stage = (typeof STAGES)[number];

/** P10.3: apart from the stage. NONE = no link yet. */
export const PAYMENT_STATES = [
  'NONE',
  'PAYMENT_LINK_SENT',
  'PAYMENT_PENDING',
  'PAID',
  'FAILED',
  'REFUNDED',
  'EXCEPTION',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** P5.2: categorisation schema; the values a firm starts from. */
export const INTENT_FAMILIES = ['PR', 'Work', 'Study', 'Visitor', 'Citizenship', 'Refugee', 'Other'] as const;
export const PROGRAM_FAMILIES = ['Express Entry', 'PNP', 'LMIA', 'Study Permit', 'Visitor Visa', 'Mixed'] as const;
export const CONFIDENCES = ['High', 'Medium', 'Low', 'Unknown'] as const;
export const COMPLEXITY_TIERS = ['Simple', 'Medium', 'Complex'] as const;
export const TIMELINE_BUCKETS = ['0-30 days', '31-90 days', '3-6 months', '6+ months'] as const;
export const BUDGET_SIGNALS = ['Strong', 'Medium', 'Weak'] as const;
export const DOC_READINESS = ['Ready', 'Partial', 'Not Ready'] as const;
export const RISK_LEVELS = ['Low', 'Medium', 'High'] as const;
export const LEAD_QUALITIES = ['Premium', 'Standard', 'Low'] as const;
export const ENGAGEMENT_LEVELS = ['Low', 'Medium', 'High'] as const;

/** P5.4. */
export const BANDS = ['Hot', 'Warm', 'Cold'] as const;
export type Band = (typeof BANDS)[number];

/** P14.3. */
export const ROLES = ['setter', 'closer', 'manager', 'ops', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Ways to reach a person; consent is kept per channel and purpose. */
export const CONTACT_CHANNELS = ['whatsapp', 'call', 'email', 'sms'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
export const CONSENT_PURPOSES = ['service', 'marketing'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** P8.4: fixed list of call outcomes. */
export const ACTIVITY_OUTCOMES = [
  'connected',
  'voicemail',
  'no_answer',
  'wrong_number',
  'not_interested',
  'call_back_later',
] as const;
/** P8.6. */
export const DISQUALIFICATION_REASONS = [
  'out_of_scope',
  'no_budget_signal',
  'no_timeline',
  'unreachable',
  'duplicate_or_spam',
] as const;

/** P7.1. */
export const APPOINTMENT_STATUSES = ['booked', 'completed', 'no_show', 'rescheduled', 'cancelled'] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** P6.4, P11.5: SLA policies that the pack knows; each has an `SLA_Breach_<policy>` event. */
export const SLA_POLICIES = [
  'AutomatedFirstResponse',
  'FirstHumanAttempt',
  'FollowUpCadence',
  'PaymentChase',
  'OpsValidation',
  'HandoffFix',
] as const;
export type SlaPolicy = (typeof SLA_POLICIES)[number];
