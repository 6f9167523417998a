import type { Classification } from '../model';
import type { ClassificationRule } from './classification-rule';
import { classifyLead, type ClassifiedLead, type LeadClassification } from './classify-lead';
import { bookOf } from './cue-sets';
import { ruleBooks } from './rule-books';
import { scanText } from './scan-phrases';
import type { ScoringSettings } from './settings';

export interface RuleTrial {
  readonly text: string;
  /** A form's question that the text answers; null = a message. */
  readonly question: string | null;
  readonly at: Date;
}

/** A rule that fired, on which words, and what came of it. */
export interface FiredRule {
  readonly field: ClassificationRule['field'];
  readonly value: ClassificationRule['value'];
  /** What the text says it is not. */
  readonly excluded: ClassificationRule['value'];
  /** As the text says it, misspellings corrected. */
  readonly words: string;
  /** As the rule writes it. */
  readonly phrase: string;
  readonly denied: boolean;
  /** The strongest of a field hold. */
  readonly strength: number;
  /** `firm`, or the language of the standard book. */
  readonly book: string;
}

export interface TriedRules extends Pick<LeadClassification, 'classification' | 'provenance' | 'ambiguities'> {
  /** In which language denials and times were read. */
  readonly language: string;
  readonly fired: readonly FiredRule[];
}

const TOUCH = { click_ids: {}, platform: {} };

/** SC-02: what the rules make of a text, and which rule fired on which words. Nothing is stored. */
export function tryRules({ text, question, at }: RuleTrial, settings: ScoringSettings, currency: string): TriedRules {
  const lead = { ...EMPTY, message: question === null ? text : null, answers: question === null ? {} : { [question]: text }, captured_at: at };
  const { classification, provenance, ambiguities } = classifyLead({ lead, engagement_level: LOW, overrides: {}, settings, currency });
  const { language, hits } = scanText(text, ruleBooks(settings).text);
  const fired = hits.map(({ rule, field, value, excluded, words, phrase, negated, strength }) => ({ field, value, excluded, words, phrase, denied: negated, strength, book: bookOf(rule) ?? 'firm' }));
  return { language, classification, provenance, ambiguities, fired };
}

const LOW: Classification['engagement_level'] = 'Low';
const EMPTY: Omit<ClassifiedLead, 'captured_at'> = {
  answers: {},
  message: null,
  first_touch: TOUCH,
  last_touch: TOUCH,
  intent_guess: null,
  residence_country: null,
  citizenship_country: null,
  phone: null,
  email: null,
  source_channel: 'website',
  spam_score: 0,
};
