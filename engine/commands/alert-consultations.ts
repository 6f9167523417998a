import { sql } from 'kysely';

import type { EventDraft } from '../core/events';
import type { Actor, ConsultationNotes } from '../core/model';
import { dayIsOver, type HeldConsultation, undecidedReason } from '../core/opportunity';
import { appendEvents, currentSettings, type Store, type Tx } from '../store';

export interface ConsultationAlert {
  readonly kind: 'notes_overdue' | 'undecided';
  readonly opportunity_id: string;
  readonly closer_id: string | null;
  /** When the consultation was to be, or was recorded. */
  readonly consultation_at: Date;
  readonly reason: string;
}

const DAY_MS = 86_400_000;
/** What is older is the pipeline review's matter, not an alert's. */
const LOOK_BACK_MS = 30 * DAY_MS;

/**
 * CL-01, CL-02, P9.1: alerts for consultations without notes on their day, and for those that ended in neither a payment link, a
 * follow-up nor a close. Each is told once, as an event; @returns the new alerts, the oldest first
 */
export async function alertConsultations(store: Store, accountId: string, { at, actor }: { at: Date; actor: Actor }): Promise<ConsultationAlert[]> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const zone = settings.firm.time_zone;
    const found = [...(await withoutNotes(tx, at, zone, actor)), ...(await undecided(tx, at, zone, actor))];
    const told = new Set((await appendEvents(tx, found.map(({ draft }) => draft), at)).map(({ type, subject }) => `${type}:${subject.id}`));
    return found.filter(({ draft }) => told.has(`${draft.type}:${draft.subject.id}`)).map(({ alert }) => alert);
  });
}

interface Found {
  readonly alert: ConsultationAlert;
  readonly draft: EventDraft;
}

async function withoutNotes(tx: Tx, at: Date, zone: string, actor: Actor): Promise<Found[]> {
  const { rows } = await sql<{ appointment_id: string; opportunity_id: string; scheduled_at: Date; closer_id: string | null }>`
    select a.id as appointment_id, a.opportunity_id, a.scheduled_at, coalesce(a.closer_id, o.closer_id) as closer_id
    from salesos.appointments a join salesos.opportunities o on o.account_id = a.account_id and o.id = a.opportunity_id
    where a.account_id = ${tx.accountId} and a.status = 'booked' and a.scheduled_at < ${at} and a.scheduled_at >= ${new Date(at.getTime() - LOOK_BACK_MS)}
      and o.stage = 'APPOINTMENT_SET'
    order by a.scheduled_at`.execute(tx.db);
  return rows.filter(({ scheduled_at }) => dayIsOver(scheduled_at, at, zone)).map(({ appointment_id, opportunity_id, scheduled_at, closer_id }) => ({
    alert: { kind: 'notes_overdue', opportunity_id, closer_id, consultation_at: scheduled_at, reason: 'its notes were not stored on its day' },
    draft: {
      ...{ type: 'ConsultationNotesOverdue', subject: { kind: 'appointment', id: appointment_id }, occurred_at: at, actor, key: `consultation-notes-overdue:${appointment_id}` },
      ...{ correlation_id: opportunity_id, data: { opportunity_id, appointment_id, scheduled_at, closer_id } },
    },
  }));
}

interface HeldRow extends Omit<HeldConsultation, 'decision' | 'next_step_at'> {
  readonly opportunity_id: string;
  readonly closer_id: string | null;
  readonly consultation: ConsultationNotes;
}

async function undecided(tx: Tx, at: Date, zone: string, actor: Actor): Promise<Found[]> {
  const { rows } = await sql<HeldRow>`
    select o.id as opportunity_id, o.closer_id, o.consultation, o.consultation_at, o.stage,
      (select max(a.occurred_at) from salesos.activities a where a.account_id = o.account_id and a.opportunity_id = o.id) as last_activity_at,
      exists (select from salesos.payments p where p.account_id = o.account_id and p.opportunity_id = o.id and p.link_id is not null and p.updated_at >= o.consultation_at) as link_sent
    from salesos.opportunities o
    where o.account_id = ${tx.accountId} and o.consultation is not null and o.consultation_at >= ${new Date(at.getTime() - LOOK_BACK_MS)}
      and o.stage in ('APPOINTMENT_COMPLETED', 'PROPOSAL_SENT', 'NEGOTIATION')
    order by o.consultation_at`.execute(tx.db);
  return rows.flatMap((row): Found[] => {
    const { opportunity_id, closer_id, consultation, consultation_at } = row;
    const { decision, next_step_at } = consultation;
    if (decision === 'lost') return [];
    const reason = undecidedReason({ ...row, decision, next_step_at: next_step_at === null ? null : new Date(next_step_at) }, at, zone);
    if (reason === null) return [];
    const key = `consultation-undecided:${opportunity_id}:${consultation_at.toISOString()}`;
    return [
      {
        alert: { kind: 'undecided', opportunity_id, closer_id, consultation_at, reason },
        draft: {
          ...{ type: 'ConsultationUndecided', subject: { kind: 'opportunity', id: opportunity_id }, occurred_at: at, actor, key, correlation_id: opportunity_id },
          data: { opportunity_id, decision, consultation_at, closer_id, reason },
        },
      },
    ];
  });
}
