import type { ClassificationRule, RuleField } from './classification-rule';
import { type CueSets, cuesOf, languageOf } from './cue-sets';
import { denialOf, isListedAfter } from './negation';
import type { Phrase, PhraseBook } from './phrase-book';
import type { RuleLanguage } from './rule-book';
import { strengthAt } from './weigh-hit';

/** One phrase found in a text. */
export interface PhraseHit {
  readonly field: RuleField;
  /** What it says after negation was taken into account; null = nothing. */
  readonly value: ClassificationRule['value'];
  /** The value that the person excluded; null = none. */
  readonly excluded: ClassificationRule['value'];
  /** As the rule writes it. */
  readonly phrase: string;
  /** As the text says it. */
  readonly words: string;
  readonly negated: boolean;
  readonly rule: ClassificationRule;
  /** Beside the other phrases of the same text about the same field. */
  readonly strength: number;
}

export interface Scan {
  readonly language: RuleLanguage;
  readonly hits: readonly PhraseHit[];
}

/** Finds every phrase, per field the longest at each place, in the order of the text. */
export function scanPhrases(text: string, book: PhraseBook): PhraseHit[] {
  return [...scanText(text, book).hits];
}

/** As `scanPhrases`, and says in which language the text was read. */
export function scanText(text: string, book: PhraseBook): Scan {
  const tokens = book.words(text);
  const found = findAll(tokens, book);
  if (found.length === 0) return { language: 'en', hits: [] };
  const language = languageOf(tokens, found.map(({ phrase }) => phrase.rule));
  return { language, hits: judgeAll(tokens, found, cuesOf(language)) };
}

interface Found {
  readonly phrase: Phrase;
  readonly start: number;
  readonly end: number;
}

/** Where phrases of one field overlap the better one holds, also when it begins later (`want a [work permit]`). */
function findAll(tokens: readonly string[], book: PhraseBook): Found[] {
  const matches = tokens.flatMap((_, start) => book.at(tokens, start).map(({ phrase, end }): Found => ({ phrase, start, end })));
  if (matches.length < 2) return matches;
  matches.sort((left, right) => rankOf(right.phrase) - rankOf(left.phrase) || left.phrase.order - right.phrase.order || left.start - right.start);
  const kept: Found[] = [];
  for (const match of matches) if (!kept.some((other) => overlaps(match, other))) kept.push(match);
  return kept.sort((left, right) => left.start - right.start);
}

/** Longer before shorter, a named visa before a verb; a phrase that says nothing masks what it contains. */
function rankOf({ pattern, rule: { value, strength } }: Phrase): number {
  return pattern.length + (value === null ? 1 : RANKS[strength]);
}
const RANKS = { strong: 1.5, normal: 0.5, weak: 0 } as const;

function overlaps(one: Found, other: Found): boolean {
  return one.phrase.rule.field === other.phrase.rule.field && one.start < other.end && other.start < one.end;
}

interface Trail {
  readonly end: number;
  readonly negated: boolean;
}

function judgeAll(tokens: readonly string[], found: readonly Found[], cues: CueSets): PhraseHit[] {
  const trails = new Map<RuleField, Trail>();
  const used = new Map<RuleField, Set<number>>();
  const judged = found.map((match, index) => {
    const { phrase, start, end } = match;
    const { field, strength } = phrase.rule;
    const next = found.slice(index + 1).find((other) => other.start >= end && other.phrase.rule.field === field)?.start ?? tokens.length;
    const place = { start, end, next };
    const taken = used.get(field) ?? new Set<number>();
    const denial = denialOf(tokens, place, cues, taken);
    // A denial that is part of a phrase, or that stands behind one, denies nothing else.
    const inside = Array.from({ length: end - start }, (_, offset) => start + offset);
    used.set(field, new Set([...taken, ...inside, ...(denial.by >= end ? [denial.by] : [])]));
    const trail = trails.get(field);
    const listed = trail?.negated === true && isListedAfter(tokens, trail.end, start, cues);
    const unmet = denial.kind === 'unmet' && isWish(field);
    const negated = (denial.kind !== null && !unmet) || listed;
    trails.set(field, { end, negated });
    const weight = Math.max(0.25, strengthAt(tokens, place, strength, cues) - (unmet ? 1 : 0));
    return { match, next, weight, negated, after: negated && denial.by >= end };
  });
  return judged.map(({ match, next, weight, negated }, index) => {
    const joined = judged.find((other, at) => at > index && other.match.start === next && other.after && other.match.phrase.rule.field === match.phrase.rule.field);
    const shares = joined !== undefined && isJoined(tokens, match.end, next, cues);
    return hitOf(match.phrase, tokens.slice(match.start, match.end).join(' '), negated || shares, weight);
  });
}

/** `PR ya work nahi chahiye`: a denial behind a list denies every member. */
function isJoined(tokens: readonly string[], end: number, next: number, { joins }: CueSets): boolean {
  const between = tokens.slice(end, next);
  return between.length > 0 && between.length <= 2 && between.every((token) => joins.has(token) || token === ',');
}

/** Only what a person wants can be unwanted; a document, an amount or a refusal is there or not. */
function isWish(field: RuleField): boolean {
  return field === 'intent_family' || field === 'program_family';
}

function hitOf({ rule, text }: Phrase, words: string, negated: boolean, strength: number): PhraseHit {
  const value = negated ? rule.negated_value : rule.value;
  const excluded = negated && rule.negated_value === null ? rule.value : null;
  return { field: rule.field, value, excluded, phrase: text, words, negated, rule, strength };
}
