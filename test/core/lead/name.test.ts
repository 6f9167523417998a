import fc from 'fast-check';

import { normalizeName } from '../../../engine/core/lead';

const full = (text: string) => normalizeName({ full_name: text, first_name: null, last_name: null });

describe('normalizeName', () => {
  it.each([
    ['ANA PEREZ', 'Ana Perez'],
    ['ronald mcdonald', 'Ronald McDonald'],
    ['RONALD MCDONALD', 'Ronald McDonald'],
    ["sinead o'brien", "Sinead O'Brien"],
    ['SINEAD O’BRIEN', 'Sinead O’Brien'],
    ['jan van der berg', 'Jan van der Berg'],
    ['JAN VAN DER BERG', 'Jan van der Berg'],
    ['MARIA DE LA CRUZ', 'Maria de la Cruz'],
    ['Maria DE LA CRUZ', 'Maria de la Cruz'],
    ['jean-luc picard', 'Jean-Luc Picard'],
    ['flora macdonald', 'Flora MacDonald'],
    ['JOSE MACIAS', 'Jose Macias'],
    ['martin luther king JR', 'Martin Luther King Jr'],
    ['henry ford iii', 'Henry Ford III'],
    ['mr. john smith', 'John Smith'],
    ['SMITH, JOHN', 'John Smith'],
    ['John Smith, Jr.', 'John Smith Jr.'],
    ['jOHN SMITH', 'John Smith'],
    ['  ana   perez ', 'Ana Perez'],
    ['ÉLODIE LEFÈVRE', 'Élodie Lefèvre'],
    ['ИВАН ПЕТРОВ', 'Иван Петров'],
    ['NGUYEN VAN AN', 'Nguyen Van An'],
    ['mohammed bin salman', 'Mohammed bin Salman'],
    ['siti binti abdullah', 'Siti binti Abdullah'],
    ['AHMED AL-RASHID', 'Ahmed al-Rashid'],
    ['zia-ul-haq', 'Zia-ul-Haq'],
    ['flora macleod', 'Flora MacLeod'],
    ['john macey', 'John Macey'],
    ['MACKENZIE SMITH', 'Mackenzie Smith'],
    ['PATRICK McDONALD', 'Patrick McDonald'],
    ["gianni d'angelo", "Gianni D'Angelo"],
    ["mary-kate o'hara-smith", "Mary-Kate O'Hara-Smith"],
    ["gerard 't hooft", "Gerard 't Hooft"],
    ['j.r.r. tolkien', 'J.R.R. Tolkien'],
    ['JP MORGAN', 'JP Morgan'],
    ['MD RAHMAN', 'Md Rahman'],
    ['JOHN SMITH MD', 'John Smith MD'],
    ['SAMMY DAVIS JR.', 'Sammy Davis Jr.'],
    ['Smith, John Jr.', 'John Smith Jr.'],
    ['garcía márquez, gabriel josé', 'Gabriel José García Márquez'],
    ['Prof. Dr. Hans Müller', 'Hans Müller'],
    ['Mrs.Ana Lopez', 'Ana Lopez'],
    ['Doe, Dr. Jane', 'Jane Doe'],
    ['Sr. Juan Perez', 'Juan Perez'],
    ['İBRAHİM YILMAZ', 'İbrahim Yılmaz'],
    ['ibrahim yıldız', 'İbrahim Yıldız'],
    ['IJSBRAND DE VRIES', 'IJsbrand de Vries'],
    ['ijeoma okafor', 'Ijeoma Okafor'],
    ['KIM DO HYUN', 'Kim Do Hyun'],
    ['LE VAN HUNG', 'Le Van Hung'],
    ['ΝΙΚΟΣ ΠΑΠΑΣ', 'Νικος Παπας'],
    ['Ana 🌸 Perez', 'Ana Perez'],
    ['\u202eANA\u202c', 'Ana'],
    ['robert "bob" smith', 'Robert "Bob" Smith'],
  ])('IN-11: writes %s as %s', (text, name) => {
    expect(full(text).full_name).toBe(name);
  });

  it.each(['Leonardo DiCaprio', 'AJ Smith', 'J.R.R. Tolkien', 'Le Thi Hoa', 'DeShawn Jackson', 'LaToya', 'Van Morrison', 'Seán Ó Súilleabháin', 'Macdonald', 'Mr and Mrs Smith', 'Иван Петров', 'प्रिया शर्मा', 'Ko’u', 'Nguyen Van An', '김민수', '王小明', 'محمد علي', 'ਹਰਪ੍ਰੀਤ ਸਿੰਘ', 'გიორგი ბერიძე'])(
    'IN-11: keeps %s as it was typed',
    (text) => {
      expect(full(text).full_name).toBe(text);
    },
  );

  it('IN-11: keeps a one-word name whole and invents no family name', () => {
    expect(full('MADHURI')).toEqual({ full_name: 'Madhuri', first_name: 'Madhuri', last_name: null, flags: [] });
  });

  it('IN-11: splits before the particles of a family name, and not at all where the order is not known', () => {
    expect(full('ana van der berg')).toMatchObject({ first_name: 'Ana', last_name: 'van der Berg' });
    expect(full('martin luther king jr')).toMatchObject({ first_name: 'Martin Luther', last_name: 'King Jr' });
    expect(full('王 小明')).toMatchObject({ full_name: '王 小明', first_name: null, last_name: null });
  });

  it('IN-11: joins separate parts, with the family name in its own case', () => {
    expect(normalizeName({ full_name: null, first_name: 'MARIA', last_name: 'DE LA CRUZ' })).toMatchObject({ full_name: 'Maria de la Cruz', first_name: 'Maria', last_name: 'de la Cruz' });
    expect(normalizeName({ full_name: null, first_name: null, last_name: 'van dyke' }).full_name).toBe('van Dyke');
    expect(normalizeName({ full_name: '  ', first_name: null, last_name: null }).full_name).toBeNull();
  });

  it('IN-11: gives the same name when its own result comes back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([a-zA-Z][a-zA-Z'-]{1,9}[a-zA-Z] ?){1,4}$/), (text) => {
        const once = full(text).full_name;
        expect(full(once ?? '').full_name).toBe(once);
      }),
    );
  });

  it.each([
    ['http://spam.example', 'name_is_link'],
    ['WWW.CHEAP-LOANS.COM', 'name_is_link'],
    ['ana@example.com', 'name_is_email'],
    ['🔥🔥🔥', 'name_not_a_name'],
    ['12345', 'name_not_a_name'],
    ['N/A', 'name_not_a_name'],
    ['-', 'name_not_a_name'],
    ['null', 'name_not_a_name'],
  ])('IN-11: takes %s for no name and flags it', (text, code) => {
    expect(full(text)).toMatchObject({ full_name: null, first_name: null, last_name: null, flags: [{ code, field: 'full_name' }] });
  });

  it('IN-11: knows given and family name where the text itself tells them apart', () => {
    expect(full('DUPONT Jean')).toMatchObject({ full_name: 'Dupont Jean', first_name: 'Jean', last_name: 'Dupont' });
    expect(full('Jean-Luc DE LA TOUR')).toMatchObject({ first_name: 'Jean-Luc', last_name: 'de la Tour' });
    expect(full('García Márquez, Gabriel José')).toMatchObject({ first_name: 'Gabriel José', last_name: 'García Márquez' });
    expect(full('Иванова Анна Сергеевна')).toMatchObject({ first_name: 'Анна Сергеевна', last_name: 'Иванова' });
    expect(full('NGUYEN VAN AN')).toMatchObject({ first_name: 'Van An', last_name: 'Nguyen' });
    expect(full('kim do hyun')).toMatchObject({ full_name: 'Kim Do Hyun', first_name: null, last_name: null });
  });

  it('IN-11: writes a capital I without a dot only for a Turkish person', () => {
    const parts = { full_name: 'IŞIK YILDIRIM', first_name: null, last_name: null };
    expect(normalizeName(parts, { turkish: true }).full_name).toBe('Işık Yıldırım');
    expect(normalizeName(parts).full_name).toBe('Işik Yildirim');
  });

  it('IN-11: treats a form’s filler in the family name as missing', () => {
    expect(normalizeName({ full_name: null, first_name: 'MADHURI', last_name: '.' })).toMatchObject({ full_name: 'Madhuri', last_name: null });
  });
});
