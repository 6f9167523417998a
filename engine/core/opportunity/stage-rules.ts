import type { Role, Stage } from '../model/vocabulary';
import type { GateName } from './stage-gates';

export interface StageRule {
  /** Stages it may be entered from. */
  readonly from: readonly Stage[];
  /** Roles that may ask for it by hand (P6.1, P14.3); `stage_owner` = whoever owns the stage it leaves. */
  readonly roles: readonly Role[] | 'stage_owner';
  /** Stages from which a workflow, a vendor's event or the system's own step may enter it. */
  readonly system_from: readonly Stage[];
  readonly gates: readonly GateName[];
}

const UNTIL_COMPLETED: readonly Stage[] = ['SQL_ASSIGNED', 'CONTACT_ATTEMPTING', 'CONTACTED', 'QUALIFIED', 'APPOINTMENT_SET', 'APPOINTMENT_COMPLETED'];
const UNTIL_PAYMENT: readonly Stage[] = [...UNTIL_COMPLETED, 'PROPOSAL_SENT', 'NEGOTIATION', 'PAYMENT_PENDING'];

/**
 * The state machine of P2.3 as data: one line a target stage. NEGOTIATION is optional. A booking that falls
 * through returns to the setter (APPOINTMENT_SET → QUALIFIED). PAID and CASE_OPENED have no way back.
 */
export const STAGE_RULES: Readonly<Record<Stage, StageRule>> = {
  SQL_ASSIGNED: { from: [], roles: [], system_from: [], gates: ['only_open_journey'] },
  CONTACT_ATTEMPTING: { from: ['SQL_ASSIGNED'], roles: ['setter', 'manager'], system_from: ['SQL_ASSIGNED'], gates: ['attempt_logged', 'only_open_journey'] },
  CONTACTED: { from: ['CONTACT_ATTEMPTING'], roles: ['setter', 'manager'], system_from: ['CONTACT_ATTEMPTING'], gates: ['answer_logged', 'only_open_journey'] },
  QUALIFIED: {
    from: ['CONTACTED', 'APPOINTMENT_SET'],
    roles: ['setter', 'manager'],
    system_from: ['APPOINTMENT_SET'],
    gates: ['qualification_complete', 'no_active_booking', 'only_open_journey'],
  },
  APPOINTMENT_SET: { from: ['QUALIFIED'], roles: [], system_from: ['QUALIFIED'], gates: ['booking_event', 'only_open_journey'] },
  APPOINTMENT_COMPLETED: { from: ['APPOINTMENT_SET'], roles: ['closer', 'manager'], system_from: [], gates: ['consultation_recorded', 'only_open_journey'] },
  PROPOSAL_SENT: { from: ['APPOINTMENT_COMPLETED', 'NEGOTIATION'], roles: ['closer', 'manager'], system_from: [], gates: ['offer_locked', 'no_active_link', 'only_open_journey'] },
  NEGOTIATION: {
    from: ['PROPOSAL_SENT', 'PAYMENT_PENDING'],
    roles: ['closer', 'manager'],
    system_from: ['PAYMENT_PENDING'],
    gates: ['no_active_link', 'only_open_journey'],
  },
  PAYMENT_PENDING: {
    from: ['PROPOSAL_SENT', 'NEGOTIATION'],
    roles: ['closer', 'manager'],
    system_from: ['PROPOSAL_SENT', 'NEGOTIATION'],
    gates: ['link_active', 'only_open_journey'],
  },
  PAID: { from: ['PAYMENT_PENDING'], roles: [], system_from: ['PAYMENT_PENDING'], gates: ['payment_verified'] },
  CASE_OPENED: { from: ['PAID'], roles: ['ops'], system_from: ['PAID'], gates: ['payment_verified', 'case_confirmed'] },
  CLOSED_LOST: { from: UNTIL_PAYMENT, roles: 'stage_owner', system_from: [], gates: ['loss_reason', 'no_active_link'] },
  DISQUALIFIED: {
    from: UNTIL_COMPLETED,
    roles: 'stage_owner',
    system_from: ['SQL_ASSIGNED', 'CONTACT_ATTEMPTING', 'CONTACTED', 'QUALIFIED'],
    gates: ['disqualification_reason', 'cadence_complete'],
  },
};

/** P6.1: who owns a stage, besides the manager. */
export const STAGE_OWNERS: Readonly<Record<Stage, readonly Role[]>> = {
  SQL_ASSIGNED: ['setter'],
  CONTACT_ATTEMPTING: ['setter'],
  CONTACTED: ['setter'],
  QUALIFIED: ['setter'],
  APPOINTMENT_SET: ['setter', 'closer'],
  APPOINTMENT_COMPLETED: ['closer'],
  PROPOSAL_SENT: ['closer'],
  NEGOTIATION: ['closer'],
  PAYMENT_PENDING: ['closer'],
  PAID: ['closer'],
  CASE_OPENED: ['ops'],
  CLOSED_LOST: [],
  DISQUALIFIED: [],
};

/** Stages that may be entered from `stage`, in the order of the pipeline. */
export function nextStages(stage: Stage): Stage[] {
  return Object.entries(STAGE_RULES).flatMap(([to, rule]) => (rule.from.includes(stage) ? [to as Stage] : []));
}
