import type { IDataObject } from 'n8n-workflow';

import { firmSettings } from '../../engine/core/settings';
import { resolveProspects } from '../../engine/commands/resolve-prospects';
import { closeStores, json, storeOf } from '../../engine/store';
import { ScoreAndSegment } from '../../nodes/ScoreAndSegment/ScoreAndSegment.node';
import { STRONG_ANSWERS } from '../core/scoring/sample-lead';
import { FakeOpenAi, saying } from '../support/fake-openai';
import { seedFirm } from '../support/pipeline-rows';
import { runNode, type RunNodeOptions } from '../support/run-node';
import { type LeadFields, serviceConsent, storeLeads } from '../support/stored-leads';
import { triggered } from '../support/triggered-event';

const AT = new Date('2026-01-15T10:00:00Z');
let account = '';
let accounts = 0;

const open = () => storeOf({ kind: 'embedded', folder: 'memory://' });
async function given(...leads: LeadFields[]): Promise<string[]> {
  const store = await open();
  const ids = await storeLeads(store, account, leads, AT);
  await resolveProspects(store, account, { lead_ids: ids, at: AT, actor: { kind: 'workflow', id: 'test' } });
  return ids;
}
const strong = (name: string, fields: LeadFields = {}): LeadFields => ({
  full_name: name,
  email: `${name.split(' ')[0]!.toLowerCase()}@example.com`,
  answers: STRONG_ANSWERS,
  consents: [{ ...serviceConsent(AT), channel: 'email' }],
  ...fields,
});
const run = (items: IDataObject[], more: Partial<RunNodeOptions> = {}) =>
  runNode({ node: ScoreAndSegment, items, credentials: { salesOsAccountApi: { accountId: account, store: 'embedded', folder: 'memory://' } }, ...more });
const jsons = (outputs: Awaited<ReturnType<typeof run>>['outputs']) => outputs.map((items) => items.map(({ json }) => json));

describe('Score & Segment', () => {
  beforeEach(() => (account = `score-node-${++accounts}`));
  afterAll(closeStores);

  it('SC-06: sends each lead to SQL, Nurture, Disqualified or Review with score, reasons and ids', async () => {
    const ids = await given(
      strong('Priya Sharma'),
      strong('Raj Mehta', { consents: [] }),
      strong('Ana Souza', { spam_score: 95 }),
      strong('Li Wei', { answers: { ...STRONG_ANSWERS, 'What are you interested in?': 'PR or work permit' } }),
    );
    const { outputs, error } = await run(ids.map((lead_id) => ({ lead_id })));
    expect(error).toBeUndefined();
    const [[sql], [nurture], [disqualified], [review]] = jsons(outputs) as IDataObject[][] as [[IDataObject], [IDataObject], [IDataObject], [IDataObject]];
    expect(sql).toMatchObject({ lead_id: ids[0], outcome: 'sql', score: 70, band: 'Warm', segment: 'Warm PR', is_sql: true, opportunity: 'created', opportunity_id: expect.any(String), next_action: 'route' });
    expect(sql.contributions).toHaveLength(8);
    expect(nurture).toMatchObject({ lead_id: ids[1], next_action: 'no_outreach', opportunity_id: null, explanation: expect.stringContaining('No SQL: no consent to service contact') });
    expect(disqualified).toMatchObject({ lead_id: ids[2], disqualification_reason: 'duplicate_or_spam' });
    expect(review).toMatchObject({ lead_id: ids[3], why: 'the lead names several intents: PR, Work' });
    expect(outputs.map((items) => items[0]!.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }, { item: 3 }]);
  });

  it('SC-02: overrides two leads by a person’s word, each scored again', async () => {
    await seedFirm(await open(), account);
    const vague = { ...STRONG_ANSWERS, 'What are you interested in?': 'not decided' };
    const ids = await given(strong('Priya Sharma', { answers: vague }), strong('Raj Mehta', { answers: vague }));
    const items = ids.map((lead_id, index) => ({ lead_id, intent: ['Work', 'Study'][index], reason: 'asked by phone', acting_user_id: 'ana' }));
    const { outputs, error } = await run(items, { parameters: { operation: 'override', fields: { intent_family: '={{ $json.intent }}' } } });
    expect(error).toBeUndefined();
    expect(jsons(outputs)[0]).toMatchObject([
      { lead_id: ids[0], outcome: 'sql', segment: 'Warm Work', classification: { intent_family: 'Work' } },
      { lead_id: ids[1], outcome: 'sql', segment: 'Study Education', classification: { intent_family: 'Study' } },
    ]);
    const back = await run(items, { parameters: { operation: 'override', options: { giveBack: ['intent_family'] } } });
    expect(jsons(back.outputs)[3]).toMatchObject([{ classification: { intent_family: null }, opportunity: 'kept' }, { classification: { intent_family: null } }]);
  });

  it('SC-02: an override lists every mistake, and on the error output spoils no other item', async () => {
    await seedFirm(await open(), account);
    const [one, two] = await given(strong('Priya Sharma'), strong('Raj Mehta'));
    const items = [
      { lead_id: one, intent: 'Space', acting_user_id: 'ana', reason: 'x' },
      { lead_id: two, intent: 'Work', acting_user_id: 'ana', reason: 'x' },
      { lead_id: two, intent: 'Work' },
    ];
    const { outputs } = await run(items, { parameters: { operation: 'override', fields: { intent_family: '={{ $json.intent }}', doc_readiness: 'Ready' } }, onError: 'continueErrorOutput' });
    expect(outputs[0]).toHaveLength(1);
    expect(outputs[4]!.map(({ json }) => json['error'])).toEqual([expect.stringContaining("'Space' is not one of: PR, Work"), expect.stringContaining('only a person may override')]);
  });

  it('SC-06: a lead that Dedupe Prospect has not seen is refused with what to do', async () => {
    const [unresolved] = await storeLeads(await open(), account, [strong('Priya Sharma')], AT);
    const [fine] = await given(strong('Raj Mehta'));
    const { error } = await run([triggered({ data: { lead_id: fine } }), triggered({ data: { lead_id: unresolved } })]);
    expect(error?.message).toContain('run Dedupe Prospect before Score & Segment');
    expect(error?.context?.['itemIndex']).toBe(1);
  });

  it('SC-02: shows which rule fires on which words, with rules that are not in the settings yet', async () => {
    const items = [{ message: 'no quiero estudiar, busco permiso de trabajo' }, { message: 'bridging letter please' }];
    const drafts = { rule: [{ field: 'intent_family', phrases: 'bridging letter, bowp', value: 'Work' }] };
    const { outputs, error } = await run(items, { parameters: { operation: 'testRules', drafts } });
    expect(error).toBeUndefined();
    expect(jsons(outputs)).toMatchObject([
      [
        {
          language: 'es',
          classification: { intent_family: 'Work' },
          fired: expect.arrayContaining([
            expect.objectContaining({ words: 'estudiar', value: null, excluded: 'Study', denied: true, book: 'es' }),
            expect.objectContaining({ words: 'permiso de trabajo', value: 'Work', denied: false, book: 'es' }),
          ]),
        },
        { classification: { intent_family: 'Work' }, fired: [{ words: 'bridging letter', book: 'firm' }] },
      ],
    ]);
  });

  it('SC-02: rules to try that have mistakes are refused with all of them', async () => {
    const drafts = { rule: [{ field: 'intent_family', phrases: '... letter', value: 'Space' }] };
    const { error } = await run([{ message: 'a' }, { message: 'b' }], { parameters: { operation: 'testRules', drafts } });
    expect(error?.message).toContain("'Space' is no value of intent_family");
    expect(error?.message).toContain("'...' must stand between two words");
  });

  it('SC-02: gives the history of two leads', async () => {
    const ids = await given(strong('Priya Sharma'), strong('Raj Mehta'));
    await run(ids.map((lead_id) => ({ lead_id })));
    const { outputs, error } = await run(ids.map((lead_id) => ({ lead_id })), { parameters: { operation: 'getHistory' } });
    expect(error).toBeUndefined();
    expect(jsons(outputs)[0]).toMatchObject(ids.map((lead_id) => ({ lead_id, score: 70, changes: expect.arrayContaining([expect.objectContaining({ field: 'intent_family', to: 'PR' })]) })));
  });

  it('SC-03: fills gaps of two leads by the model of the credential, and says what it cost', async () => {
    const fake = await FakeOpenAi.start(saying({ intent_family: { value: 'Study', confidence: 0.9 } }));
    const vague = { ...STRONG_ANSWERS, 'What are you interested in?': 'not decided' };
    const ids = await given(strong('Priya Sharma', { answers: vague }), strong('Raj Mehta', { answers: { ...vague, City: 'Pune' } }));
    const items = ids.map((lead_id) => ({ lead_id }));
    const off = await run(items, { parameters: { operation: 'fillGaps' } });
    expect(jsons(off.outputs)[3]).toMatchObject([{ ai: { status: 'off' } }, { ai: { status: 'off' } }]);
    await (await open()).transaction(account, (tx) =>
      tx.db.insertInto('firm_settings').values({ account_id: account, version: 1, document: json(firmSettings.parse({ scoring: { ai: { enabled: true } } })), effective_at: AT, note: null, applied_by: 'max', applied_at: AT }).execute(),
    );
    const credentials = { salesOsAccountApi: { accountId: account, store: 'embedded', folder: 'memory://' }, salesOsAiApi: { apiKey: 'sk-test', baseUrl: fake.baseUrl, model: 'gpt-test', format: 'schema' } };
    const { outputs, error } = await run(items, { parameters: { operation: 'fillGaps' }, credentials });
    expect(error).toBeUndefined();
    expect(jsons(outputs)[0]).toMatchObject(ids.map((lead_id) => ({ lead_id, outcome: 'sql', classification: { intent_family: 'Study' }, ai: { status: 'answered', model: 'gpt-test' } })));
    const usage = await run([{}, {}], { parameters: { operation: 'getAiUsage', days: 7 } });
    expect(jsons(usage.outputs)[0]).toMatchObject([{ asked: 2, answered: 2, models: [{ model: 'gpt-test', prompt_version: 'classify-1', input_tokens: 1800 }] }, { asked: 2 }]);
    await fake.stop();
  });
});
