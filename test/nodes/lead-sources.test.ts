import { closeStores, storeOf } from '../../engine/store';
import { LeadSources } from '../../nodes/LeadSources/LeadSources.node';
import { NormalizeLead } from '../../nodes/NormalizeLead/NormalizeLead.node';
import { AD_ACCOUNT, type FakeLinkedIn, LINKEDIN_TOKEN, startFakeLinkedIn } from '../support/fake-linkedin';
import { type FakeMeta, META_TOKEN, type MetaForm, startFakeMeta } from '../support/fake-meta';
import { runNode, type RunNodeOptions } from '../support/run-node';

const account = { accountId: 'lead-sources', store: 'embedded', folder: 'memory://' };
let meta: FakeMeta;
let linkedin: FakeLinkedIn;
let forms: MetaForm[];

beforeAll(async () => {
  meta = await startFakeMeta();
  linkedin = await startFakeLinkedIn();
  forms = [meta.world.addForm(meta.world.newId()), meta.world.addForm(meta.world.newId())];
});
afterAll(async () => {
  await Promise.all([closeStores(), meta.close(), linkedin.close()]);
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const credentialsOf = () => ({
  salesOsAccountApi: account,
  salesOsMetaApi: { accessToken: META_TOKEN, baseUrl: meta.url },
  salesOsLinkedInApi: { accessToken: LINKEDIN_TOKEN, baseUrl: linkedin.url, owners: AD_ACCOUNT },
});
const run = (parameters: NonNullable<RunNodeOptions['parameters']>, items: RunNodeOptions['items'] = [{}], change: Partial<RunNodeOptions> = {}) =>
  runNode({ node: LeadSources, parameters, credentials: credentialsOf(), items, ...change });
const jsonOf = ({ outputs }: Awaited<ReturnType<typeof run>>, output: number) => (outputs[output] ?? []).map(({ json }) => json);

describe('Lead Sources', () => {
  it('IN-03: polls the pages of each item, and puts out what Normalize Lead takes', async () => {
    const leads = forms.map((form) => meta.world.addLead(form, { created: minutesAgo(30) }));
    const polled = await run({ operation: 'poll', source: 'meta', feeds: '={{ $json.page }}' }, forms.map(({ page }) => ({ page })));
    expect(polled.outputs[0]!.map(({ json, pairedItem }) => [json['source'], json['is_test'], pairedItem])).toEqual([['meta', false, { item: 0 }], ['meta', false, { item: 1 }]]);
    expect(jsonOf(polled, 1)).toMatchObject(forms.map(({ page }) => ({ source: 'meta', feed: page, at_source: 1, missing: 1, completed: 0, error: null })));
    const { outputs } = await runNode({ node: NormalizeLead, credentials: credentialsOf(), items: jsonOf(polled, 0) });
    expect(outputs[0]!.map(({ json }) => json['platform_lead_id'])).toEqual(leads.map(({ id }) => id));
    expect(jsonOf(await run({ operation: 'poll', source: 'meta' }), 0)).toEqual([]);
  });

  it('IN-03: finds gaps in the last two days by itself, and refuses a range that ends before it begins', async () => {
    const lead = linkedin.world.addLead({ submitted: minutesAgo(60) });
    linkedin.world.addLead({ submitted: minutesAgo(3) });
    const found = await run({ operation: 'findGaps', source: 'linkedin' });
    expect(jsonOf(found, 1)).toMatchObject([{ feed: AD_ACCOUNT, at_source: 1, missing: 1 }]);
    const store = await storeOf({ kind: 'embedded', folder: 'memory://' });
    const events = await store.transaction('lead-sources', ({ db }) => db.selectFrom('events').select('data').where('type', '=', 'SourceGapFound').execute());
    expect(events).toMatchObject([{ data: { source: 'linkedin', missing_leads: 1 } }]);
    expect(lead.id).toBeTruthy();
    const { error } = await run({ operation: 'findGaps', source: 'linkedin', from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' });
    expect(error?.message).toContain('later than Submitted From');
  });

  it('IN-02: says which credential is missing, and what the source refuses, as the item’s own error', async () => {
    const { error } = await run({ operation: 'poll', source: 'meta' }, [{}], { credentials: { salesOsAccountApi: account } });
    expect(error?.message).toContain("'Sales OS Meta'");
    const expired = { ...credentialsOf(), salesOsMetaApi: { accessToken: 'EAAG-old', baseUrl: meta.url } };
    const refused = await run({ operation: 'poll', source: 'meta' }, [{}, {}], { credentials: expired, onError: 'continueErrorOutput' });
    expect(jsonOf(refused, 2)).toMatchObject([{ error: expect.stringContaining('system user'), details: { code: 'META_TOKEN_EXPIRED' } }, {}]);
  });

  it('IN-01: compares each item as a row of Google’s list', async () => {
    const rows = [{ 'Lead ID': 'X-1', 'Full Name': 'Ana Perez', Email: 'ana@example.com' }, { 'Lead ID': 'X-1', 'Full Name': 'Ana Perez', Email: 'ana@example.com' }, { 'Full Name': 'Nobody' }];
    const compared = await run({ operation: 'compareExport' }, rows, { onError: 'continueErrorOutput' });
    expect(jsonOf(compared, 1)).toMatchObject([{ row: 1, news: 'new' }, { row: 2, news: 'new' }]);
    expect(jsonOf(compared, 2)).toMatchObject([{ error: expect.stringContaining('neither a lead ID nor a GCLID') }]);
    const again = await run({ operation: 'compareExport' }, rows.slice(0, 2));
    expect([jsonOf(again, 0), jsonOf(again, 1).map(({ news }) => news)]).toEqual([[], ['known', 'known']]);
  });

  it('shows how each source is doing, once per item', async () => {
    const shown = await run({ operation: 'getStatus' }, [{}, {}]);
    expect(shown.outputs[1]!.filter(({ pairedItem }) => JSON.stringify(pairedItem).includes('1'))).toHaveLength(shown.outputs[1]!.length / 2);
    expect(jsonOf(shown, 1)).toEqual(expect.arrayContaining([expect.objectContaining({ source: 'meta', feed: forms[0]!.page, polled_until: expect.any(String) })]));
  });
});
