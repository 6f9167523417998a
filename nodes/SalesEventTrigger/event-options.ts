import type { INodePropertyOptions } from 'n8n-workflow';

import { EVENT_TYPES, type EventType } from '../../engine/core/events';

/** What each event says, as the panel shows it; a type without a line here does not compile. */
const MEANING: Record<EventType, string> = {
  LeadCaptured: 'A new lead came in from any channel',
  LeadEnriched: 'Language, country or time zone of a lead became known',
  LeadIdentified: 'It is known who the lead is: a new person, a known one, or unsure',
  ProspectsMerged: 'Two records turned out to be one person',
  ProspectsUnmerged: 'A merge was undone: two persons again',
  LeadScored: 'A lead was classified, scored and put in a segment',
  LeadPromoted: 'A lead came into a higher band, e.g. by what the person did',
  LeadDemoted: 'A lead fell into a lower band',
  ScoreAlarmRaised: 'Leads are no longer those the learned score knows, or a band converts less than it did',
  SQLCreated: 'A lead passed all six criteria; its opportunity exists',
  OwnerAssigned: 'A setter or closer was assigned to an opportunity',
  OwnerWaiting: 'Nobody could take an opportunity; it waits in the queue',
  StageChanged: 'An opportunity moved to another stage',
  AppointmentBooked: 'A consultation was booked',
  AppointmentRescheduled: 'A consultation was moved',
  AppointmentCancelled: 'A consultation was cancelled',
  AppointmentCompleted: 'A consultation took place and its notes are stored',
  AppointmentNoShow: 'The prospect missed a consultation',
  ConsultationNotesOverdue: 'The notes of a consultation were not stored on the same day',
  ConsultationUndecided: 'A consultation led to no payment, follow-up or close in time',
  OpportunityReactivated: 'A lost opportunity goes back to nurture',
  OfferLocked: 'The terms of an offer were locked',
  PaymentLinkSent: 'A payment link was made for a locked offer',
  PaymentLinkExpired: 'A payment link ran out or was replaced',
  PaymentSucceeded: 'A payment was verified',
  PaymentFailed: 'A payment attempt was declined',
  PaymentLinkResent: 'A payment link was sent again after a failed payment',
  PaymentRecoveryExhausted: 'A payment failed again after the last automatic re-send',
  PaymentExceptionDecided: 'A manager decided on a payment exception',
  PaymentRefunded: 'A payment was refunded, in part or in full',
  PaymentException: 'A payment needs a manager: wrong amount, paid twice, disputed …',
  CaseOpenTriggered: 'A paid opportunity was handed to case ops',
  CaseOpenResubmitted: 'A corrected handoff was sent after a rejection',
  CaseOpenRejected: 'Case ops sent a handoff back with a reason',
  CaseOpenedConfirmed: 'Case ops confirmed that the case is open',
  CaseStopRequested: 'Money of a handed-over case went back or is disputed; case ops should stop',
  OpsDeliveryDead: 'The ops system could not be reached with a handoff for days',
  HandoffIncomplete: 'A handoff could not be built; the event lists what is missing',
  SLA_Breach_AutomatedFirstResponse: 'No automatic answer went out in time',
  SLA_Breach_FirstHumanAttempt: 'Nobody tried to reach the prospect in time',
  SLA_Breach_FollowUpCadence: 'A follow-up touch was missed',
  SLA_Breach_PaymentChase: 'A payment reminder is due',
  SLA_Breach_OpsValidation: 'Case ops did not answer a handoff in time',
  SLA_Breach_HandoffFix: 'A rejected handoff was not fixed in time',
  SlaEscalated: 'A step of the escalation ladder: warning, reminder, manager, reassignment or coaching',
  SlaDigest: 'What one person missed to be told of during an outage or a storm, in one',
  CoachingFlagged: 'A rep missed deadlines in a pattern; talk about it in the next 1:1',
  MessageReceived: 'A known person wrote a message on WhatsApp or by SMS',
  MessageFailed: 'A message of the firm did not arrive',
  OptOutRecorded: 'A person wants no more messages on a channel',
  HandoverRequested: 'A person asked for a human in a chat',
  DeliveryStalled: 'A stored delivery that no workflow finished, e.g. because n8n stopped; process it again',
  SourceAccessLost: 'Leads cannot be fetched from a source until somebody renews its access; they wait and are not lost',
  SourceFetchFailed: 'The API of a source refused or did not answer; the lead is tried again',
  SourceGapFound: 'Leads were found at a source that had not come in; they were brought in',
  SourceSilent: 'A page or account that usually sends leads has stopped',
  IntakeLatencyHigh: 'Leads that came in wait longer for the workflow than the settings allow',
  IntakeFailureSpike: 'Unusually many deliveries of a source were rejected or not finished',
  DeliveryUnfinished: 'No workflow finished a stored delivery; it waits in the dead letters',
  DeliveryDeadLettered: 'An event failed every retry and waits in the dead letters',
};

export const eventOptions: INodePropertyOptions[] = EVENT_TYPES.map((type) => ({
  name: titleOf(type),
  value: type,
  description: MEANING[type],
})).sort((a, b) => a.name.localeCompare(b.name));

/** `SLA_Breach_FirstHumanAttempt` → `SLA Breach: First Human Attempt`. */
function titleOf(type: EventType): string {
  const words = type.replace(/^SLA_Breach_/, 'SLA Breach: ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return words.replace(/^SQLCreated$/, 'SQL Created');
}
