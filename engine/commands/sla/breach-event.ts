import type { EventDraft } from '../../core/events';
import type { TimerRow } from '../../queries/read-timers';

const MINUTE_MS = 60_000;

/** SL-05: the miss of a clock, once a clock. It happened at the deadline, whenever it was noticed. */
export function breachEvent(timer: Pick<TimerRow, 'id' | 'policy' | 'opportunity_id' | 'lead_id' | 'owner_id' | 'started_at' | 'due_at' | 'detail'>): EventDraft {
  const { id, policy, opportunity_id, lead_id, owner_id, started_at, due_at, detail } = timer;
  return {
    type: `SLA_Breach_${policy}`,
    subject: subjectOf(timer),
    occurred_at: due_at,
    actor: { kind: 'system', id: 'sla' },
    key: `breach:${id}`,
    data: {
      policy,
      timer_id: id,
      opportunity_id,
      lead_id,
      owner_id,
      step: detail.step,
      due_at,
      started_at,
      age_minutes: Math.round((due_at.getTime() - started_at.getTime()) / MINUTE_MS),
    },
  };
}

/** What a clock's event is about: its opportunity, else its lead, else itself. */
export function subjectOf({ id, opportunity_id, lead_id }: Pick<TimerRow, 'id' | 'opportunity_id' | 'lead_id'>): EventDraft['subject'] {
  if (opportunity_id) return { kind: 'opportunity', id: opportunity_id };
  return lead_id ? { kind: 'lead', id: lead_id } : { kind: 'timer', id };
}
