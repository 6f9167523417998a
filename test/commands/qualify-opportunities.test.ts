import { qualifyOpportunities } from '../../engine/commands/qualify-opportunities';
import type { Store } from '../../engine/store';
import { ACCOUNT, at, eventsOf, qualified, seedOpportunities, stageOf, workflow } from '../support/pipeline-rows';
import { describeStores } from '../support/stores';

function qualify(store: Store, items: Parameters<typeof qualifyOpportunities>[2]['items']) {
  return qualifyOpportunities(store, ACCOUNT, { items, at, actor: workflow });
}

const half = { intent_family: 'PR', timeline: '0-30 days', residence_country: 'IN', citizenship_country: 'IN' } as const;
const rest = { prior_refusals: false, doc_readiness: 'Ready', fee_comfort: true, contact_verified: true } as const;

describeStores('qualifying', (open) => {
  it('CD-04: half a checklist is kept and says what is missing; the other half qualifies', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED' }]);
    const [first] = await qualify(store, [{ opportunity_id: id, acting_user_id: 'ana', answers: half }]);
    expect(first).toMatchObject({ ok: true, qualified: false, stage: 'CONTACTED', missing: [{ field: 'qualification.prior_refusals' }, { field: 'qualification.doc_readiness' }, { field: 'qualification.fee_comfort' }, { field: 'qualification.contact_verified' }] });
    expect(await stageOf(store, id)).toMatchObject({ stage: 'CONTACTED', qualification: { intent_family: 'PR', fee_comfort: null } });
    const [second] = await qualify(store, [{ opportunity_id: id, acting_user_id: 'ana', answers: rest }]);
    expect(second).toMatchObject({ ok: true, qualified: true, stage: 'QUALIFIED', missing: [], qualification: { ...half, ...rest }, next_step: 'Send the booking link of the assigned closer' });
    expect(await stageOf(store, id)).toMatchObject({ stage: 'QUALIFIED', qualification: { ...half, ...rest } });
    expect((await eventsOf(store, id)).map(({ data }) => data)).toMatchObject([{ from: 'CONTACTED', to: 'QUALIFIED' }]);
  });

  it('CD-04: several items of one batch, also of one opportunity, each get their answer', async () => {
    const store = await open();
    const [a = '', b = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED' }, { stage: 'CONTACTED' }]);
    const results = await qualify(store, [
      { opportunity_id: a, acting_user_id: 'ana', answers: half },
      { opportunity_id: b, acting_user_id: 'ana', answers: { ...half, fee_comfort: false } },
      { opportunity_id: a, acting_user_id: 'ana', answers: rest },
    ]);
    expect(results).toMatchObject([{ qualified: true }, { qualified: false }, { qualified: true }]);
    expect(await stageOf(store, b)).toMatchObject({ stage: 'CONTACTED', qualification: { fee_comfort: false } });
    expect(await eventsOf(store, a)).toHaveLength(1);
  });

  it('HO-06: the setter says language and program, which the handoff needs; saying nothing keeps them', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED' }]);
    const item = { opportunity_id: id, acting_user_id: 'ana', answers: half };
    await qualify(store, [{ ...item, language: 'pt', program_family: 'PNP' }]);
    await qualify(store, [{ ...item, language: null, program_family: null }]);
    const service = await store.transaction(ACCOUNT, ({ db }) => db.selectFrom('opportunities').select(['language', 'program_family']).where('id', '=', id).executeTakeFirst());
    expect(service).toEqual({ language: 'pt', program_family: 'PNP' });
    const audit = await store.transaction(ACCOUNT, ({ db }) => db.selectFrom('audit_entries').select('action').where('subject_id', '=', id).where('action', '=', 'service_recorded').execute());
    expect(audit).toHaveLength(1);
  });

  it('CD-04: answers given before a logged conversation are kept, and the way is named', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACT_ATTEMPTING' }]);
    const [result] = await qualify(store, [{ opportunity_id: id, acting_user_id: 'ana', answers: { ...half, ...rest } }]);
    expect(result).toMatchObject({ qualified: false, missing: [{ field: 'stage', message: 'is CONTACT_ATTEMPTING; log the conversation first (Activity: Log, outcome connected)' }] });
    expect(await stageOf(store, id)).toMatchObject({ qualification: { fee_comfort: true } });
  });

  it('CD-04: answering again with the same changes nothing; an empty answer erases nothing', async () => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'QUALIFIED', qualification: qualified }]);
    const [result] = await qualify(store, [{ opportunity_id: id, acting_user_id: 'ana', answers: { ...qualified, timeline: null } as never }]);
    expect(result).toMatchObject({ qualified: true, qualification: qualified });
    expect(await stageOf(store, id)).toMatchObject({ version: 1 });
  });

  it.each([
    ['olga', 'only setter or manager may qualify an opportunity'],
    ['bo', 'only setter or manager'],
    ['carla', "it is assigned to 'ana'"],
    [null, 'only a person may qualify'],
  ])('ST-03: %s cannot qualify it', async (acting_user_id, why) => {
    const store = await open();
    const [id = ''] = await seedOpportunities(store, [{ stage: 'CONTACTED' }]);
    const [result] = await qualify(store, [{ opportunity_id: id, acting_user_id, answers: half }]);
    expect(result).toMatchObject({ ok: false, error: { code: 'ACTION_REFUSED', message: expect.stringContaining(why) } });
    expect(await stageOf(store, id)).toMatchObject({ qualification: null, version: 1 });
  });

  it('HO-04: a closed opportunity is not qualified', async () => {
    const store = await open();
    const [done = '', lost = ''] = await seedOpportunities(store, [{ stage: 'CASE_OPENED' }, { stage: 'CLOSED_LOST' }]);
    const results = await qualify(store, [done, lost].map((opportunity_id) => ({ opportunity_id, acting_user_id: 'max', answers: half })));
    expect(results).toMatchObject([{ error: { code: 'SALES_CLOSED' } }, { error: { code: 'OPPORTUNITY_CLOSED' } }]);
  });
});
