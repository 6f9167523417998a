import { createHmac } from 'node:crypto';

import { metaLeadAds } from '../../../engine/adapters/meta';
import { intakeSettings } from '../../../engine/core/lead';
import { jsonDelivery, META_APP_SECRET, META_VERIFY_TOKEN, RECEIVED_AT, SECRETS } from '../../support/deliveries';
import { leadgenBody, metaDelivery, MetaWorld, signedByMeta } from '../../support/fake-meta';

const settings = intakeSettings.parse({});
const world = new MetaWorld();
const [pageA, pageB] = [world.newId(), world.newId()];
const leads = [world.addLead(world.addForm(pageA)), world.addLead(world.addForm(pageA)), world.addLead(world.addForm(pageB))];
const other = 'ffffffffffffffffffffffffffffffff';
const refusal = (change: Partial<ReturnType<typeof metaDelivery>>, secrets = [META_APP_SECRET]) => metaLeadAds.refusal({ ...metaDelivery(leads), ...change }, { ...SECRETS, meta_app_secret: secrets });
const judge = (body: string) => metaLeadAds.judge(jsonDelivery(body), settings);

describe('metaLeadAds: proof', () => {
  it('GV-02: takes what is signed over the raw bytes, under every secret of a rotation', () => {
    expect(refusal({})).toBeNull();
    expect(refusal({}, [other, META_APP_SECRET])).toBeNull();
    const body = Buffer.from('{ "object": "page",\r\n "entry": [], "name": "Jos\\u00e9 \u00e9" }');
    expect(refusal({ body, headers: signedByMeta(body) })).toBeNull();
    expect(refusal({ body, headers: { 'x-hub-signature-256': signedByMeta(body)['x-hub-signature-256']!.toUpperCase() } })).toBeNull();
  });

  const { body } = metaDelivery(leads);
  it.each<[string, Partial<ReturnType<typeof metaDelivery>>, string]>([
    ['no signature', { headers: {} }, 'META_SIGNATURE_MISSING'],
    ['an empty one', { headers: { 'x-hub-signature-256': '' } }, 'META_SIGNATURE_WRONG'],
    ['another app’s', { headers: signedByMeta(body, other) }, 'META_SIGNATURE_WRONG'],
    ['the bare hex', { headers: { 'x-hub-signature-256': signedByMeta(body)['x-hub-signature-256']!.slice(7) } }, 'META_SIGNATURE_WRONG'],
    ['the old SHA-1 one', { headers: { 'x-hub-signature-256': `sha1=${createHmac('sha1', META_APP_SECRET).update(body).digest('hex')}` } }, 'META_SIGNATURE_WRONG'],
    ['a body that was parsed and written again', { body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)) }, 'META_SIGNATURE_WRONG'],
    ['one byte more', { body: Buffer.concat([body, Buffer.from('\n')]) }, 'META_SIGNATURE_WRONG'],
  ])('GV-02: refuses %s', (_what, change, code) => {
    expect(refusal(change)).toMatchObject({ status: 401, code });
  });

  it('GV-02: refuses everything while no secret is set', () => {
    expect(refusal({}, [])).toMatchObject({ status: 401, code: 'META_APP_SECRET_MISSING', message: expect.stringContaining('Source Secrets') });
    expect(refusal({ headers: signedByMeta(body, '') }, [])).toMatchObject({ status: 401 });
  });

  it('IN-02: answers the challenge with its own text when the verify token is ours', () => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': META_VERIFY_TOKEN };
    expect(metaLeadAds.challenge!(query, SECRETS)).toEqual({ status: 200, content_type: 'text/plain', body: '1158201444' });
    expect(metaLeadAds.challenge!({ ...query, 'hub.verify_token': 'guess' }, SECRETS)).toMatchObject({ status: 403, code: 'META_VERIFY_TOKEN_WRONG' });
    expect(metaLeadAds.challenge!({ ...query, 'hub.mode': 'unsubscribe' }, SECRETS)).toMatchObject({ status: 403 });
    expect(metaLeadAds.challenge!({ 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': '' }, { ...SECRETS, meta_verify_token: [] })).toMatchObject({ status: 403, code: 'META_VERIFY_TOKEN_MISSING' });
  });
});

describe('metaLeadAds: what a delivery carries', () => {
  it('IN-02: gives a notice for each lead of all entries and changes, by page, with every digit of its id', () => {
    for (const numbers of [false, true]) {
      expect(judge(leadgenBody(leads, { numbers }))).toEqual({ kind: 'accepted', notices: leads.map(({ id, page }) => ({ dedupe: { key: `lead:${id}` }, is_test: false, feed: page })) });
    }
    expect(BigInt(leads[0]!.id) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it('IN-02: takes other changes of the page for no leads, and the good leads beside an unreadable one', () => {
    expect(judge('{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{"item":"post"}}]}]}')).toEqual({ kind: 'accepted', notices: [] });
    expect(judge('{"object":"page","entry":[{"id":"1","changes":[{"field":"leadgen","value":{}},{"field":"leadgen","value":{"leadgen_id":"7"}}]}]}')).toEqual({ kind: 'accepted', notices: [{ dedupe: { key: 'lead:7' }, is_test: false, feed: '1' }] });
  });

  it.each([
    [400, 'BODY_NOT_JSON', '{"object":'],
    [422, 'LEADGEN_INVALID', '[]'],
    [422, 'LEADGEN_INVALID', '{"object":"page","entry":[{"id":"1","changes":[{"field":"leadgen","value":{}}]}]}'],
    [422, 'NOT_A_PAGE_DELIVERY', '{"object":"whatsapp_business_account","entry":[]}'],
    [422, 'LEADGEN_INVALID', '{"google_key":"x","lead_id":"y","user_column_data":[]}'],
  ])('IN-02: answers %i %s to %s', (status, code, body) => {
    expect(judge(body)).toMatchObject({ kind: 'rejected', status, code });
  });

  it('IN-02: marks the invented lead of the dashboard’s Test button as a test, each press anew, and says what it is', () => {
    const sample = jsonDelivery('{"object":"page","entry":[{"id":"0","time":1,"changes":[{"field":"leadgen","value":{"ad_id":"444444444","form_id":"444444444444","leadgen_id":"444444444444","created_time":1,"page_id":"444444444444","adgroup_id":"44444444444"}}]}]}');
    expect(metaLeadAds.judge(sample, settings)).toMatchObject({ notices: [{ is_test: true, dedupe: { key: `test:${RECEIVED_AT.getTime()}` } }] });
    expect(metaLeadAds.isPointer!(sample)).toBe(false);
    expect(() => metaLeadAds.read(sample, settings)).toThrow('the wiring works');
  });
});
