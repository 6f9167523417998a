import { listFacts, type ListRow, openList, outboundList, reportCsv } from '../../../engine/adapters/list';
import { intakeSettings, normalizeLead, type StoredBody } from '../../../engine/core/lead';
import { FACTS } from '../../support/lists';

const settings = intakeSettings.parse({});
const at = new Date('2026-03-02T15:00:00Z');

async function opened(file: string | Buffer, name = 'list.csv') {
  const list = await openList({ name, bytes: Buffer.isBuffer(file) ? file : Buffer.from(file) }, FACTS, settings);
  const rows: ListRow[] = [];
  for await (const row of list.rows) rows.push(row);
  return { ...list, rows };
}

const stored = (row: ListRow): StoredBody => ({ body: Buffer.from(JSON.stringify(row)), content_type: 'application/json', headers: {}, received_at: at });
const judged = (row: ListRow) => outboundList.judge(stored(row), settings);
const leadOf = (row: ListRow) => normalizeLead(outboundList.read(stored(row), settings)[0]!, settings).lead;
const leads = async (file: string | Buffer) => (await opened(file)).rows.map(leadOf);

const PEOPLE = 'Name;E-Mail;Telefon\r\nJörg Müller;jorg@example.de;+49 30 901820\r\nZoë Strauß;zoe@example.de;\r\n';

function utf16be(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
}

describe('IN-06: opening a list', () => {
  it.each([
    ['UTF-8', Buffer.from(PEOPLE), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${PEOPLE}`), 'utf-8'],
    ['UTF-16 as Excel writes it', Buffer.from(`\uFEFF${PEOPLE}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian', utf16be(PEOPLE), 'utf-16be'],
    ['UTF-16 without a mark', Buffer.from(PEOPLE, 'utf16le'), 'utf-16le'],
    ['Windows-1252', Buffer.from(PEOPLE, 'latin1'), expect.stringMatching(/^(windows-1252|iso-8859-1)$/)],
  ])('reads %s', async (_name, bytes, encoding) => {
    const list = await opened(bytes);
    expect(list.encoding).toEqual(encoding);
    expect(list.rows.map(leadOf)).toMatchObject([{ full_name: 'Jörg Müller', email: 'jorg@example.de', phone: { e164: '+4930901820' } }, { full_name: 'Zoë Strauß', phone: null }]);
  });

  it('IN-06: reads Cyrillic in the Windows code page of its spreadsheets', async () => {
    const letters = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
    const cp1251 = (text: string) => Buffer.from([...text].map((char) => (letters.includes(char) ? 0xc0 + letters.indexOf(char) : char.charCodeAt(0))));
    const [lead] = await leads(cp1251('Имя,Почта,Комментарий\nТарас Шевченко,taras@example.com,Хочу переехать в Канаду по программе для предпринимателей\n'));
    expect(lead).toMatchObject({ full_name: 'Тарас Шевченко', email: 'taras@example.com', message: 'Хочу переехать в Канаду по программе для предпринимателей' });
  });

  it.each([[','], [';'], ['\t'], ['|']])('IN-06: finds the separator %j, also where another one stands in quotes', async (separator) => {
    const row = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(separator);
    const [lead] = await leads([row('Email', 'Notes', 'City'), row('a@example.com', 'one, two; three | four\tfive', 'x')].join('\n'));
    expect(lead).toMatchObject({ email: 'a@example.com', message: expect.stringContaining('one, two; three | four') });
  });

  it("takes Excel's own line about the separator, titles above the header, and tells the line of each row", async () => {
    expect((await opened('sep=;\r\nEmail;Tel\r\na@example.com;1\r\n')).rows).toMatchObject([{ line: 3, cells: ['a@example.com', '1'] }]);
    const list = await opened('Leads of March\n\nEmail,Name\n\na@example.com,"two\nlines"\n,\nb@example.com,B\n');
    expect(list.rows.map(({ line, cells }) => [line, ...cells])).toEqual([[5, 'a@example.com', 'two\nlines'], [8, 'b@example.com', 'B']]);
  });

  it('loses no row to a quote that is never closed', async () => {
    const { rows } = await opened('Email,Name\na@example.com,"A, the first"\nb@example.com,"B\nc@example.com,C\n');
    expect(rows.map(({ cells }) => cells)).toEqual([['a@example.com', 'A, the first'], ['b@example.com', '"B'], ['c@example.com', 'C']]);
  });

  it.each([
    ['Spanish', 'Nombre completo,Correo electrónico,Teléfono,Nacionalidad', 'Ana Ruiz,ana@example.com,+34 612 345 678,Mexicana'],
    ['French', 'Nom,Prénom,Courriel,Tél. portable,Pays de résidence', 'Dupont,Jean,jean@example.com,+33 6 12 34 56 78,France'],
    ['Portuguese', 'Nome,E-mail,Telemóvel', 'Rui Sá,rui@example.com,+351 912 345 678'],
    ['German', 'Vorname;Nachname;E-Mail-Adresse;Handynummer', 'Jörg;Groß;jg@example.com;+49 1512 3456789'],
    ['Hindi', 'पूरा नाम,ईमेल,मोबाइल नंबर', 'प्रिया शर्मा,priya@example.com,+91 98765 43210'],
    ['Arabic', 'الاسم الكامل,البريد الإلكتروني,رقم الجوال', 'فاطمة حسن,fatima@example.com,+971 50 123 4567'],
    ['Chinese', '姓名,电子邮箱,手机号码', '王小明,wang@example.com,+86 138 0013 8000'],
    ['Turkish', 'Ad Soyad;E-posta;Cep Telefonu', 'Ayşe Yılmaz;ayse@example.com;+90 532 123 45 67'],
  ])('knows the columns of a list in %s', async (_language, header, row) => {
    const [lead] = await leads(`${header}\n${row}\n`);
    expect(lead).toMatchObject({ full_name: expect.stringMatching(/\S/), email: expect.stringContaining('@example.com'), phone: { e164: expect.stringMatching(/^\+\d{10,}/) } });
  });

  it('keeps columns of the same name, and rows that are too short', async () => {
    const [first, second] = await leads('Name,Email,Email,Phone\nA B,,second@example.com,\nC D,first@example.com\n');
    expect(first).toMatchObject({ email: 'second@example.com' });
    expect(second).toMatchObject({ full_name: 'C D', email: 'first@example.com' });
  });

  it.each([
    ['LIST_NOT_CSV', Buffer.from('PK\u0003\u0004 a workbook')],
    ['LIST_EMPTY', Buffer.from('\uFEFF \r\n')],
    ['LIST_WITHOUT_HEADER', Buffer.from('Ana,ana@example.com,+14165550199\nBo,bo@example.com,+14165550198\n')],
  ])('refuses with %s what is no list', async (code, bytes) => {
    await expect(opened(bytes)).rejects.toMatchObject({ code });
  });
});

describe('IN-06: a row', () => {
  it('needs source, date and consent proof of its list', () => {
    const gaps = listFacts.safeParse({ source: ' ', date: 'last week' });
    expect(gaps.error?.issues.map(({ path }) => path[0])).toEqual(['source', 'date', 'consent_proof']);
  });

  it('becomes an outbound lead with the consent and proof of its list', async () => {
    const [row] = (await opened('Name,Email\nAna,ana@example.com\n')).rows;
    expect(leadOf(row!)).toMatchObject({
      source_channel: 'outbound',
      platform_lead_id: null,
      consents: [
        { channel: 'email', purpose: 'service', status: 'granted', captured_at: new Date('2026-02-20T00:00:00Z'), proof: { consent_proof: 'Signed sheets, folder 2026-02', list_source: FACTS.source, line: '2' } },
        { channel: 'call', purpose: 'service' },
      ],
    });
  });

  it("IN-08: is Meta's own lead where the list is Meta's export, without its prefixes", async () => {
    const header = 'id\tcreated_time\tad_id\tcampaign_id\tform_id\tis_organic\tplatform\tfull_name\tphone_number\temail';
    const rows = ['l:1234567890123456\t2026-02-20T10:00:00+00:00\tag:23850\tc:99887766\tf:5544332211\tfalse\tfb\tAna Ruiz\tp:+34612345678\tana@example.com', 'l:999\t\t\t\tf:1\t\t\t<test lead: dummy data for full_name>\tp:<test lead: dummy data for phone_number>\ttest@fb.com'];
    const list = await opened(Buffer.from(`\uFEFF${[header, ...rows].join('\n')}\n`, 'utf16le'));
    const [ana, test] = list.rows.map(leadOf);
    expect(ana).toMatchObject({ source_channel: 'meta', platform_lead_id: '1234567890123456', phone: { e164: '+34612345678' }, last_touch: { platform: { campaign_id: '99887766', form_id: '5544332211' } } });
    expect(judged(list.rows[0]!)).toMatchObject({ kind: 'accepted', notices: [{ dedupe: { key: 'meta:1234567890123456' } }] });
    expect(test).toMatchObject({ is_test: true });
    expect(judged(list.rows[1]!)).toMatchObject({ kind: 'accepted', notices: [{ is_test: true }] });
  });

  it.each([
    ['no-at.example.com', '+14165550199', [{ field: 'email', message: expect.stringMatching(/'no-at.example.com'.*such as ana@example.com/) }]],
    ['a@example.com', '3.58E+11', [{ field: 'phone', message: expect.stringMatching(/'3.58E\+11' was shortened.*country code/) }]],
    ['', '', [{ field: 'email|phone', message: 'one of the two is required' }]],
    ['nobody', '12', [{ field: 'email', message: expect.any(String) }, { field: 'phone', message: expect.any(String) }]],
  ])('is rejected with the values %j and %j, each mistake told with what is allowed', async (email, phone, problems) => {
    const [row] = (await opened(`Name,Email,Phone\nAna,${email},${phone}\n`)).rows;
    expect(judged(row!)).toMatchObject({ kind: 'rejected', code: 'LIST_ROW_INVALID', message: expect.stringContaining('Line 2'), problems });
  });

  it('comes in with one readable contact where the import allows it, but never with more values than columns', async () => {
    const lenient = { ...FACTS, accept_mistakes: true };
    const [row, ragged] = (await opened('Name,Email,Phone\nAna,a@example.com,12\nBo,b@example.com,,Toronto,2 kids\n')).rows;
    expect(judged({ ...row!, list: lenient })).toMatchObject({ kind: 'accepted' });
    expect(judged({ ...ragged!, list: lenient })).toMatchObject({ kind: 'rejected', problems: [{ field: 'row', message: expect.stringContaining('5 values for 3 columns') }] });
  });

  it('IN-08: is known again in a file that was saved anew, in another order and with other quotes', async () => {
    const [first] = (await opened('Email,Name\na@example.com,Ana\n')).rows;
    const [again] = (await opened('email;NAME\r\n"b@example.com";Bo\r\n"a@example.com";"Ana"\r\n')).rows.slice(1);
    const key = (row: ListRow | undefined) => (judged(row!) as { notices?: object }).notices;
    expect(key(again)).toEqual(key(first));
  });

  it('never runs a formula: it stays text in the lead and in the report', async () => {
    const [row] = (await opened(`Name,Email,Notes\n"=HYPERLINK(""http://x.example"",""click"")",a@example.com,@SUM(1+1)\n`)).rows;
    expect(leadOf(row!).originals).toMatchObject({ Name: '=HYPERLINK("http://x.example","click")' });
    const csv = reportCsv([{ line: 2, result: 'warning', field: 'name', value: '=1+1', message: '-x, "y"', delivery_id: 'd' }]).toString();
    expect(csv).toBe(`\uFEFFline,result,field,value,message,delivery_id\r\n2,warning,name,"'=1+1","'-x, ""y""",d\r\n`);
  });
});
