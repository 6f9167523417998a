import { websiteForm } from '../../../engine/adapters/website';
import { type IncomingDelivery, intakeSettings, normalizeLead } from '../../../engine/core/lead';
import { FORM_TOKEN, formFields, jsonDelivery, multipartDelivery, ORIGIN, RECEIVED_AT, SECRETS, urlEncodedDelivery, websiteDelivery } from '../../support/deliveries';

const settings = intakeSettings.parse({});
const judge = (delivery: IncomingDelivery, under = settings) => websiteForm.judge(delivery, under);
const refusal = (delivery: IncomingDelivery, secrets = SECRETS) => websiteForm.refusal(delivery, secrets);
const lead = (delivery: IncomingDelivery, under = settings) => normalizeLead(websiteForm.read(delivery, under)[0]!, under).lead;
const without = (...names: string[]) => Object.fromEntries(Object.entries(formFields()).filter(([name]) => !names.includes(name)));
const problemsOf = (delivery: IncomingDelivery, under = settings) => {
  const verdict = judge(delivery, under);
  return verdict.kind === 'rejected' ? verdict.problems.map(({ field }) => field) : verdict.kind;
};

describe('websiteForm.judge', () => {
  it.each([
    ['JSON', websiteDelivery()],
    ['urlencoded', urlEncodedDelivery()],
    ['multipart', multipartDelivery()],
    ['JSON sent as text (sendBeacon)', { ...websiteDelivery(), content_type: 'text/plain;charset=UTF-8' }],
  ])('IN-04: takes a complete form as %s', (_type, delivery) => {
    expect(judge(delivery)).toEqual({ kind: 'accepted', notices: [{ dedupe: { key: `submission:${formFields()['submission_id']}` }, is_test: false }] });
  });

  it('GV-02: takes the token of the request or of the form’s field', () => {
    const fields = without('form_token');
    const plain = jsonDelivery(fields, { origin: ORIGIN });
    expect(refusal(plain)).toMatchObject({ status: 401, code: 'FORM_TOKEN_WRONG' });
    expect(refusal({ ...plain, token: FORM_TOKEN })).toBeNull();
    expect(refusal({ ...plain, token: 'guess' })).toMatchObject({ status: 401 });
    for (const delivery of [websiteDelivery(), urlEncodedDelivery(), multipartDelivery()]) expect(refusal(delivery)).toBeNull();
    expect(refusal(websiteDelivery({ form_token: 'guess' }))).toMatchObject({ status: 401 });
  });

  it('GV-02: refuses everything while no token is set, and browsers from pages that are not allowed', () => {
    expect(refusal(websiteDelivery(), { ...SECRETS, website_token: [] })).toMatchObject({ status: 401, code: 'FORM_TOKEN_MISSING' });
    const elsewhere = refusal(websiteDelivery({}, { origin: 'https://evil.example' }));
    expect(elsewhere).toMatchObject({ status: 403, code: 'ORIGIN_NOT_ALLOWED', message: expect.stringContaining('https://evil.example') });
    expect(refusal(websiteDelivery({}, { origin: 'null' }))).toMatchObject({ status: 403 });
    expect(refusal(websiteDelivery(), { ...SECRETS, website_origins: [`${ORIGIN.toUpperCase()}/`] })).toBeNull();
  });

  it('IN-04: enforces required fields and consent on the server and tells all gaps at once', () => {
    const strict = intakeSettings.parse({ website: { required_fields: ['full_name', 'email', 'phone'] } });
    const verdict = judge(jsonDelivery({ form_token: FORM_TOKEN, email: 'jan@', phone: '12' }), strict);
    expect(verdict).toMatchObject({ kind: 'rejected', status: 422, code: 'FORM_INCOMPLETE' });
    expect(verdict.kind === 'rejected' && verdict.problems).toEqual([
      { field: 'full_name', message: 'is required' },
      { field: 'email', message: "is required; 'jan@' is not an e-mail address" },
      { field: 'phone', message: expect.stringContaining("is required; '12'") },
      { field: 'consent', message: 'must be ticked: consent for service is required (consent or consent_service)' },
    ]);
  });

  it('IN-13: does not take an unticked box for consent', () => {
    expect(problemsOf(websiteDelivery({ consent: 'false' }))).toEqual(['consent']);
    expect(problemsOf(websiteDelivery({ consent: '' }))).toEqual(['consent']);
    expect(problemsOf(jsonDelivery(without('consent'), { origin: ORIGIN }))).toEqual(['consent']);
    expect(problemsOf(websiteDelivery({ consent: true }))).toBe('accepted');
  });

  it('IN-04: lets a firm ask for one of several fields', () => {
    const either = intakeSettings.parse({ website: { required_fields: ['email|phone'] } });
    expect(problemsOf(jsonDelivery(without('email'), { origin: ORIGIN }), either)).toBe('accepted');
    expect(problemsOf(jsonDelivery(without('email', 'phone'), { origin: ORIGIN }), either)).toEqual(['email|phone']);
  });

  it.each([
    [400, 'BODY_UNREADABLE', jsonDelivery('{"email":', { 'x-sales-os-token': FORM_TOKEN })],
    [400, 'BODY_UNREADABLE', jsonDelivery('[1]', { 'x-sales-os-token': FORM_TOKEN })],
    [400, 'BODY_UNREADABLE', { ...jsonDelivery('--x', { 'x-sales-os-token': FORM_TOKEN }), content_type: 'multipart/form-data; boundary=y' }],
    [415, 'BODY_TYPE_UNKNOWN', { ...jsonDelivery('<a/>', { 'x-sales-os-token': FORM_TOKEN }), content_type: 'application/xml' }],
    [422, 'CONSENTS_INVALID', websiteDelivery({ consents: [{ channel: 'fax', purpose: 'service', granted: 'yes' }] })],
    [422, 'TOO_MANY_FIELDS', jsonDelivery(Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`q${i}`, '1'])), { 'x-sales-os-token': FORM_TOKEN })],
  ])('IN-04: answers %i %s to a body it cannot read', (status, code, delivery) => {
    expect(judge(delivery)).toMatchObject({ kind: 'rejected', status, code });
  });

  it('IN-08: knows a form without a submission id again by its content within the time window', () => {
    const keyOf = (delivery: IncomingDelivery) => {
      const verdict = judge(delivery);
      return verdict.kind === 'accepted' ? verdict.notices[0]?.dedupe : undefined;
    };
    const at = (iso: string) => keyOf(jsonDelivery(without('submission_id'), { origin: ORIGIN }, new Date(iso)));
    const [first, later, other] = [at('2026-03-02T15:00:00Z'), at('2026-03-02T15:00:30Z'), keyOf(jsonDelivery({ ...without('submission_id'), message: 'Hello' }, { origin: ORIGIN }, new Date('2026-03-02T15:00:00Z')))];
    expect(first).toMatchObject({ key: expect.stringMatching(/^content:/) });
    expect(later).toMatchObject({ key: first!.key });
    expect(other!.key).not.toBe(first!.key);
    expect(at('2026-03-03T00:10:00Z')).toMatchObject({ or: { key: first!.key, since: new Date('2026-03-02T00:10:00Z') } });
  });
});

describe('websiteForm.read', () => {
  it.each([
    ['JSON', websiteDelivery()],
    ['urlencoded', urlEncodedDelivery()],
    ['multipart', multipartDelivery()],
  ])('IN-04: reads the same lead from %s', (_type, delivery) => {
    expect(lead(delivery)).toMatchObject({
      source_channel: 'website',
      platform_lead_id: '0195f3a2-7c1e-7b40-9d2c-3f5a6b7c8d9e',
      full_name: 'Jan van der Berg',
      email: 'jan.vanderberg@example.nl',
      phone: { e164: '+31612345678', country: 'NL' },
      residence_country: 'NL',
      citizenship_country: 'NL',
      time_zone: 'Europe/Amsterdam',
      intent_guess: 'Work',
      message: 'I want to work in Canada. What do I need?',
      answers: {},
      spam_score: 0,
      captured_at: RECEIVED_AT,
    });
  });

  it('IN-12: keeps first and last touch, click ids, page and what the page’s own address says', () => {
    const { first_touch, last_touch } = lead(websiteDelivery({ first_utm_source: 'linkedin', first_touch: { utm_medium: 'social', page_url: 'https://x.example/guide' }, referrer: 'https://www.google.com/' }));
    expect(first_touch).toEqual({ utm_source: 'linkedin', utm_medium: 'social', page_url: 'https://x.example/guide', click_ids: {}, platform: {} });
    expect(last_touch).toEqual({
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_campaign: 'europe_work_lmia_mar',
      utm_term: 'lmia jobs',
      click_ids: { gclid: 'Cj0KCQiA5rGuBhCnARIsAN11vgT' },
      page_url: 'https://www.northgate-immigration.example/work-permit?utm_term=lmia+jobs',
      referrer: 'https://www.google.com/',
      platform: {},
    });
    expect(lead(websiteDelivery()).first_touch).toEqual(lead(websiteDelivery()).last_touch);
  });

  it('IN-13: keeps text, version, time, source and proof of each consent, by box or channel by channel', () => {
    const { consents } = lead(websiteDelivery({ consents: [{ channel: 'email', purpose: 'marketing', granted: true, text: 'News by e-mail' }, { channel: 'sms', purpose: 'marketing', granted: false }] }));
    expect(consents.slice(0, 2)).toMatchObject([{ channel: 'email', purpose: 'marketing', status: 'granted', text: 'News by e-mail' }, { channel: 'sms', status: 'unknown' }]);
    expect(consents[2]).toMatchObject({ purpose: 'service', status: 'granted', text_version: '2026-01', proof: { ip: '203.0.113.7', user_agent: expect.stringContaining('Firefox'), field: 'consent' } });
  });

  it('IN-04: takes a filled honeypot and a form sent in a second for a robot’s, and tells the robot nothing', () => {
    const delivery = websiteDelivery({ hp_field: 'https://spam.example', elapsed_seconds: 1 });
    expect(judge(delivery).kind).toBe('accepted');
    expect(lead(delivery)).toMatchObject({ spam_score: 100, spam_reasons: expect.arrayContaining(['honeypot_filled', 'sent_too_fast']) });
  });

  it('IN-11: takes the country of the request as a hint for the phone, not as a residence', () => {
    const { phone, residence_country } = lead(jsonDelivery({ ...without('country', 'citizenship'), phone: '06 12345678' }, { 'cf-ipcountry': 'NL' }));
    expect(phone).toMatchObject({ e164: '+31612345678', guessed: true });
    expect(residence_country).toBeNull();
    expect(lead(jsonDelivery({ ...without('country', 'citizenship'), phone: '06 12345678' }, { 'cf-ipcountry': 'T1' })).phone).toBeNull();
  });

  it('IN-04: names attached files without keeping their content, and ignores empty file inputs', () => {
    const file = { field: 'cv', filename: 'cv.pdf', content: Buffer.alloc(100, 7) };
    const delivery = multipartDelivery(formFields(), file);
    expect(lead(delivery).answers).toEqual({ cv: '(file: cv.pdf)' });
    expect(websiteForm.secretsIn(delivery).map(({ kind }) => kind)).toEqual(['secret', 'file']);
    expect(lead(multipartDelivery(formFields(), { ...file, filename: '', content: '' })).answers).toEqual({});
  });

  it('keeps line breaks and quotes of multipart values', () => {
    expect(lead(multipartDelivery({ ...formFields(), message: 'One "two"\r\n\r\nthree; --x' })).message).toBe('One "two"\n\nthree; --x');
  });

  it('GV-02: leaves the token out of the payload', () => {
    for (const delivery of [websiteDelivery(), urlEncodedDelivery(), multipartDelivery()]) {
      expect(JSON.stringify(websiteForm.payloadOf(delivery))).not.toContain(FORM_TOKEN);
      expect(websiteForm.secretsIn(delivery)).toContainEqual({ kind: 'secret', value: FORM_TOKEN });
    }
  });
});
