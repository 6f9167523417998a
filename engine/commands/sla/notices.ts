import type { EventDraft } from '../../core/events';
import { addresseeOf, type Climb, inDigest, type LadderAction, type LadderPerson } from '../../core/sla';
import type { FirmSettings } from '../../core/settings';
import type { TimerRow } from '../../queries/read-timers';
import type { NoticeStatus } from '../../store';
import { subjectOf } from './breach-event';

/** A claimed clock; it has something due. */
export type LadderTimer = Pick<TimerRow, 'id' | 'policy' | 'opportunity_id' | 'lead_id' | 'owner_id' | 'status' | 'started_at' | 'due_at' | 'dedupe_key' | 'detail' | 'taken'> & { readonly next_at: Date };

/** A step that was taken, or is held. */
export interface SlaNotice {
  readonly action: LadderAction;
  readonly recipient_id: string | null;
  readonly step_at: Date;
  readonly status: NoticeStatus;
}

/** A clock after its climb. */
export interface ClimbedTimer {
  readonly timer: LadderTimer;
  readonly breaches: boolean;
  readonly taken: number;
  readonly next_at: Date | null;
  readonly notices: readonly SlaNotice[];
}

interface Context {
  readonly people: ReadonlyMap<string, LadderPerson>;
  readonly settings: FirmSettings['sla'];
  readonly at: Date;
}

type Climbing = Pick<Climb, 'steps'> & { readonly timer: LadderTimer };

/** The notices of a beat, clock by clock; a ladder with nobody to tell stops at that step. */
export function noticesOf(climbs: readonly Climbing[], { people, settings, at }: Context): SlaNotice[][] {
  const addressed = climbs.map(({ timer, steps }) => {
    const all = steps.map((step) => ({ ...step, ...addresseeOf(step.action, timer.owner_id, people) }));
    const stop = all.findIndex(({ held }) => held);
    return stop < 0 ? all : all.slice(0, stop + 1);
  });
  const flat = addressed.flat().map(({ recipient_id, at: step_at }) => ({ recipient_id, step_at }));
  const digest = inDigest(flat, settings.notices, at);
  let next = 0;
  return addressed.map((steps) =>
    steps.map(({ action, recipient_id, held, at: step_at }): SlaNotice => {
      const together = digest[next++] ?? false;
      return { action, recipient_id, step_at, status: statusOf(action, held, together) };
    }),
  );
}

function statusOf(action: LadderAction, held: boolean, together: boolean): NoticeStatus {
  if (held) return 'held';
  if (action === 'reassign' || action === 'coach') return 'open';
  return together ? 'digest' : 'sent';
}

/** One step, one event, whenever it was noticed. */
export function escalationEvent(timer: LadderTimer, { action, recipient_id, step_at, status }: SlaNotice): EventDraft {
  const { id, policy, opportunity_id, lead_id, owner_id, started_at, due_at, detail } = timer;
  return {
    type: 'SlaEscalated',
    subject: subjectOf(timer),
    occurred_at: step_at,
    actor: { kind: 'system', id: 'sla' },
    key: `escalated:${id}:${action}`,
    data: { policy, timer_id: id, opportunity_id, lead_id, owner_id, step: detail.step, due_at, started_at, action, recipient_id, step_at, in_digest: status === 'digest' },
  };
}
