import type { Stage } from '../model';
import type { OwnerRole } from './users';

/** P6.1: the stages in which an opportunity is on the desk of its setter or closer, for max_open_opportunities. */
export const STAGES_ON_DESK: Record<OwnerRole, readonly Stage[]> = {
  setter: ['SQL_ASSIGNED', 'CONTACT_ATTEMPTING', 'CONTACTED', 'QUALIFIED', 'APPOINTMENT_SET'],
  closer: ['QUALIFIED', 'APPOINTMENT_SET', 'APPOINTMENT_COMPLETED', 'PROPOSAL_SENT', 'NEGOTIATION', 'PAYMENT_PENDING'],
};
