import type { ClassificationRule, RulePlace } from './classification-rule';
import { Spelling } from './correct-word';
import { cueWords } from './cue-sets';
import { matchAt, type Pattern, patternsOf } from './phrase-pattern';
import { textTokens } from './text-tokens';

export interface Phrase {
  readonly text: string;
  readonly pattern: Pattern;
  readonly rule: ClassificationRule;
  /** Position of the rule: of two equal phrases for one field the earlier rule holds. */
  readonly order: number;
}

const MOST_REMEMBERED = 20_000;
/** Beginnings are looked up by their first letters. */
const STEM_KEY = 2;

/** Rules made ready for scanning; made once per settings version. */
export class PhraseBook {
  private readonly byWord = new Map<string, Phrase[]>();
  private readonly byStem = new Map<string, Phrase[]>();
  private readonly remembered = new Map<string, readonly Phrase[]>();
  private readonly spelling: Spelling;

  constructor(rules: readonly ClassificationRule[], place: RulePlace, spell: readonly string[]) {
    const phrases = rules.flatMap((rule, order) => (rule.places.includes(place) ? phrasesOf(rule, order) : []));
    for (const phrase of phrases) this.add(phrase);
    const [exact, stems] = wordsOf(phrases);
    const cues = cueWords();
    const known = (word: string) => exact.has(word) || cues.has(word) || isBegun(word, stems);
    this.spelling = new Spelling(new Set([...exact, ...spell.flatMap(textTokens)]), known);
  }

  private add(phrase: Phrase): void {
    const [first] = phrase.pattern;
    for (const word of first?.exact ?? []) push(this.byWord, word, phrase);
    for (const stem of first?.stems ?? []) push(this.byStem, stem.slice(0, STEM_KEY), phrase);
  }

  /** The words of a text as the rules write them: misspelt ones corrected, `L M I A` as one word. */
  words(text: string): string[] {
    return joinLetters(textTokens(text), (word) => this.byWord.has(word)).map((token) => this.spelling.correct(token));
  }

  /** Phrases that begin at a word, longest first; of equally long ones the earlier rule's. */
  at(tokens: readonly string[], start: number): { phrase: Phrase; end: number }[] {
    const found: { phrase: Phrase; end: number }[] = [];
    for (const phrase of this.candidates(tokens[start] ?? '')) {
      const end = matchAt(tokens, start, phrase.pattern);
      if (end >= 0) found.push({ phrase, end });
    }
    return found;
  }

  private candidates(token: string): readonly Phrase[] {
    const known = this.remembered.get(token);
    if (known) return known;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const begun = this.byStem.get(token.slice(0, STEM_KEY)) ?? [];
    const open = this.byStem.get('') ?? [];
    const all = [...new Set([...(this.byWord.get(token) ?? []), ...begun, ...open])].filter(({ pattern }) => matchAt([token], 0, pattern.slice(0, 1)) > 0);
    all.sort((left, right) => right.pattern.length - left.pattern.length || left.order - right.order);
    this.remembered.set(token, all);
    return all;
  }
}

function phrasesOf(rule: ClassificationRule, order: number): Phrase[] {
  return rule.phrases.flatMap((text) => patternsOf(text).map((pattern) => ({ text, pattern, rule, order })));
}

function wordsOf(phrases: readonly Phrase[]): [exact: Set<string>, stems: Map<string, string[]>] {
  const exact = new Set<string>();
  const stems = new Map<string, string[]>();
  for (const { pattern } of phrases) {
    for (const word of pattern) {
      word.exact.forEach((choice) => exact.add(choice));
      word.stems.filter(Boolean).forEach((stem) => push(stems, stem.slice(0, STEM_KEY), stem));
    }
  }
  return [exact, stems];
}

function isBegun(word: string, stems: ReadonlyMap<string, readonly string[]>): boolean {
  return (stems.get(word.slice(0, STEM_KEY)) ?? []).some((stem) => word.startsWith(stem));
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Single letters in a row, as voice transcripts write abbreviations. */
function joinLetters(tokens: string[], isWord: (word: string) => boolean): string[] {
  if (!tokens.some((token, index) => token.length === 1 && tokens[index + 1]?.length === 1)) return tokens;
  const joined: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const word = [4, 3, 2].map((count) => tokens.slice(index, index + count)).find((letters) => letters.length > 1 && letters.every((letter) => /^[a-z]$/.test(letter)) && isWord(letters.join('')));
    joined.push(word ? word.join('') : (tokens[index] ?? ''));
    if (word) index += word.length - 1;
  }
  return joined;
}
