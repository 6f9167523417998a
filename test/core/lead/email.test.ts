import { normalizeEmail } from '../../../engine/core/lead';

const flagsOf = (text: string) => normalizeEmail(text).flags.map(({ code }) => code);

describe('normalizeEmail', () => {
  it.each([
    ['  Ana.Perez@Example.COM ', 'ana.perez@example.com'],
    ['Ana Perez <ana@example.com>', 'ana@example.com'],
    ['mailto:ana@example.com', 'ana@example.com'],
    ['ana @ example.com.', 'ana@example.com'],
    ['ana\u200b@example.com', 'ana@example.com'],
  ])('IN-11: cleans %j', (text, email) => {
    expect(normalizeEmail(text)).toEqual({ email, flags: [] });
  });

  it.each(["o'brien+crm@example.co.uk", 'a.b.c@gmail.com', 'x@y.museum', 'δοκιμή@παράδειγμα.ελ', '_weird_@sub.sub.example.org', 'user%x@example.org'])(
    'IN-11: takes %s as it is: unusual is not wrong',
    (text) => {
      expect(normalizeEmail(text)).toEqual({ email: text, flags: [] });
    },
  );

  it.each([
    ['ana@gmial.com', 'gmail.com'],
    ['ana@gmail.con', 'gmail.com'],
    ['ana@gamil.com', 'gmail.com'],
    ['ana@gnail.com', 'gmail.com'],
    ['ana@hotmial.com', 'hotmail.com'],
    ['ana@yaho.com', 'yahoo.com'],
    ['ana@outlok.con', 'outlook.com'],
  ])('IN-11: flags %s as a likely typing error for %s without changing it', (text, meant) => {
    const { email, flags } = normalizeEmail(text);
    expect(email).toBe(text);
    expect(flags).toEqual([{ code: 'email_typo_domain', field: 'email', message: expect.stringContaining(meant) }]);
  });

  it.each(['ana@mail.com', 'ana@ymail.com', 'ana@email.com', 'ana@gmx.com', 'ana@yahoo.ca', 'ana@company.co', 'ana@like.com'])('IN-11: does not suspect the real domain of %s', (text) => {
    expect(flagsOf(text)).toEqual([]);
  });

  it('IN-11: flags role mailboxes and throw-away addresses', () => {
    expect(flagsOf('info@example.com')).toEqual(['email_role_mailbox']);
    expect(flagsOf('Sales+web@example.com')).toEqual(['email_role_mailbox']);
    expect(flagsOf('x1@mailinator.com')).toEqual(['email_disposable']);
  });

  it.each(['', 'none', 'ana@', '@example.com', 'ana@example', 'ana@@example.com', 'ana..b@example.com', 'ana@-example.com'])('IN-11: gives null and a flag for %j', (text) => {
    expect(normalizeEmail(text)).toMatchObject({ email: null, flags: [{ code: 'email_not_valid' }] });
  });
});
