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

  it.each([
    ['011 91 98765 43210', ['US'], '+919876543210', false],
    ['00 91 98765 43210', ['CA'], '+919876543210', false],
    ['+4４ ７９１１ １２３４５６', [], '+447911123456', false],
    ['०९८७६५४३२१०', ['IN'], '+919876543210', true],
    ['+44 (0)7911 123456', [], '+447911123456', false],
    ['+234(0)8031234567', [], '+2348031234567', false],
    ['+0919876543210', [], '+919876543210', false],
    ['my number is +91 98765 43210', [], '+919876543210', false],
    ['+91-98765-43210 (WhatsApp)', [], '+919876543210', false],
    ['Mobile 416-555-0199', ['CA'], '+14165550199', true],
    ['📞 +91 98765 43210', [], '+919876543210', false],
    ['4165550199.0', ['CA'], '+14165550199', true],
    ['0171/2345678', ['DE'], '+491712345678', true],
    ['8 (916) 123-45-67', ['RU'], '+79161234567', true],
    ['+1-800-GO-FEDEX', [], '+18004633339', false],
    ['\u202a+1 416 555 0199\u202c', [], '+14165550199', false],
  ])('IN-11: reads %s with the hints %j as %s', (text, hints, e164, guessed) => {
    expect(normalizePhone(text, hints).phone).toMatchObject({ e164, guessed });
  });

  it.each([
    ['5491123456789', '+5491123456789'],
    ['5215512345678', '+525512345678'],
    ['+52 1 55 1234 5678', '+525512345678'],
    ['551187654321', '+5511987654321'],
    ['+55 11 98765-4321', '+5511987654321'],
  ])('IN-11: brings the WhatsApp id %s to the number that is dialled today', (text, e164) => {
    expect(normalizePhone(text, ['CA']).phone?.e164).toBe(e164);
  });

  it.each([
    ...['2/3/1990', '1990-04-12', '12.04.1990', '20240115', '15012024', '192.168.100.200', '2000-01-01 00:00', '20231231235959', '202312312359', '1700000000000'],
    ...['ORD-20240115-0042', 'INV 4165550199', 'Order #4165550199', '#4165550199', 'UCI 11-1234-5678', '10000447199', '4111 1111 1111 1111', '$25,000', '25000-50000', 'a1b2c3d4e5f6', '550e8400-e29b-41d4-a716-446655440000'],
    ...['9.19877E+11', '3.58401e+11', '+1', '911', '112', '0000000000', '1234567890', '555-0199', 'n/a', '-', '+', '()'],
  ])('IN-11: makes no number of %s, whatever country hints there are', (text) => {
    for (const hint of ['CA', 'US', 'DE', 'GB']) expect(normalizePhone(text, [hint]).phone).toBeNull();
  });

  it('IN-11: takes one number of several, and none of two halves', () => {
    for (const text of ['4165550199, 6475550100', '4165550199 / 6475550100', '4165550199; 6475550100']) expect(normalizePhone(text, ['CA'])).toMatchObject({ phone: { e164: '+14165550199' }, flags: [{ code: 'phone_several' }, {}] });
    expect(normalizePhone('+14165550199 +16475550123', []).phone?.e164).toBe('+14165550199');
    expect(normalizePhone('030/12345678', ['DE']).phone?.e164).toBe('+493012345678');
  });

  it('IN-11: says which kind of line it is, and flags what is no person’s', () => {
    expect(normalizePhone('+919876543210', []).phone?.type).toBe('mobile');
    expect(normalizePhone('+442079460958', []).phone?.type).toBe('fixed_line');
    expect(normalizePhone('+18005552671', [])).toMatchObject({ phone: { type: 'toll_free' }, flags: [{ code: 'phone_not_personal' }] });
    expect(normalizePhone('+449098790000', [])).toMatchObject({ phone: { type: 'premium_rate' }, flags: [{ code: 'phone_not_personal' }] });
  });

  it('IN-11: prefers the country whose way of writing the number is', () => {
    expect(normalizePhone('(416) 555-0199', ['IN', 'CA']).phone?.e164).toBe('+14165550199');
    expect(normalizePhone('98765 43210', ['IN', 'CA']).phone?.e164).toBe('+919876543210');
  });
});
