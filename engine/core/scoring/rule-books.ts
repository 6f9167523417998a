import { STANDARD_BOOKS } from './books';
import type { ClassificationRule } from './classification-rule';
import { PhraseBook } from './phrase-book';
import type { ScoringSettings } from './settings';

/** The firm's rules and the standard ones, ready for scanning. */
export interface RuleBooks {
  readonly settings: ScoringSettings;
  readonly text: PhraseBook;
  readonly label: PhraseBook;
}

const made = new WeakMap<ScoringSettings, RuleBooks>();
/** Firms that changed nothing about the rules share the books, which take some milliseconds to make. */
const byContent = new Map<string, Pick<RuleBooks, 'text' | 'label'>>();
const MOST_REMEMBERED = 50;

/** Made once per settings object; the firm's rules outrank the standard ones. */
export function ruleBooks(settings: ScoringSettings): RuleBooks {
  const known = made.get(settings);
  if (known) return known;
  const books = { settings, ...booksOf(settings) };
  made.set(settings, books);
  return books;
}

function booksOf({ rules, standard_rules }: ScoringSettings): Pick<RuleBooks, 'text' | 'label'> {
  const content = JSON.stringify([rules, standard_rules]);
  const known = byContent.get(content);
  if (known) return known;
  const all = [...rules, ...standardRules(standard_rules.languages)];
  const books = { text: new PhraseBook(all, 'text', SPELL), label: new PhraseBook(all, 'label', SPELL) };
  if (byContent.size >= MOST_REMEMBERED) byContent.clear();
  byContent.set(content, books);
  return books;
}

/** The pack's own rules for these languages. */
export function standardRules(languages: readonly string[]): ClassificationRule[] {
  return STANDARD_BOOKS.filter(({ language }) => languages.includes(language)).flatMap(({ rules }) => rules);
}

/** Words that the rules know only by their beginnings, and which people misspell. */
const SPELL = [
  'residency residence resident residency residences immigration immigrate sponsorship citizenship permanent refugee admission university scholarship bachelors',
  'residencia permanente inmigrar emigrar ciudadania estudiante turista visitante refugiado permanencia',
  'etudier etudiant visiteur touriste citoyennete parrainage permanente parrainer',
  'imigrar estudante cidadania visitante patrocinio',
];
