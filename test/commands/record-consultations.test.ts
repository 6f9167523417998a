import { recordConsultations, type ConsultationItem } from '../../engine/commands/record-consultations';
import { newId, type Store } from '../../engine/store';
import { ACCOUNT, at, eventsOf, later, seedOpportunities, type SeededOpportunity, stageOf, workflow } from '../support/pipeline-rows';
import { describeStores } from '../support/stores';

const notes: ConsultationItem['notes'] = {
  context_goals: 'PR within a year',
  situation: 'CRS 486, one refusal in 2022',
  options: 'Express Entry; PNP Ontario',
  recommendation: 'Express Entry',
  decision: 'pay',
  constraints: null,
  risks: { eligibility_uncertainty: true, timelines: true, client_effort: true, external_dependencies: true },
  risk_notes: 'Draw scores may rise',
  next_step_at: null,
};

function record(store: Store, items: readonly ConsultationItem[], when = at) {
  return recordConsultations(store, ACCOUNT, { items, at: when, actor: workflow });
}

async function booked(store: Store, seed: SeededOpportunity = {}): Promise<{ id: string; appointmentId: string }> {
  const [id = ''] = await seedOpportunities(store, [{ stage: 'APPOINTMENT_SET', ...seed }]);
  const appointmentId = newId();
  await store.transaction(ACCOUNT, (tx) =>
    tx.db
      .insertInto('appointments')
      .values({ id: appointmentId, account_id: ACCOUNT, opportunity_id: id, scheduled_at: at, status: 'booked', provider: 'calendly', provider_ref: appointmentId, created_at: at, updated_at: at })
      .execute(),
  );
  return { id, appointmentId };
}

function item(opportunity_id: string, changes: Partial<ConsultationItem> = {}): ConsultationItem {
  return { opportunity_id, acting_user_id: 'bo', notes, loss_reason: null, ...changes };
}

describeStores('consultations', (open) => {
  it('CL-01: the notes are stored, the appointment is completed and the opportunity moves on', async () => {
    const store = await open();
    const { id, appointmentId } = await booked(store);
    const [result] = await record(store, [item(id)]);
    expect(result).toMatchObject({ ok: true, from: 'APPOINTMENT_SET', stage: 'APPOINTMENT_COMPLETED', appointment_id: appointmentId, decision: 'pay', next_step: 'Lock the offer that was recommended' });
    expect(await stageOf(store, id)).toMatchObject({ consultation: { recommendation: 'Express Entry' }, consultation_at: at });
    expect((await eventsOf(store, id)).map(({ type }) => type)).toEqual(['AppointmentCompleted', 'StageChanged']);
    const rows = await store.transaction(ACCOUNT, async (tx) => ({
      appointment: await tx.db.selectFrom('appointments').select('status').where('id', '=', appointmentId).executeTakeFirst(),
      meeting: await tx.db.selectFrom('activities').select(['kind', 'user_id']).where('opportunity_id', '=', id).execute(),
    }));
    expect(rows).toEqual({ appointment: { status: 'completed' }, meeting: [{ kind: 'meeting', user_id: 'bo' }] });
  });

  it('CL-02: a lost consultation closes cleanly, and only with its reason', async () => {
    const store = await open();
    const { id } = await booked(store);
    const lost = { notes: { ...notes, decision: 'lost' as const } };
    expect(await record(store, [item(id, lost)])).toMatchObject([{ ok: false, error: { code: 'ACTION_REFUSED', message: expect.stringContaining('loss_reason: missing; allowed: too_expensive') } }]);
    expect(await stageOf(store, id)).toMatchObject({ stage: 'APPOINTMENT_SET', consultation: null });
    expect(await record(store, [item(id, { ...lost, loss_reason: 'too_expensive' })])).toMatchObject([{ ok: true, from: 'APPOINTMENT_SET', stage: 'CLOSED_LOST' }]);
    expect((await eventsOf(store, id)).map(({ type, data }) => [type, (data as { to?: string }).to])).toEqual([
      ['AppointmentCompleted', undefined],
      ['StageChanged', 'APPOINTMENT_COMPLETED'],
      ['StageChanged', 'CLOSED_LOST'],
    ]);
  });

  it('CL-01: recording again corrects the notes and moves nothing', async () => {
    const store = await open();
    const { id } = await booked(store);
    await record(store, [item(id)]);
    const [again] = await record(store, [item(id, { notes: { ...notes, recommendation: 'PNP Ontario' } })], later(60_000));
    expect(again).toMatchObject({ ok: true, from: 'APPOINTMENT_COMPLETED', stage: 'APPOINTMENT_COMPLETED', appointment_id: null });
    expect(await stageOf(store, id)).toMatchObject({ consultation: { recommendation: 'PNP Ontario' }, consultation_at: later(60_000) });
    expect(await eventsOf(store, id)).toHaveLength(2);
  });

  it('ST-03: a setter, ops, a workflow and another closer are refused; all gaps at once', async () => {
    const store = await open();
    const { id } = await booked(store);
    const [early = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED' }]);
    const results = await record(store, [
      item(id, { acting_user_id: 'ana' }),
      item(id, { acting_user_id: 'olga' }),
      item(id, { acting_user_id: null }),
      item(id, { acting_user_id: 'dan' }),
      item(early, { acting_user_id: 'ana', notes: { ...notes, decision: 'lost' } }),
    ]);
    const messages = results.map((result) => (result.ok ? 'ok' : result.error.message));
    expect(messages[0]).toContain("'ana' is setter; only closer or manager may record a consultation");
    expect(messages[1]).toContain("'olga' is ops");
    expect(messages[2]).toContain('only a person may record a consultation');
    expect(messages[3]).toContain("it is assigned to 'bo'");
    expect(results[4]).toMatchObject({ error: { problems: [{ field: 'acting_user_id' }, { field: 'stage' }, { field: 'loss_reason' }] } });
  });

  it('RT-05: who holds the consultation of an opportunity without a closer becomes its closer', async () => {
    const store = await open();
    const { id } = await booked(store, { closer_id: null });
    const [result] = await record(store, [item(id, { acting_user_id: 'dan' })]);
    expect(result).toMatchObject({ ok: true, stage: 'APPOINTMENT_COMPLETED' });
    expect(await stageOf(store, id)).toMatchObject({ closer_id: 'dan' });
    expect((await eventsOf(store, id)).map(({ type }) => type)).toEqual(['AppointmentCompleted', 'OwnerAssigned', 'StageChanged']);
  });

  it('CL-01: two consultations of one batch are kept apart', async () => {
    const store = await open();
    const a = await booked(store);
    const b = await booked(store);
    const results = await record(store, [item(a.id), item(b.id, { notes: { ...notes, recommendation: 'Study first' } })]);
    expect(results).toMatchObject([{ appointment_id: a.appointmentId }, { appointment_id: b.appointmentId }]);
    expect(await stageOf(store, b.id)).toMatchObject({ consultation: { recommendation: 'Study first' } });
  });
});
