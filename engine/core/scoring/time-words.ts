import { STANDARD_BOOKS } from './books';
import type { RuleLanguage, TimeWords } from './rule-book';
import { textTokens } from './text-tokens';

/** The words of time of one language and English, folded like the tokens of a text. */
export interface TimeSets {
  readonly units: ReadonlyMap<string, number>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly spans: ReadonlyMap<string, number>;
  readonly ahead_before: ReadonlySet<string>;
  readonly ahead_after: ReadonlySet<string>;
  readonly past: ReadonlySet<string>;
  readonly more: ReadonlySet<string>;
}

const made = new Map<RuleLanguage, TimeSets>();
/** Hindi and Punjabi speakers count in each other's words. */
const NEIGHBOURS: Readonly<Partial<Record<RuleLanguage, RuleLanguage>>> = { hi: 'pa', pa: 'hi' };

/** Words of time of a language; made once. */
export function timeWordsOf(language: RuleLanguage): TimeSets {
  const known = made.get(language);
  if (known) return known;
  const wanted = [language, NEIGHBOURS[language], 'en'];
  const books = wanted.flatMap((code) => STANDARD_BOOKS.filter((book) => book.language === code)).map(({ time }) => time);
  const sets = merge(books);
  made.set(language, sets);
  return sets;
}

function merge(books: readonly TimeWords[]): TimeSets {
  const numbers = (key: 'units' | 'numbers' | 'spans') => {
    const all = books.toReversed().flatMap((book) => Object.entries(book[key] ?? {}));
    return new Map(all.map(([word, value]) => [textTokens(word)[0] ?? word, value]));
  };
  const words = (key: 'ahead_before' | 'ahead_after' | 'past' | 'more') => new Set(books.flatMap((book) => textTokens(book[key] ?? '')));
  return {
    units: numbers('units'),
    numbers: numbers('numbers'),
    spans: numbers('spans'),
    ahead_before: words('ahead_before'),
    ahead_after: words('ahead_after'),
    past: words('past'),
    more: words('more'),
  };
}

let months: ReadonlyMap<string, number> | undefined;

/** Months by their names in every language, and by the English short forms: 0 is January. */
export function monthNames(): ReadonlyMap<string, number> {
  months ??= new Map(
    STANDARD_BOOKS.toReversed().flatMap(({ language, time }) =>
      (time.months ?? []).flatMap((name, index): [string, number][] => [[name, index], ...(language === 'en' ? [[name.slice(0, 3), index] as [string, number]] : [])]),
    ),
  );
  return months;
}
