import { twilioMessages } from '../../../engine/adapters/twilio';
import { intakeSettings, normalizeLead } from '../../../engine/core/lead';
import { SECRETS } from '../../support/deliveries';
import { TWILIO_URL, twilioDelivery, twilioJsonDelivery, twilioParameters, twilioSignature } from '../../support/fake-twilio';

const settings = intakeSettings.parse({});
const refusal = (...args: Parameters<typeof twilioDelivery>) => twilioMessages.refusal(twilioDelivery(...args), SECRETS);
const inboundOf = (change: Record<string, string>) => twilioMessages.read(twilioDelivery(twilioParameters(change)), settings)[0]!.inbound!;

describe('IN-05: Twilio', () => {
  it("agrees with the example of Twilio's own security page", () => {
    const pairs = Object.entries({ CallSid: 'CA1234567890ABCDE', Caller: '+14158675310', Digits: '1234', From: '+14158675310', To: '+18005551212' });
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    const delivery = twilioDelivery(pairs, { signed: url, token: '12345' });
    expect(delivery.headers['x-twilio-signature']).toBe(twilioSignature(url, pairs, '12345'));
    expect(twilioMessages.refusal(delivery, { ...SECRETS, twilio_auth_token: ['12345'] })).toBeNull();
  });

  it('takes what Twilio signed, and refuses every change of it', () => {
    const parameters = twilioParameters();
    expect(refusal(parameters)).toBeNull();
    expect(refusal(parameters, { token: 'f'.repeat(32) })).toMatchObject({ status: 401, code: 'TWILIO_SIGNATURE_WRONG' });
    const good = twilioDelivery(parameters);
    expect(twilioMessages.refusal({ ...good, body: Buffer.from(good.body.toString().replace('study', 'stay')) }, SECRETS)).toMatchObject({ status: 401 });
    expect(twilioMessages.refusal({ ...good, headers: { 'content-type': good.headers['content-type']! } }, SECRETS)).toMatchObject({ code: 'TWILIO_SIGNATURE_MISSING' });
    expect(twilioMessages.refusal(good, { ...SECRETS, twilio_auth_token: [] })).toMatchObject({ code: 'TWILIO_TOKEN_MISSING' });
    expect(twilioMessages.refusal(good, { ...SECRETS, twilio_auth_token: ['0'.repeat(32), ...SECRETS.twilio_auth_token] })).toBeNull();
  });

  it.each([
    ['a proxy that ends TLS', { signed: TWILIO_URL, seen: 'http://n8n.example.com/webhook/t/lead' }],
    ['a proxy with another host', { signed: TWILIO_URL, seen: 'http://n8n:5678/webhook/t/lead', headers: { 'x-forwarded-host': 'n8n.example.com', 'x-forwarded-proto': 'https' } }],
    ['a URL with its port', { signed: 'https://n8n.example.com:443/webhook/t/lead', seen: TWILIO_URL }],
    ['a URL without its port', { signed: TWILIO_URL, seen: 'https://n8n.example.com:443/webhook/t/lead' }],
    ['a query', { signed: `${TWILIO_URL}?tenant=1`, seen: `http://n8n.example.com/webhook/t/lead?tenant=1` }],
  ])('finds the signed URL behind %s', (_name, request) => {
    expect(refusal(twilioParameters(), request)).toBeNull();
  });

  it('takes the URL of the credential where a proxy tells nothing', () => {
    const delivery = twilioDelivery(twilioParameters(), { signed: 'https://hooks.example.com/twilio', seen: 'http://10.0.0.5:5678/webhook/t/lead' });
    expect(twilioMessages.refusal(delivery, SECRETS)).toMatchObject({ message: expect.stringContaining('Twilio Webhook URLs') });
    expect(twilioMessages.refusal(delivery, { ...SECRETS, twilio_webhook_urls: ['https://hooks.example.com/twilio'] })).toBeNull();
  });

  it('counts every value of a name that comes twice', () => {
    const pairs = [...Object.entries(twilioParameters()), ['MediaUrl', 'b'], ['MediaUrl', 'a']] as [string, string][];
    expect(refusal(pairs)).toBeNull();
    expect(twilioMessages.refusal({ ...twilioDelivery(pairs), body: Buffer.from(new URLSearchParams(pairs.slice(0, -1)).toString()) }, SECRETS)).toMatchObject({ status: 401 });
  });

  it('proves a JSON body by its hash in the signed URL', () => {
    const good = twilioJsonDelivery([{ type: 'com.twilio.messaging.inbound-message.received', time: '2026-03-02T15:00:00Z', data: { messageSid: 'SM1', from: '+14165550199', to: '+15550783881', body: 'Hi' } }]);
    expect(twilioMessages.refusal(good, SECRETS)).toBeNull();
    expect(twilioMessages.refusal({ ...good, body: Buffer.from(good.body.toString().replace('Hi', 'Ho')) }, SECRETS)).toMatchObject({ status: 401 });
    expect(twilioMessages.refusal({ ...good, url: TWILIO_URL }, SECRETS)).toMatchObject({ status: 401 });
  });

  it('reads a WhatsApp message and an SMS', () => {
    expect(inboundOf({ MessageSid: 'SM42' })).toMatchObject({ provider: 'twilio', provider_ref: 'SM42', channel: 'whatsapp', address: '+14165550199', thread_ref: '+15550783881:+14165550199', profile_name: 'Ana Ruiz', kind: 'text' });
    expect(inboundOf({ From: '+14165550199', To: '+15550783881', WaId: '', ProfileName: '', Body: 'STOP', OptOutType: 'STOP' })).toMatchObject({ channel: 'sms', keyword: 'opt_out', profile_name: null });
    expect(inboundOf({ ButtonText: 'Yes', ButtonPayload: 'p1' })).toMatchObject({ kind: 'button_reply', text: 'Yes', detail: { payload: 'p1' } });
    expect(inboundOf({ Body: '', NumMedia: '1', MediaUrl0: 'https://api.twilio.com/m/1', MediaContentType0: 'image/jpeg' })).toMatchObject({ kind: 'media', text: null, detail: { media: [{ url: 'https://api.twilio.com/m/1', mime_type: 'image/jpeg' }] } });
  });

  it('keeps the ad of a click-to-WhatsApp message', () => {
    const [source] = twilioMessages.read(twilioDelivery(twilioParameters({ ReferralSourceId: '1202', ReferralSourceUrl: 'https://fb.me/x', ReferralHeadline: 'Study', ReferralCtwaClid: 'clid1' })), settings);
    expect(normalizeLead(source!, settings).lead).toMatchObject({ source_channel: 'whatsapp', last_touch: { click_ids: { ctwa_clid: 'clid1' }, platform: { ad_id: '1202' } }, answers: { ad_headline: 'Study' } });
  });

  it('makes nothing of status callbacks but a report', () => {
    const callback = twilioDelivery({ MessageSid: 'SM9', SmsSid: 'SM9', MessageStatus: 'undelivered', ErrorCode: '63016', From: 'whatsapp:+15550783881', To: 'whatsapp:+14165550199' });
    expect(twilioMessages.judge(callback, settings)).toEqual({ kind: 'accepted', notices: [] });
    expect(twilioMessages.statusesIn?.(callback)).toMatchObject([{ provider: 'twilio', provider_ref: 'SM9', status: 'failed', error: '63016' }]);
  });

  it("IN-14: reads the events of n8n's own Twilio Trigger", () => {
    const item = { specversion: '1.0', type: 'com.twilio.messaging.inbound-message.received', id: 'EZ1', time: '2026-03-02T15:00:00.000Z', data: { numMedia: 0, timestamp: '2026-03-02T15:00:00.000Z', accountSid: 'AC1', messageSid: 'SM77', from: '+14165550199', to: '+15550783881', body: 'Hello' } };
    const stored = { body: Buffer.from(JSON.stringify(item)), content_type: 'application/json', headers: {}, received_at: new Date() };
    expect(twilioMessages.judge(stored, settings)).toMatchObject({ notices: [{ dedupe: { key: 'message:SM77' } }] });
    expect(twilioMessages.read(stored, settings)[0]?.inbound).toMatchObject({ channel: 'sms', text: 'Hello', address: '+14165550199', sent_at: new Date('2026-03-02T15:00:00Z') });
  });

  it('says what is missing in the body of another source', () => {
    expect(twilioMessages.judge(twilioDelivery({ email: 'a@example.com' }), settings)).toMatchObject({ kind: 'rejected', status: 422, problems: [{ field: 'MessageSid' }, { field: 'From' }] });
  });
});
