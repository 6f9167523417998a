import { whatsappMessages } from '../../../engine/adapters/whatsapp';
import { intakeSettings, normalizeLead } from '../../../engine/core/lead';
import { META_VERIFY_TOKEN, SECRETS } from '../../support/deliveries';
import { type Content, said, statusBody, whatsappBody, whatsappDelivery, type Writer } from '../../support/fake-whatsapp';

const settings = intakeSettings.parse({});
const ANA: Writer = { wa_id: '14165550199', name: 'Ana Ruiz', user_id: 'CA.13491208655302741918' };
const delivery = (...contents: Content[]) => whatsappDelivery(whatsappBody(contents.map((content) => ({ from: ANA, content }))));
const source = (content: Content, from = ANA) => whatsappMessages.read(whatsappDelivery(whatsappBody([{ from, content, id: 'wamid.1' }])), settings)[0]!;

describe('IN-05: WhatsApp by the Cloud API', () => {
  it("answers Meta's challenge with the right token only", () => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': META_VERIFY_TOKEN };
    expect(whatsappMessages.challenge?.(query, SECRETS)).toEqual({ status: 200, content_type: 'text/plain', body: '1158201444' });
    expect(whatsappMessages.challenge?.({ ...query, 'hub.verify_token': 'guess' }, SECRETS)).toMatchObject({ status: 403 });
  });

  it('refuses what is not signed over these very bytes', () => {
    const good = delivery(said('Hello'));
    expect(whatsappMessages.refusal(good, SECRETS)).toBeNull();
    expect(whatsappMessages.refusal({ ...good, body: Buffer.from(JSON.stringify(JSON.parse(good.body.toString()), null, 1)) }, SECRETS)).toMatchObject({ status: 401 });
    expect(whatsappMessages.refusal({ ...good, headers: {} }, SECRETS)).toMatchObject({ code: 'META_SIGNATURE_MISSING' });
    expect(whatsappMessages.refusal(good, { ...SECRETS, meta_app_secret: [] })).toMatchObject({ code: 'META_APP_SECRET_MISSING' });
    expect(whatsappMessages.refusal(good, { ...SECRETS, meta_app_secret: ['0'.repeat(32), ...SECRETS.meta_app_secret] })).toBeNull();
  });

  it('finds every message of a delivery once, by its own id', () => {
    const body = whatsappBody([{ from: ANA, content: said('one'), id: 'wamid.A' }, { from: ANA, content: said('two'), id: 'wamid.B' }, { from: ANA, content: said('one'), id: 'wamid.A' }]);
    expect(whatsappMessages.judge(whatsappDelivery(body), settings)).toEqual({ kind: 'accepted', notices: [{ dedupe: { key: 'message:wamid.A' }, is_test: false, feed: '106540352242922' }, { dedupe: { key: 'message:wamid.B' }, is_test: false, feed: '106540352242922' }] });
    const second = { ...whatsappDelivery(body), notice: 'message:wamid.B' };
    expect(whatsappMessages.read(second, settings)[0]?.inbound).toMatchObject({ provider_ref: 'wamid.B', text: 'two' });
  });

  it.each<[string, Content, object]>([
    ['a text', said('I want to work in Canada'), { kind: 'text', text: 'I want to work in Canada' }],
    ['a quick-reply button', { type: 'button', button: { text: 'Yes', payload: 'confirm_1' } }, { kind: 'button', text: 'Yes', detail: { payload: 'confirm_1' } }],
    ['an interactive button', { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Study' } } }, { kind: 'button_reply', text: 'Study', detail: { id: 'b1' } }],
    ['a list choice', { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'r2', title: 'Work permit', description: 'Closed or open' } } }, { kind: 'list_reply', text: 'Work permit', detail: { id: 'r2', description: 'Closed or open' } }],
    ['a picture with words', { type: 'image', image: { id: '1479537139650973', mime_type: 'image/jpeg', sha256: 'x=', caption: 'My letter' } }, { kind: 'image', text: 'My letter', detail: { media: { id: '1479537139650973', mime_type: 'image/jpeg', sha256: 'x=' } } }],
    ['a voice message', { type: 'audio', audio: { id: 99, mime_type: 'audio/ogg; codecs=opus', voice: true } }, { kind: 'audio', text: null, detail: { media: { id: '99', mime_type: 'audio/ogg; codecs=opus' } } }],
    ['a place', { type: 'location', location: { latitude: 43.65, longitude: -79.38, name: 'Office', address: '1 King St' } }, { kind: 'location', text: 'Office, 1 King St' }],
    ['a contact card', { type: 'contacts', contacts: [{ name: { formatted_name: 'Bo' }, phones: [{ phone: '+1 647 555 0100' }] }] }, { kind: 'contacts', text: null }],
    ['what the app cannot show', { type: 'unsupported', errors: [{ code: 131051 }] }, { kind: 'unsupported', text: null }],
    ['an answer to a message of ours', { ...said('ok'), context: { from: '15550783881', id: 'wamid.OURS' } }, { text: 'ok', detail: { answers: 'wamid.OURS' } }],
  ])('reads %s', (_name, content, expected) => {
    const { inbound } = source(content);
    expect(inbound).toMatchObject({ provider: 'whatsapp', provider_ref: 'wamid.1', thread_ref: '106540352242922:14165550199', address: '+14165550199', user_ref: ANA.user_id, profile_name: 'Ana Ruiz', ...expected });
  });

  it('gives the answers of a WhatsApp Flow as answers of the lead', () => {
    const { lead } = normalizeLead(source({ type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"t","email":"ana@example.com","program":"Study"}' } } }), settings);
    expect(lead).toMatchObject({ email: 'ana@example.com', answers: { program: 'Study' }, phone: { e164: '+14165550199' } });
  });

  it('keeps the click-to-WhatsApp ad as where the person came from', () => {
    const referral = { source_url: 'https://fb.me/3cr4Wqqkv?utm_campaign=latam_study_apr', source_id: '120226305854810726', source_type: 'ad', headline: 'Study in Canada', body: 'Ask us', ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQ' };
    const { lead } = normalizeLead(source({ ...said('Info please'), referral }), settings);
    expect(lead.last_touch).toMatchObject({ click_ids: { ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQ' }, platform: { ad_id: '120226305854810726' }, page_url: referral.source_url, utm_campaign: 'latam_study_apr' });
    expect(lead.answers).toMatchObject({ ad_headline: 'Study in Canada' });
  });

  it('takes a person who hides the number by the business-scoped id', () => {
    const hidden: Writer = { wa_id: null, user_id: 'BR.1502576394655843', name: 'Rui' };
    expect(source(said('Oi'), hidden).inbound).toMatchObject({ address: null, user_ref: 'BR.1502576394655843', thread_ref: '106540352242922:BR.1502576394655843' });
    expect(source(said('Oi'), hidden)).toMatchObject({ geo_country: 'BR' });
    expect(source(said('Oi'), { wa_id: 'BR.1502576394655843' }).inbound).toMatchObject({ address: null, user_ref: 'BR.1502576394655843' });
  });

  it.each([['5215512345678', '+525512345678'], ['551187654321', '+5511987654321'], ['919876543210', '+919876543210']])('dials the WhatsApp id %s as %s', (wa_id, e164) => {
    expect(source(said('Hola'), { wa_id }).inbound?.address).toBe(e164);
  });

  it('makes nothing of statuses, reactions and changed numbers, and reads the reports on our messages', () => {
    const status = whatsappDelivery(statusBody('wamid.OUT', 'failed', [{ code: 131047, title: 'Re-engagement message', message: 'More than 24 hours have passed' }]));
    expect(whatsappMessages.judge(status, settings)).toEqual({ kind: 'accepted', notices: [] });
    expect(whatsappMessages.statusesIn?.(status)).toEqual([{ provider: 'whatsapp', provider_ref: 'wamid.OUT', status: 'failed', error: '131047: More than 24 hours have passed', at: expect.any(Date) }]);
    expect(whatsappMessages.judge(delivery({ type: 'reaction', reaction: { message_id: 'wamid.X', emoji: '👍' } }, { type: 'system', system: { body: 'changed' } }), settings)).toEqual({ kind: 'accepted', notices: [] });
  });

  it("IN-14: reads the item of n8n's own WhatsApp Trigger", () => {
    const { entry } = whatsappBody([{ from: ANA, content: said('Hello'), id: 'wamid.N' }]) as { entry: { changes: { value: object }[] }[] };
    const item = { ...entry[0]!.changes[0]!.value, field: 'messages' };
    const stored = { ...whatsappDelivery(item as Record<string, unknown>) };
    expect(whatsappMessages.judge(stored, settings)).toMatchObject({ notices: [{ dedupe: { key: 'message:wamid.N' } }] });
    expect(whatsappMessages.read(stored, settings)).toMatchObject([{ source_channel: 'whatsapp', inbound: { text: 'Hello' } }]);
  });

  it('says what is wrong with the body of another source', () => {
    expect(whatsappMessages.judge(whatsappDelivery({ object: 'page', entry: [] }), settings)).toMatchObject({ kind: 'rejected', status: 422, code: 'WHATSAPP_INVALID', problems: [{ field: 'object' }] });
    expect(whatsappMessages.judge({ ...delivery(), body: Buffer.from('{') }, settings)).toMatchObject({ kind: 'rejected', status: 400, code: 'BODY_NOT_JSON' });
  });
});
