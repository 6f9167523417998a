import type { EventEnvelope } from '../../core/events';
import type { SlaPolicy } from '../../core/model';
import type { Tx } from '../../store';
import { applyClockActions } from '../change-sla-timers';
import { startTimers } from '../start-sla-timers';

/** Tells the SLA clocks of the opportunities what happened (SL-04), in the command's own transaction. */
export async function tellClocks(tx: Tx, events: readonly EventEnvelope[], at: Date): Promise<void> {
  const items = events.flatMap(({ type, data }) =>
    // Our own clock counts: the provider's seconds may lie before the start of ours.
    typeof data['opportunity_id'] === 'string' ? [{ opportunity_id: data['opportunity_id'], lead_id: null, action: { kind: 'event' as const, type }, occurred_at: at }] : [],
  );
  await applyClockActions(tx, items, at);
}

export interface ClockStart {
  readonly opportunity_id: string;
  /** Tells one round from the next: the payment, the payload version. */
  readonly occurrence: string;
}

/** Starts one policy's clocks: the chase of a link, ops' validation of a payload, sales' fix of a rejected one (P6.4, P11.5). */
export async function startClocks(tx: Tx, policy: SlaPolicy, starts: readonly ClockStart[], at: Date): Promise<void> {
  await startTimers(tx, starts.map(({ opportunity_id, occurrence }) => ({ policy, opportunity_id, lead_id: null, started_at: at, occurrence })), at);
}
