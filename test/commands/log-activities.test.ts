import { closeOpportunities } from '../../engine/commands/close-opportunities';
import { logActivities, type ActivityItem } from '../../engine/commands/log-activities';
import { startSlaTimers } from '../../engine/commands/start-sla-timers';
import type { Store } from '../../engine/store';
import { ACCOUNT, at, DAY, eventsOf, later, MINUTE, seedOpportunities, stageOf, workflow } from '../support/pipeline-rows';
import { describeStores } from '../support/stores';

function activity(opportunity_id: string, changes: Partial<ActivityItem> = {}): ActivityItem {
  return { opportunity_id, acting_user_id: 'ana', kind: 'call', direction: 'outbound', channel: null, outcome: 'no_answer', call_back_at: null, summary: null, occurred_at: at, dedupe_key: null, ...changes };
}

function log(store: Store, items: readonly ActivityItem[], when = at) {
  return logActivities(store, ACCOUNT, { items, at: when, actor: workflow });
}

async function rowsOf(store: Store, id: string) {
  return store.transaction(ACCOUNT, (tx) => tx.db.selectFrom('activities').selectAll().where('opportunity_id', '=', id).orderBy('occurred_at').execute());
}

describeStores('activities', (open) => {
  it('CD-02: the first attempt and the answer move one stage at a time', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{}]);
    expect(await log(store, [activity(id)])).toMatchObject([{ ok: true, changed: true, stage: 'CONTACT_ATTEMPTING', next_step: { code: 'next_touch' } }]);
    expect(await log(store, [activity(id, { outcome: 'voicemail', occurred_at: later(MINUTE) })])).toMatchObject([{ stage: 'CONTACT_ATTEMPTING' }]);
    expect(await log(store, [activity(id, { outcome: 'connected', occurred_at: later(2 * MINUTE) })])).toMatchObject([{ stage: 'CONTACTED', next_step: { code: 'qualify' } }]);
    expect((await eventsOf(store, id)).map(({ data, actor }) => [(data as { to: string }).to, actor.id])).toEqual([
      ['CONTACT_ATTEMPTING', 'ana'],
      ['CONTACTED', 'ana'],
    ]);
  });

  it('CD-02: a conversation at the first call goes through both stages', async () => {
    const store = await open();
    const [id = '', other = ''] = await seedOpportunities(store, [{}, {}]);
    const results = await log(store, [activity(id, { outcome: 'call_back_later', call_back_at: later(DAY) }), activity(other, { kind: 'whatsapp', direction: 'inbound', outcome: null, acting_user_id: null })]);
    expect(results).toMatchObject([
      { stage: 'CONTACTED', next_step: { code: 'call_back' }, next_step_at: later(DAY) },
      { stage: 'CONTACTED', next_step: { code: 'reply' } },
    ]);
    expect(await eventsOf(store, id)).toHaveLength(2);
    expect((await rowsOf(store, other))[0]).toMatchObject({ by_human: false, user_id: null, channel: 'whatsapp' });
  });

  it('CD-02: the same activity is logged once, also within a batch and under an own key', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{}]);
    const own = activity(id, { kind: 'email', outcome: null, dedupe_key: 'aircall-77' });
    const first = await log(store, [activity(id), activity(id), own]);
    const again = await log(store, [activity(id), own]);
    expect(first.map((result) => result.ok && result.changed)).toEqual([true, false, true]);
    expect(again.map((result) => result.ok && result.changed)).toEqual([false, false]);
    expect(first[0]?.ok && again[0]?.ok && first[0].activity_id === again[0].activity_id).toBe(true);
    expect(await rowsOf(store, id)).toHaveLength(2);
  });

  it('ST-03: ops and a workflow’s "call" are refused; a colleague and a closer may log', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{}]);
    const results = await log(store, [
      activity(id, { acting_user_id: 'olga' }),
      activity(id, { acting_user_id: null }),
      activity(id, { acting_user_id: 'carla' }),
      activity(id, { acting_user_id: 'bo' }),
      activity(id, { acting_user_id: null, kind: 'email', outcome: null }),
    ]);
    expect(results.map((result) => (result.ok ? 'ok' : result.error.message.split('logged: ')[1]))).toEqual([
      "acting_user_id: 'olga' is ops; only setter or closer or manager may log a human activity",
      'acting_user_id: missing: a call was made by a person',
      'ok',
      'ok',
      'ok',
    ]);
    expect((await rowsOf(store, id)).map(({ by_human }) => by_human).sort()).toEqual([false, true, true]);
  });

  it('HO-04: after CASE_OPENED sales reaches out no more; what comes in is kept', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CASE_OPENED' }]);
    const results = await log(store, [activity(id), activity(id, { kind: 'whatsapp', direction: 'inbound', outcome: null })]);
    expect(results).toMatchObject([{ ok: false, error: { code: 'SALES_CLOSED' } }, { ok: true, stage: 'CASE_OPENED' }]);
  });

  it('CD-02: later stages are not moved by a call', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'QUALIFIED' }]);
    expect(await log(store, [activity(id, { outcome: 'connected' })])).toMatchObject([{ stage: 'QUALIFIED' }]);
    expect(await stageOf(store, id)).toMatchObject({ version: 1 });
  });

  it('ST-05: unreachable only after eleven unanswered touches over a week; an answer starts the count anew', async () => {
    const store = await open();
    const [id = '', answered = ''] = await seedOpportunities(store, [{}, {}]);
    const touches = (opportunity: string) => Array.from({ length: 11 }, (_, n) => activity(opportunity, { kind: n % 2 ? 'call' : 'whatsapp', outcome: n % 2 ? 'no_answer' : null, occurred_at: later((n * 7 * DAY) / 10) }));
    await log(store, touches(id).slice(0, 10));
    const close = (opportunity_id: string, when: Date) => closeOpportunities(store, ACCOUNT, { items: [{ opportunity_id, acting_user_id: 'ana', as: 'disqualified', reason: 'unreachable', note: null }], at: when, actor: workflow });
    expect(await close(id, later(7 * DAY))).toMatchObject([{ ok: false, error: { problems: [{ field: 'attempts' }] } }]);
    await log(store, touches(id));
    expect(await close(id, later(6 * DAY))).toMatchObject([{ ok: false, error: { problems: [{ field: 'days' }] } }]);
    expect(await close(id, later(7 * DAY))).toMatchObject([{ ok: true, stage: 'DISQUALIFIED' }]);
    expect(await stageOf(store, id)).toMatchObject({ disqualification_reason: 'unreachable' });
    await log(store, [...touches(answered), activity(answered, { kind: 'whatsapp', direction: 'inbound', outcome: null, occurred_at: later(5 * DAY) })]);
    expect(await close(answered, later(8 * DAY))).toMatchObject([{ ok: false, error: { problems: [{ field: 'attempts', message: expect.stringMatching(/^3 of the 11/) }, { field: 'days' }] } }]);
  });

  it('SL-04: a human touch meets the first-attempt clock, an acknowledgement only the automatic one, and closing stops the rest', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{}]);
    const policies = ['AutomatedFirstResponse', 'FirstHumanAttempt', 'FollowUpCadence'] as const;
    await startSlaTimers(store, ACCOUNT, { items: policies.map((policy) => ({ policy, opportunity_id: id, lead_id: null, started_at: at, occurrence: '' })), at, actor: workflow });
    const clocks = async () => {
      const rows = await store.transaction(ACCOUNT, (tx) => tx.db.selectFrom('timers').select(['policy', 'status', 'met_at']).execute());
      const mine = rows.filter(({ policy }) => policy === 'AutomatedFirstResponse' || policy === 'FirstHumanAttempt');
      return Object.fromEntries(mine.map(({ policy, status }) => [policy, status]));
    };
    await log(store, [activity(id, { acting_user_id: null, kind: 'system', channel: 'whatsapp', outcome: null, occurred_at: later(30_000) })]);
    expect(await clocks()).toEqual({ AutomatedFirstResponse: 'met', FirstHumanAttempt: 'pending' });
    expect(await stageOf(store, id)).toMatchObject({ stage: 'SQL_ASSIGNED' });
    await log(store, [activity(id, { occurred_at: later(10 * MINUTE) })], later(20 * MINUTE));
    expect(await clocks()).toEqual({ AutomatedFirstResponse: 'met', FirstHumanAttempt: 'met' });
    await closeOpportunities(store, ACCOUNT, { items: [{ opportunity_id: id, acting_user_id: 'ana', as: 'disqualified', reason: 'out_of_scope', note: null }], at: later(DAY), actor: workflow });
    const running = await store.transaction(ACCOUNT, (tx) => tx.db.selectFrom('timers').select('id').where('opportunity_id', '=', id).where('status', 'in', ['pending', 'paused']).execute());
    expect(running).toEqual([]);
  });

  it('ST-04: lost and disqualified need their reasons; both kinds of one batch', async () => {
    const store = await open();
    const [a = '', b = '', c = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED' }, { stage: 'CONTACTED' }, { stage: 'PROPOSAL_SENT' }]);
    const base = { acting_user_id: 'ana', note: null };
    const results = await closeOpportunities(store, ACCOUNT, {
      items: [
        { ...base, opportunity_id: a, as: 'lost', reason: 'not_interested', note: 'going back home' },
        { ...base, opportunity_id: b, as: 'disqualified', reason: 'no reason' },
        { ...base, opportunity_id: c, as: 'lost', reason: 'undecided' },
      ],
      at,
      actor: workflow,
    });
    expect(results).toMatchObject([
      { ok: true, stage: 'CLOSED_LOST' },
      { ok: false, error: { message: expect.stringContaining("'no reason' is not in the list; allowed: out_of_scope") } },
      { ok: false, error: { message: expect.stringContaining('only closer or manager may move it to CLOSED_LOST') } },
    ]);
    expect(await stageOf(store, a)).toMatchObject({ loss_reason: 'not_interested' });
  });
});
