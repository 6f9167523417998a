import fc from 'fast-check';

import { intakeSettings, LEAD_FIELDS, normalizeLead, type SourceLead } from '../../../engine/core/lead';
import { normalizedLead } from '../../../engine/core/model';

const settings = intakeSettings.parse({});
const touch = { click_ids: {}, platform: {} };

function source(fields: SourceLead['fields'], rest: Partial<SourceLead> = {}): SourceLead {
  return {
    ...{ source_channel: 'website', platform_lead_id: null, is_test: false, captured_at: new Date('2026-03-02T15:00:00Z'), fields },
    ...{ first_touch: touch, last_touch: touch, consents: [], proof: {}, geo_country: null, robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null } },
    ...rest,
  };
}

const label = fc.oneof(fc.constantFrom(...LEAD_FIELDS, 'Name', 'consent', 'consent_marketing', 'unsubscribe', 'Where do you live?', '__proto__', 'constructor'), fc.string({ unit: 'binary' }));
/** What people and robots put in: near misses of every field, other scripts, halves of characters, controls, and real noise. */
const hostile = fc.constantFrom(
  ...['\0', '\ud800', '\udc00x', 'a\ud83d', '\u202e\u2066abc\u2069', '\u200d\u200d', 'Z̸̢̛̼͎̈́a̷̛', '👨‍👩‍👧‍👦', '(((((((((', '+++++++', '....@....', '"@"@"', '<<<<<<<', '<a@<b@c>>', '٣٫٥٨E+١١', '+1'.repeat(50), "O'".repeat(40), '-'.repeat(300), '='],
  ...['mcmcmcmc', 'a,b,c,d', ',', ', ', 'Jr.', 'Dr', 'van der', 'İ', 'ß', 'ﬀ', 'ǅ', '𝕬𝖓𝖆', 'ＡＮＡ', 'no', 'NA', 'The', 'of the', 'Republic of', 'passport 1', 'born', '4'.repeat(19), 'mailto:', '\r\n\t', '\u2028'],
);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 40 }), hostile, fc.array(hostile, { maxLength: 4 }).map((parts) => parts.join(' ')), fc.stringMatching(/^[+()\d .-]{0,24}$/), fc.json());
const fields = fc.array(fc.record({ label, value: text }), { maxLength: 14 });

describe('normalizeLead with anything', () => {
  it('IN-11: never throws, gives a lead that the model accepts, and the same one each time', () => {
    fc.assert(
      fc.property(fields, text, (list, id) => {
        const lead = source(list, { platform_lead_id: id, proof: { ip: id } });
        const first = normalizeLead(lead, settings);
        expect(normalizedLead.parse(first.lead)).toEqual(first.lead);
        expect(normalizeLead(lead, settings)).toEqual(first);
      }),
      { numRuns: 400 },
    );
  });

  it('IN-07: keeps nothing that PostgreSQL refuses: no NUL, no half a character', () => {
    fc.assert(
      fc.property(fields, text, (list, id) => {
        const json = JSON.stringify(normalizeLead(source(list, { platform_lead_id: id, last_touch: { ...touch, utm_campaign: id } }), settings).lead);
        expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
      { numRuns: 400 },
    );
  });

  it('IN-11: changes nothing when its own result comes back', () => {
    const personal = ['full_name', 'email', 'residence_country', 'citizenship_country', 'destination_country', 'message'] as const;
    fc.assert(
      fc.property(fields, (all) => {
        // A family name alone has other rules than a full name, which is what comes back.
        const list = all.filter((field) => field.label !== 'last_name');
        const once = normalizeLead(source(list), settings).lead;
        const back = personal.flatMap((name) => (once[name] === null ? [] : [{ label: name, value: once[name] }]));
        const again = normalizeLead(source(once.phone ? [...back, { label: 'phone', value: once.phone.e164 }] : back), settings).lead;
        for (const name of personal) expect(again[name]).toBe(once[name]);
        expect(again.phone?.e164).toBe(once.phone?.e164);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['a', ' ', '1', '+', '@', '.', 'a@', "O'", 'Mc', '(', '<', 'passport ', 'born ', '１', '\u0301', '\u202e', 'x '.repeat(3), 'ab,', 'no. ', '4 '])('IN-11: comes to an end with 10 kB of %j in every field', (piece) => {
    const long = piece.repeat(Math.ceil(10_000 / piece.length));
    const { lead } = normalizeLead(source(LEAD_FIELDS.map((field) => ({ label: field, value: long }))), settings);
    expect(normalizedLead.safeParse(lead).success).toBe(true);
  });
});
