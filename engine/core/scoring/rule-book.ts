import type { ClassificationRule } from './classification-rule';

/** Words by which a language denies, wishes, and speaks of what is; lists of words or of several words, without accents. */
export interface Cues {
  /** Function words by which the language of a text is told. */
  readonly marks: string;
  /** Before what they deny: `not`, `ne … pas`, `ayaw`. */
  readonly negators: string;
  /** After what they deny: `padhai nahi`. */
  readonly negators_after?: string;
  /** After a negator: no denial of what follows (`not only`, `no problem`). */
  readonly harmless_after?: string;
  /** Negators, or words beside one, that tell of something missing and not of something unwanted: `don't have`, `can't get`. */
  readonly unmet?: string;
  /** A new statement begins: a denial before it does not reach beyond it. */
  readonly fresh: string;
  /** `prefer X than Y`: what stands right behind `than` is not wanted. */
  readonly prefers?: string;
  readonly than?: string;
  /** Joins members of a list. */
  readonly joins: string;
  readonly wish_before: string;
  readonly wish_after?: string;
  /** Right before a permit: the person has it already (`on a`, `my`). */
  readonly status_before: string;
  readonly status_after?: string;
  /** Before what is to come only afterwards. */
  readonly later: string;
  /** English words that mean something else here. */
  readonly not_english?: string;
}

/** How a language counts time. */
export interface TimeWords {
  /** Days of a unit in all its forms. */
  readonly units: Readonly<Record<string, number>>;
  readonly numbers: Readonly<Record<string, number>>;
  /** Words that are a span by themselves: `شهرين`, two months. */
  readonly spans?: Readonly<Record<string, number>>;
  /** Before or after a span: it lies ahead. */
  readonly ahead_before: string;
  readonly ahead_after?: string;
  /** Near a span: it lies behind, or is no date at all (`years of experience`). */
  readonly past: string;
  readonly more: string;
  readonly months?: readonly string[];
}

/** What the pack knows of one language. */
export interface RuleBook {
  /** ISO 639-1. */
  readonly language: RuleLanguage;
  readonly rules: readonly ClassificationRule[];
  readonly cues: Cues;
  readonly time: TimeWords;
}

export const RULE_LANGUAGES = ['en', 'fr', 'es', 'pt', 'hi', 'pa', 'ar', 'tl'] as const;
export type RuleLanguage = (typeof RULE_LANGUAGES)[number];
