import { googleLeadForm, readExportRow } from '../../engine/adapters/google';
import { linkedinLeads, linkedinLeadSync } from '../../engine/adapters/linkedin';
import { type MetaAccess, metaLeadAds, metaLeads } from '../../engine/adapters/meta';
import { backfillLeads, type BackfillLeads } from '../../engine/commands/backfill-leads';
import { compareExport } from '../../engine/commands/compare-export';
import { normalizeLeads } from '../../engine/commands/normalize-leads';
import { receiveDelivery } from '../../engine/commands/receive-delivery';
import type { IncomingDelivery, LeadFetchers, LeadSource } from '../../engine/core/lead';
import type { Store } from '../../engine/store';
import { googleAnswers, googleDelivery, SECRETS } from '../support/deliveries';
import { AD_ACCOUNT, type FakeLinkedIn, linkedinDelivery, LINKEDIN_TOKEN, startFakeLinkedIn } from '../support/fake-linkedin';
import { type FakeMeta, META_TOKEN, metaDelivery, type MetaForm, startFakeMeta } from '../support/fake-meta';
import { describeStores } from '../support/stores';

const sources = { google: googleLeadForm, linkedin: linkedinLeadSync, meta: metaLeadAds };
const actor = { kind: 'workflow', id: 'w1' } as const;
const at = new Date('2026-03-03T12:00:00Z');
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
let accounts = 0;

describeStores('Back-fill', (open) => {
  let store: Store;
  let account: string;
  let meta: FakeMeta;
  let form: MetaForm;
  beforeEach(async () => {
    store = await open();
    account = `backfill-${(accounts += 1)}`;
    meta = await startFakeMeta();
    form = meta.world.addForm(meta.world.newId());
  });
  afterEach(() => meta.close());

  const access = (change: Partial<MetaAccess> = {}): MetaAccess => ({ base_url: meta.url, version: 'v23.0', access_token: META_TOKEN, page_tokens: new Map(), app_secret: null, page_ids: [], ...change });
  const receive = (source: LeadSource, delivery: IncomingDelivery) => receiveDelivery(store, account, { source, delivery, secrets: SECRETS });
  const poll = (change: Partial<BackfillLeads> = {}) =>
    backfillLeads(store, account, { source: metaLeadAds, lister: metaLeads(access()), feeds: null, range: { kind: 'cursor', overlap_ms: 3_600_000, first_ms: 7 * 24 * 3_600_000 }, at, actor, ...change });
  const newsOf = (filled: Awaited<ReturnType<typeof poll>>) => filled.map(({ at_source, brought_in, failure }) => [at_source, brought_in.map(({ news }) => news), failure?.code ?? null]);
  const normalizeAll = async (fetchers: LeadFetchers = { meta: metaLeads(access()) }) => {
    const rows = await deliveries();
    return normalizeLeads(store, account, { inputs: rows.map(({ id }) => ({ delivery_id: id })), sources, fetchers, at: hours(1), actor });
  };
  const deliveries = () => store.transaction(account, ({ db }) => db.selectFrom('raw_deliveries').selectAll().orderBy('id').execute());
  const leads = () => store.transaction(account, ({ db }) => db.selectFrom('leads').selectAll().execute());
  const events = async (prefix: string) => (await store.transaction(account, ({ db }) => db.selectFrom('events').selectAll().orderBy('seq').execute())).filter(({ type }) => type.startsWith(prefix));

  it('IN-08: brings in what no webhook brought, and makes one lead of webhook and poll in either order', async () => {
    const [both, pollOnly, pollFirst] = ['2026-03-03T10:00:00Z', '2026-03-03T10:30:00Z', '2026-03-03T11:00:00Z'].map((iso) => meta.world.addLead(form, { created: new Date(iso) }));
    await receive(metaLeadAds, metaDelivery([both!], at));
    await normalizeAll();
    expect(newsOf(await poll())).toEqual([[3, ['new', 'new'], null]]);
    const again = await receive(metaLeadAds, metaDelivery([pollFirst!, both!], at));
    expect(again).toMatchObject({ notices: [{ duplicate: true }, { duplicate: true }] });
    await normalizeAll();
    expect((await leads()).map(({ platform_lead_id }) => platform_lead_id).sort()).toEqual([both!.id, pollOnly!.id, pollFirst!.id].sort());
    expect(await events('LeadCaptured')).toHaveLength(3);
  });

  it('IN-03: polls from where the last poll ended, with an overlap, and only a poll that reached the end moves the cursor', async () => {
    meta.world.addLead(form, { created: hours(-5) });
    expect(newsOf(await poll())).toEqual([[1, ['new'], null]]);
    meta.world.addLead(form, { created: hours(1) });
    meta.fail({ status: 200, body: { access_token: META_TOKEN } }, { status: 500, body: {} });
    expect(newsOf(await poll({ feeds: [form.page], at: hours(2) }))).toEqual([[0, [], 'META_UNAVAILABLE']]);
    expect(newsOf(await poll({ at: hours(3) }))).toEqual([[1, ['new'], null]]);
    meta.world.addLead(form, { created: hours(2.5) });
    const [last] = await poll({ at: hours(4) });
    expect(last).toMatchObject({ from: hours(2), to: hours(4), at_source: 1, brought_in: [{ news: 'new' }] });
    expect(newsOf(await poll({ at: hours(4) }))).toEqual([[0, [], null]]);
  });

  it('IN-02: completes a notice that waited for its lead, also one that was given up', async () => {
    const lead = meta.world.addLead(form, { created: hours(-2) });
    await receive(metaLeadAds, metaDelivery([lead], at));
    expect(await normalizeAll({ meta: metaLeads(access({ access_token: 'EAAG-old' })) })).toMatchObject([{ kind: 'waiting', code: 'META_TOKEN_EXPIRED' }]);
    await store.transaction(account, ({ db }) => db.updateTable('raw_deliveries').set({ status: 'dead' }).execute());
    const [filled] = await poll();
    expect(filled!.brought_in).toMatchObject([{ news: 'completed' }]);
    expect(await deliveries()).toMatchObject([{ status: 'received', reason: null }]);
    expect(newsOf(await poll({ range: { kind: 'cursor', overlap_ms: 3 * 3_600_000, first_ms: 0 } }))).toEqual([[1, [], null]]);
    expect(await normalizeAll({})).toMatchObject([{ kind: 'lead', leads: [{ platform_lead_id: lead.id, created: true }] }]);
  });

  it('IN-03: finds gaps in a range, tells them once, and leaves the cursor alone', async () => {
    const known = meta.world.addLead(form, { created: hours(-3) });
    meta.world.addLead(form, { created: hours(-2) });
    meta.world.addLead(form, { created: hours(-0.1) });
    await receive(metaLeadAds, metaDelivery([known], at));
    const range = { kind: 'gap', from: hours(-48), to: hours(-0.25) } as const;
    expect(newsOf(await poll({ range }))).toEqual([[2, ['completed', 'new'], null]]);
    expect(await events('SourceGap')).toMatchObject([{ subject_kind: 'source', data: { source: 'meta', feed: form.page, at_source: 2, missing_leads: 1 } }]);
    expect(newsOf(await poll({ range, at: hours(1) }))).toEqual([[2, [], null]]);
    expect(await events('SourceGap')).toHaveLength(1);
    expect(newsOf(await poll())).toEqual([[3, ['new'], null]]);
  });

  it('IN-10: tells lost access once a day, goes on with the other pages, and loses nothing', async () => {
    const other = meta.world.addForm(meta.world.newId());
    meta.world.addLead(other, { created: hours(-1) });
    meta.tokens.set(META_TOKEN, [other.page]);
    const feeds = [form.page, other.page];
    expect(newsOf(await poll({ feeds }))).toEqual([[0, [], expect.stringMatching(/META_(PERMISSION_MISSING|LEAD_GONE)/)], [1, ['new'], null]]);
    meta.tokens.clear();
    await poll({ feeds, at: hours(1) });
    await poll({ feeds, at: hours(2) });
    await expect(poll({ at: hours(2) })).rejects.toMatchObject({ code: 'META_TOKEN_EXPIRED' });
    const lost = (await events('SourceAccessLost')).filter(({ data }) => data['code'] === 'META_TOKEN_EXPIRED');
    expect(lost.map(({ data }) => data['feed'])).toEqual([...feeds, null]);
  });

  it('IN-03: does the same for LinkedIn', async () => {
    const linkedin: FakeLinkedIn = await startFakeLinkedIn();
    const lister = linkedinLeads({ base_url: linkedin.url, version: '202606', access_token: LINKEDIN_TOKEN, renewal: null, owners: [AD_ACCOUNT] });
    const [both, missed] = [linkedin.world.addLead({ submitted: hours(-3) }), linkedin.world.addLead({ submitted: hours(-2) })];
    await receive(linkedinLeadSync, linkedinDelivery(both, at));
    expect(newsOf(await poll({ source: linkedinLeadSync, lister }))).toEqual([[2, ['completed', 'new'], null]]);
    expect(await receive(linkedinLeadSync, linkedinDelivery(missed, at))).toMatchObject({ notices: [{ duplicate: true }] });
    await normalizeAll({ linkedin: lister });
    expect((await leads()).map(({ email }) => email).sort()).toEqual([both.email, missed.email].sort());
    await linkedin.close();
  });

  it('IN-01: compares a Google export by lead id, or by click id where the list has none', async () => {
    const person = (name: string) => ({ user_column_data: googleAnswers({ name, email: `${name}@example.com`, phone: '' }) });
    await receive(googleLeadForm, googleDelivery({ lead_id: 'G-1', gcl_id: 'click-1', ...person('ana') }, at));
    await normalizeAll();
    const row = (change: Record<string, unknown>) => readExportRow({ 'Lead ID': '', 'Campaign ID': 20451234567, 'Full Name': 'Bo Li', 'User Email': 'bo@example.com', ...change });
    const rows = [row({ 'Lead ID': 'G-1' }), row({ GCLID: 'click-1' }), row({ 'Lead ID': 'G-2', GCLID: 'click-2', 'Lead submit time': '2026-03-02T10:00:00Z' }), row({ GCLID: 'click-3' }), row({ GCLID: 'click-3' })];
    const compared = await compareExport(store, account, { source: googleLeadForm, rows, at, actor });
    expect(compared.map(({ news }) => news)).toEqual(['known', 'known', 'new', 'new', 'new']);
    await normalizeAll();
    expect((await leads()).map(({ email, captured_at }) => [email, captured_at])).toEqual(expect.arrayContaining([['ana@example.com', at], ['bo@example.com', new Date('2026-03-02T10:00:00Z')]]));
    expect(await leads()).toHaveLength(3);
    expect((await compareExport(store, account, { source: googleLeadForm, rows, at: hours(1), actor })).map(({ news }) => news)).toEqual(Array(5).fill('known'));
    expect(await receive(googleLeadForm, googleDelivery({ lead_id: 'G-2' }, at))).toMatchObject({ notices: [{ duplicate: true }] });
    expect(await events('SourceGap')).toMatchObject([{ data: { source: 'google', at_source: 5 } }]);
  });

  it('IN-01: refuses an export row that cannot be compared, and says what it lacks', () => {
    expect(() => readExportRow({ 'Lead ID': 'G-1' })).toThrow('no answers');
    expect(() => readExportRow({ 'Full Name': 'Bo' })).toThrow('neither a lead ID nor a GCLID');
  });
});
