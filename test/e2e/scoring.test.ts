import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { FORM_TOKEN, ORIGIN } from '../support/deliveries';
import { FakeOpenAi, saying } from '../support/fake-openai';
import { describeN8n } from '../support/n8n/describe-n8n';
import { DEMO_ACCOUNT } from '../support/n8n/pack-facts';
import { chain, webhookIdOf } from '../support/n8n/pack-workflow';

const account = { id: 'e2escore000001', name: 'Account', type: 'salesOsAccountApi', data: { ...DEMO_ACCOUNT } };
const secrets = { id: 'e2escore000002', name: 'Secrets', type: 'salesOsSourceSecretsApi', data: { website_token: FORM_TOKEN, website_origins: ORIGIN } };
let fake: FakeOpenAi | undefined;
const HOOK = { type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters: { httpMethod: 'POST', path: 'call', options: {} } };

/** A workflow that calls one operation with what is posted to it. */
function desk(id: string, type: string, parameters: INodeParameters, credentials: Parameters<typeof chain>[2] = [account]) {
  return chain(id, [{ name: 'Hook', ...HOOK, parameters: { ...HOOK.parameters, path: id } }, { name: 'Work', type, parameters }], credentials);
}

const SETTINGS = {
  intake: { website: { required_fields: [], required_consents: [] } },
  scoring: { regions: { supported: 'all', excluded: ['KP'] }, ai: { enabled: true, retries: 0, fields: ['intent_family'] } },
  users: [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'manager' }],
};
const STRONG = { interest: 'Permanent Residence (PR)', when_to_apply: 'Within 3 months', budget_ok_with_fee: 'Yes', documents_ready: 'Yes' };

describeN8n(
  'classification and scoring in a real n8n',
  async () => {
    fake = await FakeOpenAi.start(saying({ intent_family: { value: 'Study', confidence: 0.95 } }));
    const ai = { id: 'e2escore000003', name: 'AI', type: 'salesOsAiApi', data: { apiKey: 'sk-test', baseUrl: fake.baseUrl, model: 'gpt-test', format: 'schema' } };
    const intake = chain(
      'e2escoreintake01',
      [
        { name: 'Intake', type: 'leadIntakeTrigger', parameters: { source: 'website' } },
        { name: 'Normalize', type: 'normalizeLead' },
        { name: 'Dedupe', type: 'dedupeProspect' },
        { name: 'Score', type: 'scoreAndSegment' },
      ],
      [account, secrets],
    );
    const gaps = chain('e2escoregaps0001', [{ name: 'Scored', type: 'salesEventTrigger', parameters: { events: ['LeadScored'] } }, { name: 'Fill', type: 'scoreAndSegment', parameters: { operation: 'fillGaps' } }], [account, ai]);
    return {
      credentials: [account, secrets, ai],
      workflows: [
        intake,
        gaps,
        desk('e2esettings0001', 'firmSettings', { operation: 'apply', document: '={{ $json.body.document }}', dryRun: false }),
        desk('e2eoverride0001', 'scoreAndSegment', { operation: 'override', leadId: '={{ $json.body.lead_id }}', fields: { intent_family: 'Work' }, reason: 'asked by phone', actingUserId: 'max' }),
        desk('e2ehistory00001', 'scoreAndSegment', { operation: 'getHistory', leadId: '={{ $json.body.lead_id }}' }),
        desk('e2etestrules001', 'scoreAndSegment', { operation: 'testRules', text: '={{ $json.body.text }}' }),
        desk('e2eaiusage00001', 'scoreAndSegment', { operation: 'getAiUsage' }),
      ],
    };
  },
  ({ n8n, it }) => {
    afterAll(() => fake?.stop());

    /** Posts to a desk and gives what its operation put out, by output. */
    async function call(id: string, body: object): Promise<IDataObject[][]> {
      const before = (await n8n().executions(id)).length;
      const target = `/webhook/${webhookIdOf(id, 'Hook')}/${id}`;
      const plain = await n8n().post(`/webhook/${id}`, body);
      if (plain.status !== 200) expect((await n8n().post(target, body)).status).toBe(200);
      return newest(id, 'Work', before);
    }

    /** What a node put out in the execution that came after so many others. */
    async function newest(id: string, node: string, before: number): Promise<IDataObject[][]> {
      const ended = await n8n().waitFor(
        async () => {
          const all = await n8n().executions(id);
          return all.length > before && all[0]?.status !== 'running' && all[0]?.status !== 'new' ? all[0] : undefined;
        },
        { what: `an execution of ${id}` },
      );
      expect({ status: ended?.status, error: ended?.data?.resultData.error?.message }).toEqual({ status: 'success', error: undefined });
      return (ended?.data?.resultData.runData[node]?.[0]?.data?.['main'] ?? []).map((list) => (list ?? []).map(({ json }) => json));
    }

    async function outputsOf(id: string, node: string, matches: (items: IDataObject[][]) => boolean): Promise<IDataObject[][]> {
      const found = await n8n().waitFor(
        async () => {
          for (const { status, data } of await n8n().executions(id)) {
            if (status === 'error') throw new Error(JSON.stringify(data?.resultData.error ?? 'failed'));
            const main = data?.resultData.runData[node]?.[0]?.data?.['main'];
            const items = (main ?? []).map((list) => (list ?? []).map(({ json }) => json));
            if (main && matches(items)) return items;
          }
          return undefined;
        },
        { what: `${node} of ${id}` },
      );
      return found as IDataObject[][];
    }

    /** Sends a form and gives the lead as Score & Segment put it out, with the number of its output. */
    async function lead(fields: Record<string, string>): Promise<{ output: number; json: IDataObject }> {
      const name = `Lead ${randomUUID()}`;
      const body = { submission_id: randomUUID(), full_name: name, email: `${randomUUID()}@example.com`, country: 'India', consent: 'on', consent_text: 'I agree', consent_version: '1', form_token: FORM_TOKEN, ...fields };
      const before = (await n8n().executions('e2escoreintake01')).length;
      const answer = await n8n().post(`/webhook/${webhookIdOf('e2escoreintake01', 'Intake')}/lead`, body, { origin: ORIGIN });
      expect(answer).toMatchObject({ status: 200 });
      const items = await newest('e2escoreintake01', 'Score', before);
      const output = items.findIndex((list) => list.length > 0);
      return { output, json: items[output]![0]! };
    }
    const failedOf = ({ json }: { json: IDataObject }) => (json['criteria'] as { criterion: string; passed: boolean }[]).filter(({ passed }) => !passed).map(({ criterion }) => criterion);

    it('SC-04, SC-05, SC-06: scores one lead of each band, and says for each criterion that it failed', async () => {
      await call('e2esettings0001', { document: SETTINGS });
      const hot = await lead({ ...STRONG, message: 'Please call me, a friend referred me' , how_did_you_hear_about_us: 'A friend' });
      expect(hot).toMatchObject({ output: 0, json: { outcome: 'sql', band: 'Hot', is_sql: true, opportunity: 'created', next_action: 'route_priority' } });
      const warm = await lead(STRONG);
      expect(warm).toMatchObject({ output: 0, json: { outcome: 'sql', band: 'Warm', score: 70, segment: 'Warm PR' } });
      const cold = await lead({ interest: 'Permanent Residence (PR)' });
      expect(cold).toMatchObject({ output: 1, json: { outcome: 'nurture', band: 'Cold', score: 20, segment: 'Cold PR' } });
      expect(failedOf(cold)).toEqual(['score']);
      expect(failedOf(await lead({ ...STRONG, interest: 'Citizenship' }))).toEqual(['supported_intent', 'score', 'not_disqualified']);
      expect(failedOf(await lead({ ...STRONG, country: 'North Korea' }))).toEqual(['supported_region', 'not_disqualified']);
      expect(failedOf(await lead({ ...STRONG, consent: '' }))).toEqual(['consent']);
      expect(failedOf(await lead({ ...STRONG, email: '' }))).toEqual(expect.arrayContaining(['consent', 'contactable']));
    }, 180_000);

    it('SC-01, SC-02: reads a mixed-language message, shows which words decided, and keeps a person’s word with its history', async () => {
      const { json } = await lead({ message: 'bhai PR nahi chahiye, sirf student visa, documents ready hai' });
      expect(json['classification']).toMatchObject({ intent_family: 'Study', program_family: 'Study Permit', doc_readiness: 'Ready' });
      const [[tested]] = (await call('e2etestrules001', { text: 'no quiero estudiar, busco permiso de trabajo' })) as [[IDataObject]];
      expect(tested).toMatchObject({ language: 'es', classification: { intent_family: 'Work' } });
      await call('e2eoverride0001', { lead_id: json['lead_id'] });
      const [[history]] = (await call('e2ehistory00001', { lead_id: json['lead_id'] })) as [[IDataObject]];
      expect(history).toMatchObject({ classification: { intent_family: 'Work' }, overrides: [{ by: { kind: 'user', id: 'max' }, reason: 'asked by phone' }] });
      expect(history['changes']).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'intent_family', from: 'Study', to: 'Work', source: 'human' })]));
    }, 120_000);

    it('SC-03: the AI fills the gap behind the intake, and its failures leave the rules’ result standing', async () => {
      const vague = { ...STRONG, interest: 'not decided', message: 'the maple country is calling us' };
      const { output, json } = await lead(vague);
      expect({ output, outcome: json['outcome'] }).toEqual({ output: 3, outcome: 'review' });
      const filled = await outputsOf('e2escoregaps0001', 'Fill', (items) => items.flat().some((item) => item['lead_id'] === json['lead_id'] && (item['ai'] as IDataObject)['status'] === 'answered'));
      expect(filled[0]).toMatchObject([{ lead_id: json['lead_id'], outcome: 'sql', classification: { intent_family: 'Study' }, ai: { model: 'gpt-test', filled: ['intent_family'] } }]);
      fake!.brain = () => ({ content: 'I would rather write prose.' });
      const second = await lead({ ...vague, message: 'the maple country is calling my sister' });
      const failed = await outputsOf('e2escoregaps0001', 'Fill', (items) => items.flat().some((item) => item['lead_id'] === second.json['lead_id']));
      expect(failed[3]).toMatchObject([{ outcome: 'review', ai: { status: 'failed', failure_code: 'AI_NOT_JSON' } }]);
      const [[usage]] = (await call('e2eaiusage00001', {})) as [[IDataObject]];
      expect(usage).toMatchObject({ failures: [{ code: 'AI_NOT_JSON' }] });
    }, 120_000);
  },
);
