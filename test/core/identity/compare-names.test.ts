import fc from 'fast-check';

import { compareNames, type NameLevel } from '../../../engine/core/identity';

const CASES: [string, string, NameLevel][] = [
  ['Priya Sharma', 'priya sharma', 'same'],
  ['Priya Sharma', 'Sharma, Priya', 'same'],
  ['José Álvarez', 'Jose Alvarez', 'same'],
  ['Ana de Souza', 'Ana Desouza', 'same'],
  ['Mary Ann Lee', 'Maryann Lee', 'same'],
  ['Abdul Rahman Khan', 'Abdulrahman Khan', 'same'],
  ['Dr. Priya Sharma', 'Priya Sharma', 'same'],
  ["Sean O'Brien", 'Sean OBrien', 'same'],
  ['Mohammed Ali', 'Muhammad Ali', 'variant'],
  ['Jaspreet Gill', 'Jasprit Gil', 'variant'],
  ['Catherine Smith', 'Katherine Smith', 'variant'],
  ['Micheal Johnson', 'Michael Johnson', 'variant'],
  ['Priya Kumari Sharma', 'Priya Sharma', 'variant'],
  ['Nguyen Thi Lan', 'Lan Nguyen', 'variant'],
  ['P. Sharma', 'Priya Sharma', 'abbreviated'],
  ['Priya S', 'Priya Sharma', 'abbreviated'],
  ['Priya', 'Priya Sharma', 'abbreviated'],
  ['Raj Patel', 'Rajesh Patel', 'abbreviated'],
  ['Sharma', 'Priya Sharma', 'partial'],
  ['P', 'Priya Sharma', 'partial'],
  ['Priya Sharma', 'Priya Patel', 'partial'],
  ['Mandeep Singh', 'Sandeep Singh', 'partial'],
  ['Kiran Rao', 'Karan Rao', 'partial'],
  ['Daniel Costa', 'Daniela Costa', 'partial'],
  ['Mario Rossi', 'Maria Rossi', 'partial'],
  ['John Smith', 'John Smith Jr', 'partial'],
  ['John Smith Sr.', 'John Smith Jr.', 'different'],
  ['Priya Sharma', 'Raj Sharma', 'different'],
  ['Manpreet Gill', 'Gurdeep Gill', 'different'],
  ['Jaspreet Singh Gill', 'Jaspreet Kaur Gill', 'different'],
  ['Le Minh', 'Do Minh', 'different'],
  ['Priya', 'Raj', 'different'],
  ['Priya Sharma', 'प्रिया शर्मा', 'unknown'],
  ['', 'Priya Sharma', 'unknown'],
];

describe('compareNames', () => {
  it.each(CASES)('ID-03: %s and %s are %s', (left, right, level) => {
    expect(compareNames(left, right)).toMatchObject({ level });
    expect(compareNames(right, left)).toMatchObject({ level });
  });

  it('ID-03: gives the same level whichever name comes first', () => {
    const word = fc.constantFrom(
      'priya',
      'p',
      'raj',
      'rajesh',
      'singh',
      'kaur',
      'sharma',
      'maria',
      'mario',
      'jaspreet',
      'jaspret',
      'le',
      'de',
      'jr',
      'al',
    );
    const name = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        name,
        name,
        (left, right) => compareNames(left, right).level === compareNames(right, left).level,
      ),
      { numRuns: 3000 },
    );
  });

  it('ID-03: any text is compared without an error, a name equals itself, and a missing name is unknown', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (left, right) => {
          compareNames(left, right);
          return ['same', 'unknown'].includes(compareNames(left, left).level);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('ID-03: hostile names are compared, and never the same', () => {
    const long = 'Priya '.repeat(2000);
    for (let round = 0; round < 200; round++) expect(compareNames(long, '\u202eayirP\u0000 ' + 'x'.repeat(10_000)).level).not.toBe('same');
  });
});
