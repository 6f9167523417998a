import { createHmac } from 'node:crypto';

import { type LinkedInAccess, linkedinLeads, linkedinLeadSync } from '../../../engine/adapters/linkedin';
import { type FetchedLead, intakeSettings, type ListedLead, normalizeLead, type StoredBody } from '../../../engine/core/lead';
import { jsonDelivery, LINKEDIN_CLIENT_SECRET, RECEIVED_AT, SECRETS } from '../../support/deliveries';
import { AD_ACCOUNT, type FakeLinkedIn, linkedinDelivery, type LinkedInLead, LINKEDIN_TOKEN, LinkedInWorld, ORGANIZATION, signedByLinkedIn, startFakeLinkedIn } from '../../support/fake-linkedin';

const settings = intakeSettings.parse({});
const other = 'WPL_AP1.other';
const sample = new LinkedInWorld().addLead();

describe('linkedinLeadSync: proof', () => {
  const refusal = (change: Partial<ReturnType<typeof linkedinDelivery>>, secrets = [LINKEDIN_CLIENT_SECRET]) => linkedinLeadSync.refusal({ ...linkedinDelivery(sample), ...change }, { ...SECRETS, linkedin_client_secret: secrets });
  const { body } = linkedinDelivery(sample);

  it('GV-02: takes the signature over LinkedIn’s prefix and the raw bytes, under every secret of a rotation', () => {
    expect(refusal({})).toBeNull();
    expect(refusal({}, [other, LINKEDIN_CLIENT_SECRET])).toBeNull();
    expect(refusal({ headers: { 'x-li-signature': `hmacsha256=${signedByLinkedIn(body)['x-li-signature']}` } })).toBeNull();
  });

  it.each<[string, Partial<ReturnType<typeof linkedinDelivery>>]>([
    ['no signature', { headers: {} }],
    ['an empty one', { headers: { 'x-li-signature': '' } }],
    ['another app’s', { headers: signedByLinkedIn(body, other) }],
    ['one over the body without the prefix', { headers: { 'x-li-signature': createHmac('sha256', LINKEDIN_CLIENT_SECRET).update(body).digest('hex') } }],
    ['a body that was written again', { body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 2)) }],
  ])('GV-02: refuses %s', (_what, change) => {
    expect(refusal(change)).toMatchObject({ status: 401 });
  });

  it('GV-02: refuses everything while no secret is set', () => {
    expect(refusal({ headers: signedByLinkedIn(body, '') }, [])).toMatchObject({ status: 401, code: 'LINKEDIN_SECRET_MISSING' });
  });

  it('IN-03: answers the challenge with its HMAC under the first client secret', () => {
    const challengeCode = '890e4665-4dfe-4ab1-b689-ed553bceeed0';
    const answer = linkedinLeadSync.challenge!({ challengeCode }, { ...SECRETS, linkedin_client_secret: [LINKEDIN_CLIENT_SECRET, other] });
    expect(answer).toEqual({ status: 200, content_type: 'application/json', body: JSON.stringify({ challengeCode, challengeResponse: createHmac('sha256', LINKEDIN_CLIENT_SECRET).update(challengeCode).digest('hex') }) });
    expect(linkedinLeadSync.challenge!({}, SECRETS)).toMatchObject({ status: 403 });
    expect(linkedinLeadSync.challenge!({ challengeCode }, { ...SECRETS, linkedin_client_secret: [] })).toMatchObject({ status: 403, code: 'LINKEDIN_SECRET_MISSING' });
  });
});

describe('linkedinLeadSync: what a notification carries', () => {
  it('IN-03: names one lead by account; a deletion makes none', () => {
    expect(linkedinLeadSync.judge(linkedinDelivery(sample), settings)).toEqual({ kind: 'accepted', notices: [{ dedupe: { key: `lead:${sample.id}` }, is_test: false, feed: AD_ACCOUNT }] });
    expect(linkedinLeadSync.judge(linkedinDelivery(sample, RECEIVED_AT, 'DELETED'), settings)).toEqual({ kind: 'accepted', notices: [] });
    expect(linkedinLeadSync.isPointer!(linkedinDelivery(sample))).toBe(true);
  });

  it.each([
    [400, 'BODY_NOT_JSON', '{'],
    [422, 'LINKEDIN_LEAD_INVALID', '{"object":"page","entry":[]}'],
    [422, 'LINKEDIN_LEAD_INVALID', '{"lead":{"id":"x"}}'],
  ])('IN-03: answers %i %s to %s', (status, code, body) => {
    expect(linkedinLeadSync.judge(jsonDelivery(body), settings)).toMatchObject({ kind: 'rejected', status, code });
  });
});

describe('linkedinLeads', () => {
  let linkedin: FakeLinkedIn;
  beforeEach(async () => {
    linkedin = await startFakeLinkedIn();
  });
  afterEach(() => linkedin.close());

  const access = (change: Partial<LinkedInAccess> = {}): LinkedInAccess => ({ base_url: linkedin.url, version: '202606', access_token: LINKEDIN_TOKEN, renewal: null, owners: [AD_ACCOUNT, ORGANIZATION], ...change });
  const noticeOf = (lead: LinkedInLead): StoredBody => ({ ...linkedinDelivery(lead), notice: `lead:${lead.id}` });
  const fetchLead = (lead: LinkedInLead, change: Partial<LinkedInAccess> = {}) => linkedinLeads(access(change)).fetchLead(noticeOf(lead));
  const bodyOf = (answer: FetchedLead) => (answer.kind === 'fetched' ? answer.body : Buffer.from(JSON.stringify(answer)));
  const read = (stored: StoredBody, under = settings) => linkedinLeadSync.read(stored, under).map((lead) => normalizeLead(lead, under).lead)[0]!;

  it('IN-03: reads the answers by question id, with campaign, hidden fields and consent, whether the form comes along or apart', async () => {
    const lead = linkedin.world.addLead();
    const declared = intakeSettings.parse({ linkedin: { form_consents: [{ form_id: '3162', box: '77', purposes: ['marketing'], channels: ['email'] }] } });
    for (const decorate of [true, false]) {
      linkedin.decorate = decorate;
      const stored = { ...noticeOf(lead), fetched: bodyOf(await fetchLead(lead)) };
      expect(read(stored, declared)).toMatchObject({
        source_channel: 'linkedin',
        platform_lead_id: lead.id,
        full_name: 'Priya Sharma',
        email: lead.email,
        answers: { 'Which program?': 'Express Entry' },
        captured_at: lead.submitted,
        last_touch: { utm_source: 'linkedin', platform: { campaign_id: '367378525', campaign_name: expect.stringContaining('| LinkedIn |'), ad_id: '901', form_id: '3162', placement: 'sponsored' } },
        consents: [{ purpose: 'marketing', status: 'granted', text: 'Send me news by e-mail' }],
      });
    }
  });

  it('IN-03: marks test leads, and rejects one that is gone', async () => {
    const lead = linkedin.world.addLead({ test: true });
    expect(read({ ...noticeOf(lead), fetched: bodyOf(await fetchLead(lead)) }).is_test).toBe(true);
    linkedin.world.delete(lead);
    expect(await fetchLead(lead)).toMatchObject({ kind: 'gone', code: 'LINKEDIN_LEAD_GONE' });
  });

  it('IN-03: tells what a person must mend from what passes', async () => {
    const lead = linkedin.world.addLead();
    expect(await fetchLead(lead, { access_token: 'old' })).toMatchObject({ code: 'LINKEDIN_TOKEN_EXPIRED', needs_access: true, feed: AD_ACCOUNT });
    expect(await fetchLead(lead, { version: '202401' })).toMatchObject({ code: 'LINKEDIN_VERSION_GONE', needs_access: true, message: expect.stringContaining('API Version') });
    linkedin.fail({ status: 403, body: { message: 'Not enough permissions' } }, { status: 429, body: {} }, { status: 429, body: {}, headers: { 'retry-after': '7' } }, { status: 503, body: '' }, 'disconnect');
    expect(await fetchLead(lead)).toMatchObject({ code: 'LINKEDIN_PERMISSION_MISSING', needs_access: true });
    expect(await fetchLead(lead)).toMatchObject({ code: 'LINKEDIN_THROTTLED', needs_access: false, retry_after_ms: 900_000 });
    expect(await fetchLead(lead)).toMatchObject({ retry_after_ms: 7_000 });
    expect(await fetchLead(lead)).toMatchObject({ code: 'LINKEDIN_UNAVAILABLE' });
    expect(await fetchLead(lead)).toMatchObject({ code: 'LINKEDIN_NOT_REACHED' });
  });

  it('IN-03: renews an expired token by its refresh token, once for all runs', async () => {
    linkedin.renewals.set('AQW-1', 'AQX-new');
    linkedin.tokens.add('AQX-new');
    const renewal = { url: `${linkedin.url}/oauth/v2/accessToken`, client_id: 'c', client_secret: 's', refresh_token: 'AQW-1' };
    for (const lead of [linkedin.world.addLead(), linkedin.world.addLead()]) expect(await fetchLead(lead, { access_token: 'old', renewal })).toMatchObject({ kind: 'fetched' });
    expect(linkedin.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(await fetchLead(linkedin.world.addLead(), { access_token: 'old', renewal: { ...renewal, refresh_token: 'AQW-2' } })).toMatchObject({ code: 'LINKEDIN_TOKEN_EXPIRED', needs_access: true });
  });

  it('IN-03: lists the leads of an owner in a range, page by page and by lead type', async () => {
    const leads = linkedinLeads(access());
    const ads = Array.from({ length: 230 }, (_, index) => linkedin.world.addLead({ submitted: new Date(Date.parse('2026-03-02T10:00:00Z') + index * 1_000) }));
    const organic = ['COMPANY', 'EVENT', 'ORGANIZATION_PRODUCT'].map((leadType) => linkedin.world.addLead({ owner: ORGANIZATION, leadType, submitted: new Date('2026-03-02T10:00:00Z') }));
    linkedin.world.addLead({ submitted: new Date('2026-03-02T11:00:00Z') });
    const found = new Map<string, ListedLead[]>();
    for (const feed of await leads.listFeeds()) {
      for await (const page of leads.listLeads(feed, { from: new Date('2026-03-02T10:00:00Z'), to: new Date('2026-03-02T11:00:00Z') })) found.set(feed, [...(found.get(feed) ?? []), ...page]);
    }
    const idsOf = (feed: string) => found.get(feed)!.map(({ body }) => read({ body, content_type: null, headers: {}, received_at: RECEIVED_AT }).platform_lead_id);
    expect(idsOf(AD_ACCOUNT)).toEqual(ads.map(({ id }) => id));
    expect(idsOf(ORGANIZATION)).toEqual(organic.map(({ id }) => id));
    await expect(leads.listLeads('507000001', { from: RECEIVED_AT, to: RECEIVED_AT })[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'LINKEDIN_OWNER_WRONG' });
  });
});
