import type { ClassificationRule, RuleField, RulePlace } from './classification-rule';
import { isListedAfter, isNegated } from './negation';
import { textTokens } from './text-tokens';

interface Phrase {
  readonly words: readonly string[];
  readonly rule: ClassificationRule;
  /** Position of the rule: of two equal phrases for one field the earlier rule holds. */
  readonly order: number;
}

/** Rules made ready for scanning; make it once per settings version. */
export interface PhraseBook {
  readonly byFirstWord: ReadonlyMap<string, readonly Phrase[]>;
  readonly byFirstStem: readonly Phrase[];
}

/** One phrase found in a text. */
export interface PhraseHit {
  readonly field: RuleField;
  /** What it says after negation was taken into account; null = nothing. */
  readonly value: ClassificationRule['value'];
  /** The value that the person excluded; null = none. */
  readonly excluded: ClassificationRule['value'];
  readonly phrase: string;
  readonly negated: boolean;
}

/** Makes the rules of one place ready for scanning. */
export function phraseBook(rules: readonly ClassificationRule[], place: RulePlace): PhraseBook {
  const phrases = rules
    .flatMap((rule, order) =>
      rule.places.includes(place)
        ? rule.phrases.map((phrase) => ({ words: phrase.toLowerCase().split(/\s+/), rule, order }))
        : [],
    )
    .sort((left, right) => right.words.length - left.words.length || left.order - right.order);
  const byFirstWord = new Map<string, Phrase[]>();
  for (const phrase of phrases.filter(({ words }) => !words[0]?.endsWith('*'))) {
    const first = phrase.words[0] ?? '';
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), phrase]);
  }
  return { byFirstWord, byFirstStem: phrases.filter(({ words }) => words[0]?.endsWith('*')) };
}

/** Finds every phrase, per field the longest at each place, in the order of the text. */
export function scanPhrases(text: string, book: PhraseBook): PhraseHit[] {
  return scanTokens(textTokens(text), book);
}

interface Trail {
  readonly end: number;
  readonly negated: boolean;
}

function scanTokens(tokens: readonly string[], book: PhraseBook): PhraseHit[] {
  const hits: PhraseHit[] = [];
  const trails = new Map<RuleField, Trail>();
  tokens.forEach((token, start) => {
    const here = [...(book.byFirstWord.get(token) ?? []), ...book.byFirstStem].filter(({ words }) =>
      isAt(tokens, start, words),
    );
    for (const { words, rule } of here) {
      const trail = trails.get(rule.field);
      if (trail && trail.end > start) continue;
      const end = start + words.length;
      const negated =
        isNegated(tokens, start, end) || (trail?.negated === true && isListedAfter(tokens, trail.end, start));
      trails.set(rule.field, { end, negated });
      hits.push(hitOf(rule, words.join(' '), negated));
    }
  });
  return hits;
}

function hitOf(rule: ClassificationRule, phrase: string, negated: boolean): PhraseHit {
  const value = negated ? rule.negated_value : rule.value;
  return {
    field: rule.field,
    value,
    excluded: negated && rule.negated_value === null ? rule.value : null,
    phrase,
    negated,
  };
}

function isAt(tokens: readonly string[], start: number, words: readonly string[]): boolean {
  return words.every((word, offset) => {
    const token = tokens[start + offset];
    if (token === undefined) return false;
    if (!word.endsWith('*')) return token === word;
    return /[\p{L}\p{N}]/u.test(token) && token.startsWith(word.slice(0, -1));
  });
}
