import { normalizePhone } from '../../../engine/core/lead';

const codes = (text: string, hints: (string | null)[] = []) => normalizePhone(text, hints).flags.map(({ code }) => code);

describe('normalizePhone', () => {
  it.each([
    ['+1 416 555 0199', [], '+14165550199', 'CA'],
    ['+14155552671', ['CA'], '+14155552671', 'US'],
    ['+1 (876) 555-0123', ['CA'], '+18765550123', 'JM'],
    ['00358 40 123 4567', ['CA'], '+358401234567', 'FI'],
    ['tel:+91-98765-43210', [], '+919876543210', 'IN'],
    ['p:+919876543210', [], '+919876543210', 'IN'],
    ['(+92) 301 2345678', [], '+923012345678', 'PK'],
    ['+٩٧١ ٥٠ ١٢٣ ٤٥٦٧', [], '+971501234567', 'AE'],
  ])('IN-11: reads %s, which says its country itself, as a certain number', (text, hints, e164, country) => {
    expect(normalizePhone(text, hints)).toMatchObject({ phone: { e164, country, guessed: false }, flags: [] });
  });

  it('IN-11: takes +1 for no country when the number does not tell one', () => {
    expect(normalizePhone('+1 800 555 2671', ['CA']).phone).toMatchObject({ e164: '+18005552671', country: null, guessed: false });
  });

  it.each([
    ['416-555-0199', ['CA'], '+14165550199', 'CA'],
    ['098765 43210', [null, 'IN', 'CA'], '+919876543210', 'IN'],
    ['0301 2345678', ['PK', 'CA'], '+923012345678', 'PK'],
    ['919876543210', ['CA'], '+919876543210', 'IN'],
    ['040 1234567', ['FI'], '+358401234567', 'FI'],
  ])('IN-11: reads %s with the hints %j and marks it as a guess', (text, hints, e164, country) => {
    const { phone, flags } = normalizePhone(text, hints);
    expect(phone).toMatchObject({ e164, country, guessed: true });
    expect(flags).toEqual([{ code: 'phone_country_guessed', field: 'phone', message: expect.stringContaining(country) }]);
  });

  it.each(['416 555 0199 ext. 12', '416 555 0199 x12', '416 555 0199 poste 12', '+1 416 555 0199;ext=12'])('IN-11: keeps the extension of %s', (text) => {
    expect(normalizePhone(text, ['CA']).phone).toMatchObject({ e164: '+14165550199', extension: '12' });
  });

  it.each([
    ['3.58E+11', 'phone_scientific_notation'],
    ['4,16555E+09', 'phone_scientific_notation'],
    ['order 4165550', 'phone_unreadable'],
    ['#100-4471', 'phone_unreadable'],
    ['call me after 5', 'phone_unreadable'],
    ['1234567', 'phone_not_valid'],
    ['100004471', 'phone_not_valid'],
    ['+1 000 000 0000', 'phone_not_valid'],
  ])('IN-11: refuses %s as a phone number and says why', (text, code) => {
    expect(normalizePhone(text, ['CA'])).toMatchObject({ phone: null, flags: [{ code }] });
  });

  it('IN-11: takes the first of several numbers and says so', () => {
    expect(normalizePhone('+1 416 555 0199 / +1 647 555 0123', []).phone?.e164).toBe('+14165550199');
    expect(codes('+1 416 555 0199 or +1 647 555 0123')).toEqual(['phone_several']);
  });

  it('IN-11: does not guess without a hint', () => {
    expect(normalizePhone('416 555 0199', [null])).toMatchObject({ phone: null, flags: [{ code: 'phone_not_valid' }] });
  });
});
