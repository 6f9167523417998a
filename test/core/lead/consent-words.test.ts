import { channelsIn, consentStatus } from '../../../engine/core/lead/consent-words';
import { intakeSettings, normalizeLead } from '../../../engine/core/lead';

const statements = (fields: Record<string, string>) =>
  normalizeLead(
    {
      ...{ source_channel: 'website', platform_lead_id: null, is_test: false, captured_at: new Date('2026-03-02T15:00:00Z'), consents: [], proof: {}, geo_country: null },
      ...{ first_touch: { click_ids: {}, platform: {} }, last_touch: { click_ids: {}, platform: {} }, robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null } },
      fields: Object.entries(fields).map(([label, value]) => ({ label, value })),
    },
    intakeSettings.parse({}),
  ).lead.consents.map(({ channel, purpose, status }) => `${channel} ${purpose} ${status}`);

describe('consent in words', () => {
  it.each(['on', 'true', '1', 'Yes', 'YES', 'checked', 'Oui', 'Sí', 'sim', 'ja', 'да', 'نعم', 'हाँ', '同意', 'はい', '예', 'Evet', 'I agree', 'I agree to be contacted by phone', 'Yes, I consent to emails', "J'accepte d'être contacté", 'Acepto', 'Ich stimme zu'])(
    'IN-13: takes %s for a consent',
    (value) => expect(consentStatus(value)).toBe('granted'),
  );

  it.each(['No', 'n', 'denied', 'Opt out', 'non', 'nein', 'nao', 'нет', 'لا', 'नहीं', '不同意', 'いいえ', 'Unsubscribe', 'No, thanks'])('IN-13: takes %s for a refusal', (value) => expect(consentStatus(value)).toBe('denied'));

  it.each(['', ' ', 'false', '0', 'off', 'unchecked', 'null', 'undefined', '[]', 'maybe', 'later', 'I do not agree', 'I agree not to be called', "Je n'accepte pas", 'Ich stimme nicht zu', 'I never agree', 'terms and conditions', 'https://example.com'])(
    'IN-13: hears no consent in %j',
    (value) => expect(consentStatus(value)).not.toBe('granted'),
  );

  it('IN-13: reads a list of ticked channels as a consent to these alone', () => {
    expect(channelsIn('email, WhatsApp')).toEqual(['email', 'whatsapp']);
    expect(channelsIn('["email","sms"]')).toEqual(['email', 'sms']);
    expect(channelsIn('email, pigeon')).toBeNull();
    expect(statements({ consent_marketing: 'email, whatsapp' })).toEqual(['whatsapp marketing granted', 'email marketing granted']);
    expect(statements({ consent: 'yes', consent_channels: 'E-mail and phone' })).toEqual(['call service granted', 'email service granted']);
  });

  it('IN-13: reads a ticked "do not contact me" as a refusal, an unticked one as nothing', () => {
    expect(new Set(statements({ unsubscribe: 'true' }).map((text) => text.split(' ').slice(1).join(' ')))).toEqual(new Set(['marketing denied']));
    expect(statements({ do_not_contact: 'no' }).every((text) => text.endsWith('unknown'))).toBe(true);
  });

  it('IN-13: lets a refusal outrank a consent of the same delivery', () => {
    const both = statements({ consent_marketing: 'yes', opt_out: 'yes' });
    expect(both).toHaveLength(4);
    expect(both.every((text) => text.endsWith('marketing denied'))).toBe(true);
  });
});
