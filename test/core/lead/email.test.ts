import { normalizeEmail } from '../../../engine/core/lead';

const flagsOf = (text: string) => normalizeEmail(text).flags.map(({ code }) => code);

describe('normalizeEmail', () => {
  it.each([
    ['  Ana.Perez@Example.COM ', 'ana.perez@example.com'],
    ['Ana Perez <ana@example.com>', 'ana@example.com'],
    ['mailto:ana@example.com', 'ana@example.com'],
    ['ana @ example.com.', 'ana@example.com'],
    ['ana\u200b@example.com', 'ana@example.com'],
    ['"Perez, Ana" <ana@example.com>', 'ana@example.com'],
    ['MAILTO:Ana@Example.com?subject=hi', 'ana@example.com'],
    ['E-mail: ana@example.com', 'ana@example.com'],
    ['ana (at) example (dot) com', 'ana@example.com'],
    ['ana＠example．com', 'ana@example.com'],
  ])('IN-11: cleans %j', (text, email) => {
    expect(normalizeEmail(text)).toEqual({ email, flags: [] });
  });

  it.each(["o'brien+crm@example.co.uk", 'a.b.c@gmail.com', 'x@y.museum', 'δοκιμή@παράδειγμα.ελ', '_weird_@sub.sub.example.org', '"john doe"@example.com', '"a@b"@example.com', 'x@example.photography', 'x@xn--bcher-kva.example', 'राम@मोहन.ईन्फो', '用户@例子.广告', 'user@[192.0.2.1]', 'josé@example.com', '!def!xyz%abc@example.com', '1234567890@example.com', 'user%x@example.org'])(
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
    ['ana@gmail.co', 'gmail.com'],
    ['ana@gmail.comm', 'gmail.com'],
    ['ana@gmai.com', 'gmail.com'],
    ['ana@yaho.co', 'yahoo.com'],
    ['ana@hotmial.fr', 'hotmail.fr'],
    ['ana@iclod.com', 'icloud.com'],
    ['ana@firm.con', 'firm.com'],
  ])('IN-11: flags %s as a likely typing error for %s without changing it', (text, meant) => {
    const { email, flags } = normalizeEmail(text);
    expect(email).toBe(text);
    expect(flags).toEqual([{ code: 'email_typo_domain', field: 'email', message: expect.stringContaining(meant) }]);
  });

  it.each(
    (
      'mail.com ymail.com email.com gmx.com gmx.de gmx.net yahoo.ca yahoo.co.id yahoo.co.nz yahoo.com.br yahoo.in hotmail.fr hotmail.co.uk hotmail.es outlook.de outlook.com.br live.ca live.com love.com like.com hey.com me.com mac.com ' +
      'aol.com msn.com qq.com 163.com 126.com web.de mail.ru yandex.ru yandex.kz proton.me pm.me fastmail.com zoho.com tutanota.com rogers.com shaw.ca bell.net telus.net cloud.com wahoo.com comcast.com comcast.net company.co startup.io ' +
      'firm.cm university.edu.in naver.com daum.net seznam.cz orange.fr free.fr libero.it t-online.de uol.com.br googlemail.com rocketmail.com hushmail.com inbox.lv ukr.net rediffmail.com example.museum'
    )
      .split(' ')
      .map((domain) => `ana@${domain}`),
  )('IN-11: does not suspect the real domain of %s', (text) => {
    expect(flagsOf(text)).toEqual([]);
  });

  it('IN-11: flags role mailboxes and throw-away addresses', () => {
    expect(flagsOf('info@example.com')).toEqual(['email_role_mailbox']);
    expect(flagsOf('Sales+web@example.com')).toEqual(['email_role_mailbox']);
    expect(flagsOf('info2@example.com')).toEqual(['email_role_mailbox']);
    expect(flagsOf('admissions@example.ca')).toEqual(['email_role_mailbox']);
    expect(flagsOf('infotech@example.com')).toEqual([]);
    expect(flagsOf('x1@mailinator.com')).toEqual(['email_disposable']);
    expect(flagsOf('x1@box.mailinator.com')).toEqual(['email_disposable']);
  });

  it.each(['', 'none', 'ana@', '@example.com', 'ana@example', 'ana@@example.com', 'ana..b@example.com', 'ana@-example.com', 'ana perez@gmail.com', 'Ana ana@gmail.com', 'ana@gmail,com', 'ana@gmailcom', '.ana@example.com', 'ana.@example.com', 'ana@example..com', 'ana@example.123', 'http://example.com'])('IN-11: gives null and a flag for %j', (text) => {
    expect(normalizeEmail(text)).toMatchObject({ email: null, flags: [{ code: 'email_not_valid' }] });
  });

  it('IN-11: takes the first of several addresses and says so', () => {
    for (const text of ['ana@example.com, bob@example.com', 'ana@example.com; bob@example.com', 'ana@example.com or bob@example.com']) expect(normalizeEmail(text)).toMatchObject({ email: 'ana@example.com', flags: [{ code: 'email_several' }] });
  });

  it('IN-11: helps with the commonest slip of an address that cannot exist', () => {
    expect(normalizeEmail('ana@gmail').flags[0]?.message).toContain('gmail.com');
  });
});
