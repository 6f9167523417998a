import { type MetaAccess, metaLeadAds, metaLeads } from '../../../engine/adapters/meta';
import { type FetchedLead, intakeSettings, type ListedLead, normalizeLead, type StoredBody } from '../../../engine/core/lead';
import { META_APP_SECRET, RECEIVED_AT } from '../../support/deliveries';
import { type FakeMeta, graphError, META_TOKEN, metaDelivery, type MetaForm, type MetaLead, startFakeMeta } from '../../support/fake-meta';

let meta: FakeMeta;
let form: MetaForm;
beforeEach(async () => {
  meta = await startFakeMeta();
  form = meta.world.addForm(meta.world.newId());
});
afterEach(() => meta.close());

const access = (change: Partial<MetaAccess> = {}): MetaAccess => ({ base_url: meta.url, version: 'v23.0', access_token: META_TOKEN, page_tokens: new Map(), app_secret: null, page_ids: [], ...change });
const noticeOf = (lead: MetaLead): StoredBody => ({ ...metaDelivery([meta.world.addLead(form), lead]), notice: `lead:${lead.id}` });
const fetchLead = (lead: MetaLead, change: Partial<MetaAccess> = {}) => metaLeads(access(change)).fetchLead(noticeOf(lead));
const read = (stored: StoredBody, settings = intakeSettings.parse({})) => metaLeadAds.read(stored, settings).map((lead) => normalizeLead(lead, settings).lead)[0]!;
const bodyOf = (answer: FetchedLead) => (answer.kind === 'fetched' ? answer.body : Buffer.from(JSON.stringify(answer)));
const declared = intakeSettings.parse({ meta: { form_consents: [{ box: 'optional_1', purposes: ['service'], channels: ['email', 'whatsapp'] }, { box: 'optional_2', purposes: ['marketing'], channels: ['email'] }] } });

describe('metaLeads: one lead', () => {
  it('IN-02: fetches answers, campaign, platform and consent boxes, in the words of the form', async () => {
    const lead = meta.world.addLead(form);
    const stored = { ...noticeOf(lead), fetched: bodyOf(await fetchLead(lead)) };
    expect(read(stored)).toMatchObject({
      source_channel: 'meta',
      platform_lead_id: lead.id,
      full_name: 'Priya Sharma',
      email: `p${lead.id}@example.com`,
      phone: { e164: '+919876543210' },
      residence_country: 'IN',
      answers: { 'When do you want to move?': 'Within 3 months', 'You may contact me about my enquiry': 'yes' },
      captured_at: new Date('2026-03-02T15:00:00Z'),
      last_touch: { platform: { campaign_id: '120210000000000003', campaign_name: expect.stringContaining('Express Entry'), adgroup_name: 'India 25-45', ad_name: 'Video A', form_name: 'Eligibility check', page_id: form.page, placement: 'instagram' } },
      consents: [],
    });
  });

  it('IN-13: grants what a box covers by the firm’s settings, with its own text, and nothing for a box that was ticked beforehand', async () => {
    const lead = meta.world.addLead(form);
    const { consents, answers } = read({ ...noticeOf(lead), fetched: bodyOf(await fetchLead(lead)) }, declared);
    expect(consents.map(({ channel, purpose, status, text }) => [channel, purpose, status, text])).toEqual([
      ['email', 'service', 'granted', 'You may contact me about my enquiry'],
      ['whatsapp', 'service', 'granted', 'You may contact me about my enquiry'],
      ['email', 'marketing', 'unknown', 'Send me news'],
    ]);
    expect(consents[2]!.proof).toMatchObject({ lead_id: lead.id, box: 'optional_2', preset: 'true' });
    expect(Object.keys(answers)).toEqual(['When do you want to move?']);
    const unticked = meta.world.addLead(form, { boxes: { optional_1: false } });
    expect(read({ ...noticeOf(unticked), fetched: bodyOf(await fetchLead(unticked)) }, declared).consents).toMatchObject([{ status: 'unknown' }, { status: 'unknown' }]);
  });

  it('IN-12: reads tracking parameters among the answers as the touch, and marks organic leads', async () => {
    const lead = meta.world.addLead(form, { organic: true, answers: { email: 'a@example.com', utm_source: 'meta', utm_campaign: 'spring' } });
    const { last_touch, answers } = read({ ...noticeOf(lead), fetched: bodyOf(await fetchLead(lead)) });
    expect(last_touch).toMatchObject({ utm_source: 'meta', utm_campaign: 'spring', platform: { organic: 'true' } });
    expect(answers).not.toHaveProperty('utm_source');
  });

  it('IN-02: marks leads of the Lead Ads Testing Tool as tests', async () => {
    const lead = meta.world.addLead(form, { answers: { full_name: '<test lead: dummy data for full_name>', email: 'test@fb.com' } });
    expect(read({ ...noticeOf(lead), fetched: bodyOf(await fetchLead(lead)) }).is_test).toBe(true);
  });

  it('IN-02: tells an expired token, a missing permission, a throttle and an outage apart, with the sentence that mends it', async () => {
    const lead = meta.world.addLead(form);
    expect(await fetchLead(lead, { access_token: 'EAAG-old' })).toMatchObject({ kind: 'failed', code: 'META_TOKEN_EXPIRED', needs_access: true, feed: form.page, message: expect.stringContaining('system user') });
    meta.fail(graphError(403, 10, null, 'Application does not have permission for this action'));
    expect(await fetchLead(lead)).toMatchObject({ kind: 'failed', code: 'META_PERMISSION_MISSING', needs_access: true });
    for (const code of [4, 17, 32, 613, 80_005]) {
      meta.fail(graphError(400, code, null, 'Calls are limited', { 'x-business-use-case-usage': JSON.stringify({ [form.page]: [{ type: 'leadgen', call_count: 100, estimated_time_to_regain_access: 19 }] }) }));
      expect(await fetchLead(lead)).toMatchObject({ kind: 'failed', code: 'META_THROTTLED', needs_access: false, retry_after_ms: 19 * 60_000 });
    }
    meta.fail({ status: 429, body: {}, headers: { 'retry-after': '30' } }, { status: 500, body: '<html>' }, 'disconnect', { status: 200, body: 'not json' });
    expect(await fetchLead(lead)).toMatchObject({ code: 'META_THROTTLED', retry_after_ms: 30_000 });
    expect(await fetchLead(lead)).toMatchObject({ code: 'META_UNAVAILABLE', needs_access: false });
    expect(await fetchLead(lead)).toMatchObject({ code: 'META_NOT_REACHED', needs_access: false });
    expect(await fetchLead(lead)).toMatchObject({ code: 'META_REFUSED' });
    expect(await fetchLead(lead)).toMatchObject({ kind: 'fetched' });
  });

  it('IN-02: knows a deleted lead from one that the token may not see', async () => {
    const lead = meta.world.addLead(form);
    meta.tokens.set('EAAG-elsewhere', ['1']);
    expect(await fetchLead(lead, { access_token: 'EAAG-elsewhere' })).toMatchObject({ kind: 'failed', code: 'META_LEAD_HIDDEN', needs_access: true });
    const notice = noticeOf(lead);
    meta.world.delete(lead);
    expect(await metaLeads(access()).fetchLead(notice)).toMatchObject({ kind: 'gone', code: 'META_LEAD_GONE' });
  });

  it('IN-02: takes the token of the page where there is one, signs calls with the app secret, and asks for a form once', async () => {
    meta.tokens.set('EAAG-page', [form.page]);
    meta.requireProofOf(META_APP_SECRET);
    const leads = metaLeads(access({ access_token: 'EAAG-old', page_tokens: new Map([[form.page, 'EAAG-page']]), app_secret: META_APP_SECRET }));
    const answers = await Promise.all([meta.world.addLead(form), meta.world.addLead(form)].map((lead) => leads.fetchLead(noticeOf(lead))));
    expect(answers.map(({ kind }) => kind)).toEqual(['fetched', 'fetched']);
    expect(meta.calls.filter(({ url }) => url.pathname.endsWith(form.id))).toHaveLength(1);
    expect(meta.calls.every(({ url }) => !url.search.includes('EAAG'))).toBe(true);
  });
});

describe('metaLeads: lists', () => {
  const all = async (page: string, from: string, to: string) => {
    const found: ListedLead[] = [];
    for await (const leads of metaLeads(access()).listLeads(page, { from: new Date(from), to: new Date(to) })) found.push(...leads);
    return found;
  };

  it('IN-08: lists the leads of all forms of a page in a range, over all pages of the answer, and reads them as fetched ones', async () => {
    const second = meta.world.addForm(form.page, { name: 'Second' });
    const inRange = [form, second].flatMap((one) => Array.from({ length: 5 }, (_, index) => meta.world.addLead(one, { created: new Date(`2026-03-02T1${index}:00:00Z`) })));
    const [early, late] = ['2026-03-02T09:59:59Z', '2026-03-02T15:00:00Z'].map((iso) => meta.world.addLead(form, { created: new Date(iso) }));
    expect(await metaLeads(access()).listFeeds()).toEqual([form.page]);
    const found = await all(form.page, '2026-03-02T10:00:00Z', '2026-03-02T15:00:00Z');
    const stored = found.map(({ body }): StoredBody => ({ body, content_type: 'application/json', headers: {}, received_at: RECEIVED_AT }));
    const ids = stored.map((one) => read(one).platform_lead_id);
    expect([...ids].sort()).toEqual(inRange.map(({ id }) => id).sort());
    expect(ids).not.toContain(early!.id);
    expect(ids).not.toContain(late!.id);
    const [first] = inRange;
    const listed = stored[ids.indexOf(first!.id)]!;
    expect(metaLeadAds.judge(listed, intakeSettings.parse({}))).toEqual({ kind: 'accepted', notices: [{ dedupe: { key: `lead:${first!.id}` }, is_test: false, feed: form.page }] });
    expect(metaLeadAds.isPointer!(listed)).toBe(false);
    expect(read(listed)).toEqual(read({ ...noticeOf(first!), fetched: bodyOf(await fetchLead(first!)) }));
  });

  it('throws what went wrong, and follows no link to another host', async () => {
    meta.tokens.clear();
    await expect(all(form.page, '2026-03-02T10:00:00Z', '2026-03-02T15:00:00Z')).rejects.toMatchObject({ code: 'META_TOKEN_EXPIRED', failure: { needs_access: true } });
    meta.tokens.set(META_TOKEN, ['*']);
    meta.fail({ status: 200, body: { access_token: META_TOKEN } }, { status: 200, body: { data: [], paging: { next: 'https://evil.example/v23.0/x' } } });
    await expect(all(form.page, '2026-03-02T10:00:00Z', '2026-03-02T15:00:00Z')).rejects.toMatchObject({ code: 'META_PAGING_WRONG' });
  });
});
