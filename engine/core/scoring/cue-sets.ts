import { STANDARD_BOOKS } from './books';
import type { ClassificationRule } from './classification-rule';
import type { Cues, RuleLanguage } from './rule-book';
import { textTokens } from './text-tokens';

type WordSets = Readonly<Record<'negators' | 'negators_after' | 'harmless_after' | 'unmet' | 'fresh' | 'prefers' | 'than' | 'joins' | 'wish_before' | 'wish_after' | 'later', ReadonlySet<string>>>;

/** The cues of one language with those of the languages it is mixed with, ready for looking up. */
export interface CueSets extends WordSets {
  readonly language: RuleLanguage;
  /** Up to three words, joined by spaces. */
  readonly status_before: ReadonlySet<string>;
  readonly status_after: ReadonlySet<string>;
}

/** Everybody mixes in English; Hindi and Punjabi speakers take from each other. */
const MIXED: Readonly<Record<RuleLanguage, readonly RuleLanguage[]>> = {
  en: ['en'],
  fr: ['fr', 'en'],
  es: ['es', 'en'],
  pt: ['pt', 'en'],
  hi: ['hi', 'pa', 'en'],
  pa: ['pa', 'hi', 'en'],
  ar: ['ar', 'en'],
  tl: ['tl', 'en'],
};

const made = new Map<RuleLanguage, CueSets>();

/** The cues of a language; made once. */
export function cuesOf(language: RuleLanguage): CueSets {
  const known = made.get(language);
  if (known) return known;
  const all = MIXED[language].flatMap((code) => STANDARD_BOOKS.filter((book) => book.language === code));
  const strangers = new Set(textTokens(all[0]?.cues.not_english ?? ''));
  const from = (key: keyof Cues, read: (text: string) => string[]) =>
    new Set(all.flatMap((book) => read(book.cues[key] ?? '').filter((word) => book.language !== 'en' || language === 'en' || !strangers.has(word))));
  const words = (key: keyof Cues) => from(key, wordsOf);
  const sets: CueSets = {
    language,
    negators: words('negators'),
    negators_after: words('negators_after'),
    harmless_after: words('harmless_after'),
    unmet: words('unmet'),
    fresh: words('fresh'),
    prefers: words('prefers'),
    than: words('than'),
    joins: words('joins'),
    wish_before: words('wish_before'),
    wish_after: words('wish_after'),
    later: words('later'),
    status_before: from('status_before', sequencesOf),
    status_after: from('status_after', sequencesOf),
  };
  made.set(language, sets);
  return sets;
}

let marks: ReadonlyMap<string, readonly RuleLanguage[]> | undefined;
const SCRIPTS: readonly (readonly [RuleLanguage, number, number])[] = [
  ['hi', 0x900, 0x97f],
  ['pa', 0xa00, 0xa7f],
  ['ar', 0x600, 0x6ff],
];

/**
 * The language whose words the text mostly uses; English when nothing tells.
 * @param matched rules that fired: those of a book speak for its language
 */
export function languageOf(tokens: readonly string[], matched: readonly ClassificationRule[] = []): RuleLanguage {
  marks ??= marksOfAll();
  const votes = new Map<RuleLanguage, number>();
  const vote = (language: RuleLanguage, count = 2) => votes.set(language, (votes.get(language) ?? 0) + count);
  matched.map((rule) => bookOf(rule)).forEach((language) => language && language !== 'en' && vote(language, 1));
  for (const token of tokens) {
    const code = token.charCodeAt(0);
    if (code >= 0x600) {
      const script = SCRIPTS.find(([, from, to]) => code >= from && code <= to);
      if (script) vote(script[0]);
    }
    else marks.get(token)?.forEach((language) => vote(language));
  }
  let best: RuleLanguage = 'en';
  // English words stand in every mixed text: on a tie the other language is the person's own.
  for (const [language, count] of votes) if (count > (votes.get(best) ?? 0) || (best === 'en' && count === votes.get('en'))) best = language;
  return best;
}

let owners: ReadonlyMap<ClassificationRule, RuleLanguage> | undefined;

/** The language of the standard book that holds a rule; undefined = the firm's own. */
export function bookOf(rule: ClassificationRule): RuleLanguage | undefined {
  owners ??= new Map(STANDARD_BOOKS.flatMap(({ language, rules }) => rules.map((own) => [own, language] as const)));
  return owners.get(rule);
}

function marksOfAll(): Map<string, RuleLanguage[]> {
  const found = new Map<string, RuleLanguage[]>();
  for (const { language, cues } of STANDARD_BOOKS) {
    for (const word of new Set(wordsOf(cues.marks))) found.set(word, [...(found.get(word) ?? []), language]);
  }
  return found;
}

/** Every word that some language uses as a cue: none of them is a misspelt word of a rule. */
export function cueWords(): Set<string> {
  return new Set(
    STANDARD_BOOKS.flatMap(({ cues, time }) => [
      ...Object.values(cues).flatMap((text) => textTokens(text)),
      ...[time.units, time.numbers, time.spans ?? {}].flatMap((words) => Object.keys(words).flatMap((word) => textTokens(word))),
    ]),
  );
}

function wordsOf(text: string): string[] {
  return textTokens(text).filter((token) => token !== '.' && token !== ',');
}

function sequencesOf(text: string): string[] {
  return text.split(',').map((part) => wordsOf(part).join(' ')).filter(Boolean);
}
