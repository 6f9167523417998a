import { judgeSend, messagingSettings, type RecipientFacts, type SendRequest } from '../../../engine/core/messaging';

const settings = messagingSettings.parse({});
const noon = new Date('2026-03-02T17:00:00Z');
const night = new Date('2026-03-03T04:30:00Z');
const hoursBefore = (hours: number, at = noon) => new Date(at.getTime() - hours * 3_600_000);

const granted = (channel: 'whatsapp' | 'sms' | 'email' | 'call', purpose: 'service' | 'marketing' = 'service') => ({ channel, purpose, status: 'granted' as const, captured_at: hoursBefore(48) });
const person: RecipientFacts = { address: '+14165550199', is_test: false, source_channel: 'website', stage: null, consents: [], last_keyword: null, last_inbound_at: null, time_zone: 'America/Toronto' };
const outreach: SendRequest = { channel: 'sms', purpose: 'service', kind: 'outreach', has_whatsapp_template: false };
const judge = (request: Partial<SendRequest>, facts: Partial<RecipientFacts>, at = noon) => judgeSend({ ...outreach, ...request }, { ...person, ...facts }, settings, { at, firm_zone: 'America/Toronto' });
const codes = (...args: Parameters<typeof judge>) => judge(...args).reasons.map(({ code }) => code);

describe('CD-07: the send gate', () => {
  it('lets outreach pass with consent to this channel and purpose, and no other way', () => {
    expect(judge({}, { consents: [granted('sms')] })).toMatchObject({ allowed: true, reasons: [], form: 'text' });
    expect(codes({}, {})).toEqual(['consent_missing']);
    expect(codes({}, { consents: [granted('email')] })).toEqual(['consent_missing']);
    expect(codes({ purpose: 'marketing' }, { consents: [granted('sms')] })).toEqual(['consent_missing']);
    expect(codes({}, { consents: [granted('sms'), { ...granted('sms'), status: 'denied' }] })).toEqual(['consent_refused']);
    expect(codes({}, { consents: [granted('sms'), { ...granted('sms'), status: 'unknown' }] })).toEqual([]);
  });

  it('CD-09: lets a reply pass where the person wrote, without a ticked box, for as long as the window is open', () => {
    const reply = { channel: 'whatsapp', kind: 'reply' } as const;
    expect(judge(reply, { last_inbound_at: hoursBefore(1) })).toMatchObject({ allowed: true, form: 'text' });
    expect(codes(reply, { last_inbound_at: hoursBefore(24) })).toEqual(['consent_missing', 'whatsapp_window_closed']);
    expect(codes({ ...reply, purpose: 'marketing' }, { last_inbound_at: hoursBefore(1) })).toEqual(['consent_missing']);
    expect(codes(reply, { last_inbound_at: hoursBefore(1), source_channel: 'outbound' })).toEqual(['nothing_to_answer']);
  });

  it('never outweighs an opt-out: not by consent, not by a new message; only the person takes it back', () => {
    const stop = { kind: 'opt_out', at: hoursBefore(2) } as const;
    expect(codes({}, { consents: [granted('sms')], last_keyword: stop })).toEqual(['opted_out']);
    expect(codes({ kind: 'reply' }, { last_inbound_at: hoursBefore(1), last_keyword: stop })).toEqual(['opted_out']);
    const withdrawn = { channel: 'sms', purpose: 'service', status: 'withdrawn', captured_at: hoursBefore(2) } as const;
    expect(codes({ kind: 'reply' }, { last_inbound_at: hoursBefore(1), consents: [withdrawn, granted('sms')] })).toEqual(['opted_out']);
    const start = { kind: 'opt_in', at: hoursBefore(1) } as const;
    expect(codes({}, { consents: [withdrawn, granted('sms')], last_keyword: start })).toEqual([]);
    expect(codes({}, { consents: [withdrawn], last_keyword: start })).toEqual(['consent_missing']);
  });

  it('answers who writes after a refusal, and keeps silent to who refuses after having written', () => {
    const denied = (hours: number) => ({ channel: 'sms', purpose: 'service', status: 'denied', captured_at: hoursBefore(hours) }) as const;
    expect(codes({ kind: 'reply' }, { last_inbound_at: hoursBefore(1), consents: [denied(5)] })).toEqual([]);
    expect(codes({ kind: 'reply' }, { last_inbound_at: hoursBefore(5), consents: [denied(1)] })).toEqual(['consent_refused']);
  });

  it('sends outside the WhatsApp window only what Meta approved', () => {
    const request = { channel: 'whatsapp', has_whatsapp_template: true } as const;
    expect(judge(request, { consents: [granted('whatsapp')] })).toMatchObject({ allowed: true, form: 'whatsapp_template' });
    expect(judge(request, { consents: [granted('whatsapp')], last_inbound_at: hoursBefore(1) })).toMatchObject({ allowed: true, form: 'text' });
    expect(codes({ channel: 'whatsapp' }, { consents: [granted('whatsapp')] })).toEqual(['whatsapp_window_closed']);
  });

  it("keeps the person's night: outreach waits until their morning, replies and e-mail do not", () => {
    const consents = [granted('sms'), granted('email'), granted('call')];
    expect(judge({}, { consents }, night)).toMatchObject({ allowed: false, reasons: [{ code: 'quiet_hours' }], retry_at: new Date('2026-03-03T13:00:00Z') });
    expect(codes({}, { consents, time_zone: 'Asia/Kolkata' }, night)).toEqual([]);
    expect(codes({}, { consents, time_zone: null }, night)).toEqual(['quiet_hours']);
    expect(codes({ channel: 'email' }, { consents }, night)).toEqual([]);
    expect(codes({ kind: 'reply' }, { consents, last_inbound_at: hoursBefore(1, night) }, night)).toEqual([]);
    expect(judge({ channel: 'call' }, { consents, time_zone: 'America/Vancouver' }, new Date('2026-03-08T12:30:00Z'))).toMatchObject({ retry_at: new Date('2026-03-08T15:00:00Z') });
  });

  it('tells every reason at once, and no time to retry where time changes nothing', () => {
    const decision = judge({}, { address: null, is_test: true, stage: 'CASE_OPENED' }, night);
    expect(decision.reasons.map(({ code }) => code)).toEqual(['no_address', 'test_lead', 'case_opened', 'consent_missing', 'quiet_hours']);
    expect(decision.retry_at).toBeNull();
  });
});
