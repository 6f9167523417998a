import { closeStores } from '../../engine/store';
import { CampaignRegister } from '../../nodes/CampaignRegister/CampaignRegister.node';
import { NormalizeLead } from '../../nodes/NormalizeLead/NormalizeLead.node';
import { runNode, type RunNodeOptions } from '../support/run-node';

const credentials = { salesOsAccountApi: { accountId: 'campaigns', store: 'embedded', folder: 'memory://' } };
const NAME = 'India | PR | Express Entry | Eligibility Check | Google | 2026-03';
const run = (options: Omit<RunNodeOptions, 'node' | 'credentials'>) => runNode({ node: CampaignRegister, credentials, ...options });
const normalize = (options: Omit<RunNodeOptions, 'node' | 'credentials'>) => runNode({ node: NormalizeLead, credentials, ...options });
const jsons = (outputs: Awaited<ReturnType<typeof run>>['outputs']) => outputs.map((items) => items.map(({ json }) => json));

afterAll(closeStores);

describe('Campaign Register', () => {
  it('IN-12: parts right names from those to mend, says what is wrong and how it should be', async () => {
    const { outputs, error } = await run({ items: [{ name: NAME }, { name: 'IN|pr|ee|Eligibility Check|google ads|Mar 2026' }], parameters: { operation: 'checkNames' } });
    expect(error).toBeUndefined();
    expect(jsons(outputs)).toMatchObject([[{ name: NAME, is_valid: true, what_is_wrong: '' }], [{ is_valid: false, corrected: NAME, what_is_wrong: expect.stringContaining("'google ads' must be written 'Google'") }]]);
    expect(outputs[1]![0]!.pairedItem).toEqual({ item: 1 });
  });

  it('IN-12: parts right links from those to mend', async () => {
    const url = 'https://www.example.com/?utm_source=google&utm_medium=cpc&utm_campaign=c&utm_content=a';
    const { outputs } = await run({ items: [{ url: `${url}&utm_term=express` }, { url }], parameters: { operation: 'checkLinks' } });
    expect(jsons(outputs)).toMatchObject([[{ is_valid: true }], [{ is_valid: false, what_is_wrong: expect.stringContaining('utm_term') }]]);
  });

  it('IN-16: registers items, sends what breaks the standard to To Mend, and lists the register with its leads', async () => {
    const parameters = { operation: 'register', platformIds: { ids: [{ kind: 'google', value: '={{ $json.google_id }}' }] } };
    const { outputs, error } = await run({ items: [{ name: NAME, utm_campaign: 'india_pr_mar', google_id: '900' }, { name: 'spring', utm_campaign: '' }], parameters });
    expect(error).toBeUndefined();
    expect(jsons(outputs)).toMatchObject([[{ name: NAME, created: true }], [{ name: 'spring', code: 'CAMPAIGN_NAME_INVALID', problems: [{ field: 'name' }] }]]);
    const payload = { email: 'ana@example.com', consent: 'yes', utm_campaign: 'india_pr_mar' };
    const lead = await normalize({ items: [{ payload }], parameters: { input: 'payload', source: 'website', payload: '={{ $json.payload }}' } });
    expect(lead.outputs[0]![0]!.json).toMatchObject({ campaign_id: expect.any(String) });
    expect(jsons((await run({ items: [{}], parameters: { operation: 'getMany' } })).outputs)[0]).toMatchObject([{ name: NAME, utm_campaigns: ['india_pr_mar'], platform_ids: [{ kind: 'google', value: '900' }], leads: 1 }]);
  });
});

describe('Normalize Lead', () => {
  it('IN-15: enriches the leads of its items, each paired with its item', async () => {
    const payloads = [{ email: 'b@example.com', consent: 'yes', message: 'Hola, quiero emigrar a Canadá con mi familia, muchas gracias por su ayuda' }, { email: 'c@example.com', consent: 'yes', phone: '+33 6 12 34 56 78' }];
    const made = await normalize({ items: payloads.map((payload) => ({ payload })), parameters: { input: 'payload', source: 'website', payload: '={{ $json.payload }}' } });
    const { outputs, error } = await normalize({ items: made.outputs[0]!.map(({ json }) => ({ lead_id: json['lead_id'] })), parameters: { operation: 'enrich' } });
    expect(error).toBeUndefined();
    expect(jsons(outputs)[0]).toMatchObject([{ changed: true, language: { value: 'es' }, country: null }, { language: null, country: { value: 'FR', confidence: 'Medium' }, time_zone: { value: 'Europe/Paris' } }]);
    expect(outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
  });

  it('IN-09: reports what came in, one item a source or one for all', async () => {
    const period = { operation: 'report', reportFrom: '2020-01-01T00:00:00Z', reportBefore: '2100-01-01T00:00:00Z' };
    const { outputs } = await normalize({ items: [{}, {}], parameters: period });
    expect(jsons(outputs)[0]).toMatchObject([{ source: 'website', received: 3, leads: 3, with_consent: 3 }, { source: 'website' }]);
    expect(jsons((await normalize({ items: [{}], parameters: { ...period, reportOptions: { split: false } } })).outputs)[0]).toMatchObject([{ sources: [{ source: 'website' }], total: { received: 3 } }]);
    const wrong = await normalize({ items: [{}], parameters: { ...period, reportBefore: '2019-01-01T00:00:00Z' } });
    expect(wrong.error?.message).toContain('The period has 1 mistake');
  });
});
