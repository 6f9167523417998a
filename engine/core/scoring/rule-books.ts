import { phraseBook, type PhraseBook } from './scan-phrases';
import type { ScoringSettings } from './settings';
import { STANDARD_RULES } from './standard-rules';

/** The firm's rules and the standard ones, ready for scanning. */
export interface RuleBooks {
  readonly settings: ScoringSettings;
  readonly text: PhraseBook;
  readonly label: PhraseBook;
}

const made = new WeakMap<ScoringSettings, RuleBooks>();

/** Made once per settings object; the firm's rules outrank the standard ones. */
export function ruleBooks(settings: ScoringSettings): RuleBooks {
  const known = made.get(settings);
  if (known) return known;
  const rules = [...settings.rules, ...STANDARD_RULES];
  const books = { settings, text: phraseBook(rules, 'text'), label: phraseBook(rules, 'label') };
  made.set(settings, books);
  return books;
}
