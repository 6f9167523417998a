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
  ])('IN-11: writes %s as %s', (text, name) => {
    expect(full(text).full_name).toBe(name);
  });

  it.each(['Leonardo DiCaprio', 'AJ Smith', 'J.R.R. Tolkien', 'Le Thi Hoa', 'Nguyen Van An', '김민수', '王小明', 'محمد علي', 'ਹਰਪ੍ਰੀਤ ਸਿੰਘ', 'გიორგი ბერიძე'])(
    'IN-11: keeps %s as it was typed',
    (text) => {
      expect(full(text).full_name).toBe(text);
    },
  );

  it('IN-11: keeps a one-word name whole and invents no family name', () => {
    expect(full('MADHURI')).toEqual({ full_name: 'Madhuri', first_name: 'Madhuri', last_name: null });
  });

  it('IN-11: splits before the particles of a family name, and not at all where the order is not known', () => {
    expect(full('ana van der berg')).toMatchObject({ first_name: 'Ana', last_name: 'van der Berg' });
    expect(full('martin luther king jr')).toMatchObject({ first_name: 'Martin Luther', last_name: 'King Jr' });
    expect(full('王 小明')).toMatchObject({ full_name: '王 小明', first_name: null, last_name: null });
  });

  it('IN-11: joins separate parts, with the family name in its own case', () => {
    expect(normalizeName({ full_name: null, first_name: 'MARIA', last_name: 'DE LA CRUZ' })).toEqual({ full_name: 'Maria de la Cruz', first_name: 'Maria', last_name: 'de la Cruz' });
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
});
