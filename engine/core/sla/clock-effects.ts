import type { EventType } from '../events';
import { type SlaPolicy, type Stage, TERMINAL_STAGES } from '../model';

/** What happened, as far as clocks care. */
export type ClockAction =
  | {
      readonly kind: 'activity';
      readonly direction: 'inbound' | 'outbound' | 'internal';
      /** False for a note or a meeting entry: no touch of the prospect. */
      readonly on_channel: boolean;
      /** An automatic acknowledgement: a reply, no attempt. */
      readonly acknowledgement: boolean;
      /** True only for a touch by a person. */
      readonly by_human: boolean;
      /** The prospect answered or was reached. */
      readonly is_answer: boolean;
    }
  | { readonly kind: 'event'; readonly type: EventType }
  | { readonly kind: 'stage'; readonly stage: Stage };

export type ClockEffect = 'meet' | 'cancel';
type Activity = Extract<ClockAction, { kind: 'activity' }>;

const isTouch = ({ direction, on_channel }: Activity): boolean => direction === 'outbound' && on_channel;

/** SL-04: which touches meet a clock. An automatic reply never meets the human one. */
const MET_BY_ACTIVITY: Partial<Record<SlaPolicy, (activity: Activity) => ClockEffect | null>> = {
  AutomatedFirstResponse: (activity) => (isTouch(activity) ? 'meet' : null),
  FirstHumanAttempt: (activity) => (activity.by_human && (isTouch(activity) || activity.is_answer) ? 'meet' : null),
  // P8.3: the cadence stops when contact is made.
  FollowUpCadence: (activity) => (activity.is_answer ? 'cancel' : isTouch(activity) && !activity.acknowledgement ? 'meet' : null),
};

const MET_BY_EVENT: Partial<Record<SlaPolicy, Partial<Record<EventType, ClockEffect>>>> = {
  FollowUpCadence: { AppointmentBooked: 'cancel', PaymentSucceeded: 'cancel' },
  PaymentChase: { PaymentSucceeded: 'meet', PaymentLinkExpired: 'cancel' },
  OpsValidation: { CaseOpenedConfirmed: 'meet', CaseOpenRejected: 'meet' },
  HandoffFix: { CaseOpenResubmitted: 'meet', CaseOpenedConfirmed: 'cancel' },
};

/** What an action does to a running clock of a policy; null = nothing. A closed opportunity stops every clock. */
export function clockEffect(policy: SlaPolicy, action: ClockAction): ClockEffect | null {
  if (action.kind === 'stage') return TERMINAL_STAGES.some((stage) => stage === action.stage) ? 'cancel' : null;
  if (action.kind === 'event') return MET_BY_EVENT[policy]?.[action.type] ?? null;
  return MET_BY_ACTIVITY[policy]?.(action) ?? null;
}
