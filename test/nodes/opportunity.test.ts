import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { newId, closeStores, storeOf } from '../../engine/store';
import { Opportunity } from '../../nodes/Opportunity/Opportunity.node';
import { applyDocument, at, qualified, seedFirm, seedOpportunities, type SeededOpportunity, stageOf } from '../support/pipeline-rows';
import { runNode, type RunNodeOptions } from '../support/run-node';
import { triggered } from '../support/triggered-event';

const ACCOUNT = 'opportunity-node';
const credentials = { salesOsAccountApi: { accountId: ACCOUNT, store: 'embedded', folder: 'memory://' } };
const memory = () => storeOf({ kind: 'embedded', folder: 'memory://' });

async function run(what: string, items: IDataObject[], parameters: INodeParameters = {}, options: Partial<RunNodeOptions> = {}) {
  const [resource = '', operation = ''] = what.split('.');
  const { outputs, error } = await runNode({ node: Opportunity, credentials, items, parameters: { resource, operation, ...parameters }, ...options });
  return { error, items: (outputs[0] ?? []).map(({ json }) => json), paired: (outputs[0] ?? []).map(({ pairedItem }) => pairedItem), failed: (outputs[1] ?? []).map(({ json }) => json) };
}

const seed = async (...seeds: SeededOpportunity[]) => seedOpportunities(await memory(), seeds, ACCOUNT);

const form = {
  intent_family: 'PR',
  timeline: '0-30 Days',
  residence_country: 'India',
  citizenship_country: 'Indian',
  prior_refusals: 'No',
  doc_readiness: 'partial',
  fee_comfort: 'Yes',
  contact_verified: true,
};
const notes = {
  context_goals: 'PR within a year',
  situation: 'CRS 486',
  pathway_options: 'Express Entry or PNP',
  recommendation: 'Express Entry',
  risks_covered: ['Eligibility uncertainty', 'Timelines', 'Client effort', 'External dependencies'],
  risk_notes: 'Draw scores may rise',
  decision: 'Pay',
};

beforeAll(async () => {
  await seedFirm(await memory(), ACCOUNT);
  await applyDocument(
    await memory(),
    { offers: { packages: [{ code: 'FULL_PR', name: 'Full PR', scenario: 'PR', price_minor: 490000, currency: 'CAD' }, { code: 'STUDY', name: 'Study', scenario: 'Study', price_minor: 120000 }] } },
    ACCOUNT,
  );
});
afterAll(closeStores);

describe('Opportunity', () => {
  it('CD-02, CD-04, CL-01, PY-01: two deals go from the first call to the locked offer with no field typed', async () => {
    const [a = '', b = ''] = await seed({}, {});
    const who = [{ opportunity_id: a, acting_user_id: 'ana' }, { ...triggered({ data: { opportunity_id: b } }), acting_user_id: 'ana' }];
    const logged = await run('activity.log', who.map((item, n) => ({ ...item, outcome: n === 0 ? 'Connected' : 'Call back later', call_back_at: n === 0 ? '' : '2025-03-11T15:00:00Z', submittedAt: '2025-03-10T15:00:00Z' })));
    expect(logged.error).toBeUndefined();
    expect(logged.items).toMatchObject([
      { opportunity_id: a, stage: 'CONTACTED', next_step: { code: 'qualify' }, acting_user_id: 'ana' },
      { opportunity_id: b, stage: 'CONTACTED', next_step: { code: 'call_back' }, next_step_at: '2025-03-11T15:00:00.000Z' },
    ]);
    expect(logged.paired).toEqual([{ item: 0 }, { item: 1 }]);
    const qualifiedItems = await run('opportunity.qualify', logged.items.map((item) => ({ ...item, ...form })));
    expect(qualifiedItems.items).toMatchObject([
      { opportunity_id: a, qualified: true, stage: 'QUALIFIED', missing: [], qualification: { timeline: '0-30 days', residence_country: 'IN', citizenship_country: 'IN', prior_refusals: false, doc_readiness: 'Partial', fee_comfort: true, contact_verified: true } },
      { opportunity_id: b, qualified: true },
    ]);
    const booked = await run('opportunity.moveStage', [a, b].map((opportunity_id) => ({ opportunity_id, acting_user_id: 'max' })), { stage: 'APPOINTMENT_SET', options: { override: true, reason: 'Booked on the phone' } });
    expect(booked.items).toMatchObject([{ stage: 'APPOINTMENT_SET', overridden: [{ field: 'acting_user_id' }, { field: 'appointment' }] }, { stage: 'APPOINTMENT_SET' }]);
    const held = await run('consultation.record', [a, b].map((opportunity_id) => ({ opportunity_id, acting_user_id: 'bo', ...notes })));
    expect(held.error).toBeUndefined();
    expect(held.items).toMatchObject([{ stage: 'APPOINTMENT_COMPLETED', decision: 'pay' }, { stage: 'APPOINTMENT_COMPLETED' }]);
    const locked = await run('offer.lock', held.items.map((item, n) => ({ ...item, package_code: n === 0 ? 'FULL_PR' : 'STUDY' })));
    expect(locked.items).toMatchObject([
      { opportunity_id: a, offer_id: expect.any(String), stage: 'PROPOSAL_SENT', price_minor: 490000, currency: 'CAD', acting_user_id: 'bo', changed: true },
      { opportunity_id: b, price_minor: 120000 },
    ]);
    const read = await run('opportunity.get', locked.items);
    expect(read.items).toMatchObject([{ opportunity_id: a, stage: 'PROPOSAL_SENT', next_step: 'Send the payment link', offer_id: locked.items[0]!['offer_id'], price_minor: 490000, full_name: 'Priya Sharma', consultation: { decision: 'pay', risks: { timelines: true } } }, { opportunity_id: b }]);
  });

  it('ST-02: a refused move stops with the sentence on top and every gap below, and names the item', async () => {
    const [a = '', b = ''] = await seed({ stage: 'CONTACTED', qualification: qualified }, { stage: 'CONTACTED' });
    const { error } = await run('opportunity.moveStage', [a, b].map((opportunity_id) => ({ opportunity_id, acting_user_id: 'ana' })), { stage: 'QUALIFIED' });
    expect(error?.message).toContain('cannot move from CONTACTED to QUALIFIED: qualification.intent_family: not answered: which immigration pathway');
    expect(error?.description).toContain('• qualification.fee_comfort: not answered: comfortable with a professional fee');
    expect(error?.context?.['itemIndex']).toBe(1);
  });

  it('ST-03: with the error output a bad item never spoils the others', async () => {
    const [a = '', b = ''] = await seed({ stage: 'CONTACTED' }, { stage: 'CONTACTED' });
    const items = [
      { opportunity_id: a, acting_user_id: 'olga', loss_reason: 'undecided' },
      { opportunity_id: 'not-an-id', acting_user_id: 'ana', loss_reason: 'undecided' },
      { opportunity_id: b, acting_user_id: 'ana', loss_reason: 'Not interested' },
      { opportunity_id: newId(), acting_user_id: 'ana', loss_reason: 'undecided' },
      { opportunity_id: a, acting_user_id: 'ana' },
    ];
    const result = await run('opportunity.markLost', items, {}, { onError: 'continueErrorOutput' });
    expect(result.items).toMatchObject([{ opportunity_id: b, stage: 'CLOSED_LOST' }]);
    expect(result.paired).toEqual([{ item: 2 }]);
    expect(result.failed.map(({ error }) => error)).toEqual([
      expect.stringContaining("'olga' is ops; only setter or manager may move it to CLOSED_LOST"),
      expect.stringContaining('opportunity_id: must be a record id (UUID)'),
      expect.stringContaining('is not known in this account'),
      expect.stringContaining('reason: missing; disqualification reasons: out_of_scope'),
    ]);
    expect(await stageOf(await memory(), a, ACCOUNT)).toMatchObject({ stage: 'CONTACTED' });
  });

  it('CD-04: an incomplete form keeps its answers and goes on with what is missing; a wrong word is refused with the allowed ones', async () => {
    const [a = '', b = '', c = ''] = await seed({ stage: 'CONTACTED' }, { stage: 'CONTACTED' }, { stage: 'CONTACTED' });
    const { fee_comfort: _, ...incomplete } = form;
    const result = await run('opportunity.qualify', [{ ...incomplete, opportunity_id: a, acting_user_id: 'ana' }, { ...form, timeline: 'soon', residence_country: 'Atlantis', prior_refusals: 'maybe', opportunity_id: b, acting_user_id: 'ana' }, { ...form, opportunity_id: c }], {}, { onError: 'continueErrorOutput' });
    expect(result.items).toMatchObject([{ opportunity_id: a, qualified: false, stage: 'CONTACTED', missing: [{ field: 'qualification.fee_comfort' }] }]);
    expect(result.failed[0]!['error']).toMatch(/timeline: .*'0-30 days'.*residence_country: 'Atlantis' is not a country.*prior_refusals: must be yes or no/);
    expect(result.failed[1]!['error']).toContain('only a person may qualify');
    expect(await stageOf(await memory(), b, ACCOUNT)).toMatchObject({ qualification: null });
  });

  it('CL-03: a consultation without a ticked risk, a time or a reason says all of it at once', async () => {
    const [a = '', b = ''] = await seed({ stage: 'APPOINTMENT_SET' }, { stage: 'APPOINTMENT_SET' });
    const result = await run(
      'consultation.record',
      [
        { ...notes, opportunity_id: 'x', acting_user_id: 'bo', situation: ' ', risks_covered: ['Timelines'], decision: 'Follow-Up' },
        { ...notes, opportunity_id: b, acting_user_id: 'bo', decision: 'follow up', next_step_at: '2025-03-12T10:00:00-05:00', risks_covered: 'timelines, client_effort, eligibility_uncertainty, external_dependencies' },
      ],
      {},
      { onError: 'continueErrorOutput' },
    );
    expect(result.failed[0]!['error']).toMatch(/opportunity_id: must be a record id.*situation: missing.*risks\.eligibility_uncertainty.*risks\.client_effort.*next_step_at: missing/);
    expect(result.items).toMatchObject([{ opportunity_id: b, decision: 'follow_up', next_step_at: '2025-03-12T15:00:00.000Z' }]);
    expect(await stageOf(await memory(), a, ACCOUNT)).toMatchObject({ stage: 'APPOINTMENT_SET' });
  });

  it('CD-02: a call without outcome is refused, a message needs none', async () => {
    const [a = ''] = await seed({});
    const items = [{ opportunity_id: a, acting_user_id: 'ana', kind: 'call' }, { opportunity_id: a, acting_user_id: 'ana', kind: 'WhatsApp', occurred_at: at.toISOString() }];
    const result = await run('activity.log', items, { kind: '={{ $json.kind }}', options: { summary: 'Hello' } }, { onError: 'continueErrorOutput' });
    expect(result.failed[0]!['error']).toContain('outcome: missing; a call ends in one of: connected, voicemail');
    expect(result.items).toMatchObject([{ kind: 'whatsapp', stage: 'CONTACT_ATTEMPTING', changed: true }]);
  });

  it('PY-06: another price needs a manager and a reason', async () => {
    const [a = '', b = ''] = await seed({ stage: 'APPOINTMENT_COMPLETED' }, { stage: 'APPOINTMENT_COMPLETED' });
    const items = [{ opportunity_id: a, acting_user_id: 'bo' }, { opportunity_id: b, acting_user_id: 'max' }];
    const result = await run('offer.lock', items, { packageCode: 'FULL_PR', options: { price: '3,900.00', reason: 'Returning client', validDays: 7 } }, { onError: 'continueErrorOutput' });
    expect(result.failed[0]!['error']).toContain('another price needs a manager');
    expect(result.items).toMatchObject([{ opportunity_id: b, price_minor: 390000, discount_minor: 100000 }]);
  });

  it('ST-01: Get Many filters, sorts and limits, once per item', async () => {
    const [a = '', b = ''] = await seed({ stage: 'NEGOTIATION', email: 'zoe@example.com' }, { stage: 'NEGOTIATION', closer_id: 'dan' });
    const filters = { stages: ['NEGOTIATION'], closer_id: '={{ $json.closer }}' };
    const result = await run('opportunity.getMany', [{ closer: 'bo' }, { closer: 'dan' }], { returnAll: true, filters });
    expect(result.items.map(({ opportunity_id }) => opportunity_id)).toEqual([a, b]);
    expect(result.paired).toEqual([{ item: 0 }, { item: 1 }]);
    const byEmail = await run('opportunity.getMany', [{}], { filters: { email: 'Zoe@Example.com' } });
    expect(byEmail.items).toMatchObject([{ opportunity_id: a, stage: 'NEGOTIATION', email: 'zoe@example.com' }]);
    expect((await run('opportunity.getMany', [{}], { limit: 1 })).items).toHaveLength(1);
    const wrong = await run('opportunity.getMany', [{}], { filters: { stages: ['WON'] } });
    expect(wrong.error?.message).toContain("received 'WON'");
  });

  it('AP-07: an unknown stored booking is refused by itself', async () => {
    const result = await run('booking.applyAgain', [{ delivery_id: newId() }, triggered({ data: { delivery_id: newId() } })], {}, { onError: 'continueErrorOutput' });
    expect(result.failed.map(({ error }) => error)).toEqual(Array(2).fill(expect.stringContaining('is not a stored Calendly delivery')));
  });

  it('ST-05: Disqualify reads the label of a form', async () => {
    const [a = '', b = ''] = await seed({ stage: 'CONTACTED' }, { stage: 'CONTACTED' });
    const items = [{ opportunity_id: a, acting_user_id: 'ana', disqualification_reason: 'Out of scope' }, { opportunity_id: b, acting_user_id: 'ana', disqualification_reason: 'Unreachable' }];
    const result = await run('opportunity.disqualify', items, {}, { onError: 'continueErrorOutput' });
    expect(result.items).toMatchObject([{ opportunity_id: a, stage: 'DISQUALIFIED' }]);
    expect(result.failed[0]!['error']).toContain('0 of the 11 attempts without an answer');
  });

  it('PY-01: the lists of the panel come from the firm settings', async () => {
    const { getPackages, getLossReasons } = new Opportunity().methods.loadOptions;
    const context = { getCredentials: async () => credentials.salesOsAccountApi, getNode: () => ({ name: 'o' }) } as never;
    expect(await getPackages.call(context)).toEqual([
      { name: 'Full PR (CA$4,900.00)', value: 'FULL_PR', description: 'PR' },
      { name: 'Study (CA$1,200.00)', value: 'STUDY', description: 'Study' },
    ]);
    expect((await getLossReasons.call(context))[0]).toEqual({ name: 'Too Expensive', value: 'too_expensive' });
  });
});
