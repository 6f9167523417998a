import { DateTime } from 'luxon';

import type { Stage } from '../model';

/** A consultation that took place, as far as the notes tell. */
export interface HeldConsultation {
  readonly decision: 'pay' | 'follow_up';
  readonly consultation_at: Date;
  readonly next_step_at: Date | null;
  readonly stage: Stage;
  /** The last touch or note after the consultation; null = none. */
  readonly last_activity_at: Date | null;
  /** Any payment link was made after the consultation. */
  readonly link_sent: boolean;
}

const OPEN: readonly Stage[] = ['APPOINTMENT_COMPLETED', 'PROPOSAL_SENT', 'NEGOTIATION'];

/** P9.1: whether the day of a moment is over in the firm's zone. What was to be done on that day is overdue then. */
export function dayIsOver(moment: Date, at: Date, zone: string): boolean {
  return DateTime.fromJSDate(moment, { zone }).startOf('day') < DateTime.fromJSDate(at, { zone }).startOf('day');
}

/**
 * CL-02: why a consultation has none of its three ends: a decision to pay has its link the same day, a follow-up takes place on
 * its day. null = it has one. A close-lost is an end by itself.
 */
export function undecidedReason(held: HeldConsultation, at: Date, zone: string): string | null {
  if (!OPEN.includes(held.stage)) return null;
  if (held.decision === 'pay') {
    return !held.link_sent && dayIsOver(held.consultation_at, at, zone) ? 'the client decided to pay and got no payment link on that day' : null;
  }
  if (held.next_step_at === null) return 'a follow-up was agreed without a time';
  const done = held.last_activity_at !== null && held.last_activity_at >= held.next_step_at;
  return !done && dayIsOver(held.next_step_at, at, zone) ? `the follow-up of ${held.next_step_at.toISOString()} has passed and nothing is logged since` : null;
}
