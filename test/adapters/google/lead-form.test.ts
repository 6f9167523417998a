import { googleLeadForm } from '../../../engine/adapters/google';
import { type IncomingDelivery, intakeSettings, normalizeLead } from '../../../engine/core/lead';
import { GOOGLE_KEY, googleAnswers, googleDelivery, googleLeadFormBody, jsonDelivery, RECEIVED_AT, SECRETS } from '../../support/deliveries';

const settings = intakeSettings.parse({});
const judge = (delivery = googleDelivery()) => googleLeadForm.judge(delivery, settings);
const refusal = (delivery: IncomingDelivery, keys: readonly string[] = [GOOGLE_KEY]) => googleLeadForm.refusal(delivery, { ...SECRETS, google_key: keys });
const lead = (delivery = googleDelivery(), under = settings) => normalizeLead(googleLeadForm.read(delivery, under)[0]!, under).lead;

describe('googleLeadForm.judge', () => {
  it('IN-01: takes a delivery with the right key, known again by its lead id', () => {
    expect(judge()).toEqual({ kind: 'accepted', notices: [{ dedupe: { key: 'lead:TeSter-CjwKCAiA0YYFBhDBARIsAO3n7lG1' }, is_test: false }] });
  });

  it('IN-01: takes each of several keys during a rotation', () => {
    expect(refusal(googleDelivery())).toBeNull();
    expect(refusal(googleDelivery(), ['gk-the-next-key-0123456789', GOOGLE_KEY])).toBeNull();
  });

  it('IN-01: keeps test leads apart and takes every press of the test button', () => {
    const first = judge(googleDelivery({ is_test: true }));
    const second = judge(googleDelivery({ is_test: true }, new Date(RECEIVED_AT.getTime() + 1_000)));
    expect(first).toMatchObject({ kind: 'accepted', notices: [{ is_test: true }] });
    expect(second).not.toEqual(first);
  });

  it.each([
    ['a wrong key', googleDelivery({ google_key: 'guess' })],
    ['an empty key', googleDelivery({ google_key: '' })],
    ['a key that is no text', googleDelivery({ google_key: 7 })],
    ['no key', jsonDelivery({ lead_id: 'x', user_column_data: [] })],
    ['a list', jsonDelivery([])],
    ['broken JSON without the key', jsonDelivery('{"lead_id":')],
    ['nothing', jsonDelivery('')],
  ])('GV-02: refuses %s with a sentence that says how to mend it', (_what, delivery) => {
    expect(refusal(delivery)).toEqual({ status: 401, code: 'GOOGLE_KEY_WRONG', message: expect.stringContaining('enter the same key') });
  });

  it('GV-02: refuses everything while no key is set', () => {
    expect(refusal(googleDelivery({ google_key: '' }), [])).toMatchObject({ status: 401, code: 'GOOGLE_KEY_MISSING' });
  });

  it('IN-01: rejects a body of the wrong shape with all mistakes at once', () => {
    const verdict = judge(jsonDelivery({ google_key: GOOGLE_KEY, user_column_data: [{ string_value: 'x' }], is_test: 'yes' }));
    expect(verdict).toMatchObject({ kind: 'rejected', status: 422, code: 'LEAD_FORM_INVALID' });
    expect(verdict.kind === 'rejected' && verdict.problems.map(({ field }) => field)).toEqual(['lead_id', 'user_column_data.0', 'is_test']);
  });

  it('IN-07: rejects broken JSON that carries the right key, so that its bytes are kept', () => {
    expect(refusal(jsonDelivery(`{"google_key": "${GOOGLE_KEY}", "lead_id": `))).toBeNull();
    expect(judge(jsonDelivery(`{"google_key": "${GOOGLE_KEY}", "lead_id": `))).toMatchObject({ kind: 'rejected', status: 400, code: 'BODY_NOT_JSON' });
  });
});

describe('googleLeadForm.read', () => {
  it('IN-01: reads Google’s columns by their id and keeps custom questions in their own words', () => {
    expect(lead()).toMatchObject({
      source_channel: 'google',
      platform_lead_id: 'TeSter-CjwKCAiA0YYFBhDBARIsAO3n7lG1',
      full_name: 'Priya Sharma',
      email: 'priya.sharma@example.com',
      phone: { e164: '+919876543210', country: 'IN', guessed: false },
      residence_country: 'IN',
      citizenship_country: 'IN',
      answers: { 'Which program are you interested in?': 'Express Entry' },
      captured_at: RECEIVED_AT,
    });
  });

  it('IN-01: reads answers without column_name, in any language', () => {
    const answers = googleAnswers({ name: 'Priya Sharma', email: 'p@example.com', phone: '+919876543210' }).map(({ column_id, string_value }) => ({ column_id, string_value }));
    expect(lead(googleDelivery({ user_column_data: answers }))).toMatchObject({ full_name: 'Priya Sharma', email: 'p@example.com' });
    const french = answers.map((answer, index) => ({ ...answer, column_name: ['Nom complet', 'Adresse e-mail', 'Numéro'][index] }));
    expect(lead(googleDelivery({ user_column_data: french }))).toMatchObject({ full_name: 'Priya Sharma', email: 'p@example.com', phone: { e164: '+919876543210' } });
  });

  it('IN-12: keeps gcl_id as a click id and the campaign’s ids to the last digit, and invents no UTM', () => {
    const body = JSON.stringify(googleLeadFormBody()).replace('20451234567', '12345678901234567891');
    expect(lead(jsonDelivery(body)).last_touch).toEqual({
      click_ids: { gclid: 'EAIaIQobChMI7d3M1pHqhAMVRg4GAB0' },
      platform: { campaign_id: '12345678901234567891', adgroup_id: '155512345678', ad_id: '690012345678', form_id: '40000000123' },
    });
  });

  it('IN-13: assumes no consent; records what the firm declares that its form says', () => {
    expect(lead().consents).toEqual([]);
    const declared = intakeSettings.parse({ google: { form_consents: [{ form_id: '40000000123', channels: ['email'], purposes: ['service'], text: 'By sending you agree to be contacted' }] } });
    expect(lead(googleDelivery(), declared).consents).toEqual([
      expect.objectContaining({ channel: 'email', purpose: 'service', status: 'granted', text: 'By sending you agree to be contacted', proof: expect.objectContaining({ form_id: '40000000123' }) }),
    ]);
    expect(lead(googleDelivery({ form_id: 1 }), declared).consents).toEqual([]);
  });

  it('IN-13: reads a consent question of the form', () => {
    const boxes = intakeSettings.parse({ consent_fields: { 'May we send you news?': { purposes: ['marketing'], channels: ['email'] } } });
    const answers = [...googleAnswers({ name: 'A', email: 'a@example.com', phone: '' }), { column_id: 'q1', column_name: 'May we send you news?', string_value: 'Yes' }];
    expect(lead(googleDelivery({ user_column_data: answers }), boxes)).toMatchObject({ answers: {}, consents: [{ purpose: 'marketing', status: 'granted', channel: 'email' }] });
  });

  it('GV-02: names the key as the secret of the body and leaves it out of the payload', () => {
    expect(googleLeadForm.secretsIn(googleDelivery())).toEqual([{ kind: 'secret', value: GOOGLE_KEY }]);
    expect(googleLeadForm.payloadOf(googleDelivery())).toMatchObject({ lead_id: expect.any(String) });
    expect(JSON.stringify(googleLeadForm.payloadOf(googleDelivery()))).not.toContain(GOOGLE_KEY);
  });
});
