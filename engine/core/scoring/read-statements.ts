import type { RuleField } from './classification-rule';
import type { ClassifyInput } from './classify-input';
import { readAnswers } from './read-answers';
import { readAttribution } from './read-attribution';
import { readBudgetNear } from './read-budget';
import { readTimelineAhead } from './read-timeline';
import { ruleBooks, type RuleBooks } from './rule-books';
import { type PhraseHit, scanPhrases } from './scan-phrases';
import type { ScoringSettings } from './settings';
import type { Statement } from './statement';

/** Where nothing is weighed against another. */
const PLAIN = 3;

/** Everything the lead says about the canonical fields, from answers down to the intake's guess (P5.3). */
export function readStatements({ lead, settings, currency }: ClassifyInput): Statement[] {
  const books = ruleBooks(settings);
  const spoken = [
    ...readAnswers(lead.answers, { books, currency, at: lead.captured_at }),
    ...readMessage(lead.message, books, currency),
    ...readAttribution(lead.last_touch, books),
    ...readAttribution(lead.first_touch, books),
    ...readGuess(lead.intent_guess, settings),
  ];
  return [...spoken, ...spoken.flatMap((statement) => intentBehind(statement, settings))];
}

function readMessage(message: string | null, books: RuleBooks, currency: string): Statement[] {
  if (!message) return [];
  const bucket = readTimelineAhead(message);
  const amount = readBudgetNear(message, books.settings.budget, currency);
  const hits = scanPhrases(message, books.text).filter(
    ({ field }) => !(field === 'timeline_bucket' && bucket !== null) && !(field === 'budget_signal' && amount !== null),
  );
  return [
    ...hits.map(ofHit),
    ...(bucket ? [ofValue('timeline_bucket', bucket, 'message names a time ahead')] : []),
    ...(amount ? [ofValue('budget_signal', amount, 'message names an amount')] : []),
  ];
}

function ofHit({ field, value, excluded, words, negated, strength }: PhraseHit): Statement {
  return { field, place: 'message', value, excluded, detail: `message says ${negated ? 'not ' : ''}'${words}'`, strength };
}

function ofValue(field: RuleField, value: string, detail: string): Statement {
  return { field, place: 'message', value, excluded: null, detail, strength: PLAIN };
}

function readGuess(guess: string | null, settings: ScoringSettings): Statement[] {
  const family = settings.intents.families.find((name) => name.toLowerCase() === guess?.trim().toLowerCase());
  return family
    ? [
        {
          field: 'intent_family',
          place: 'intake',
          value: family,
          excluded: null,
          detail: 'guess of the intake',
          strength: PLAIN,
        },
      ]
    : [];
}

/** Who names a program names its intent. */
function intentBehind({ field, value, place, detail, strength }: Statement, settings: ScoringSettings): Statement[] {
  if (field !== 'program_family' || value === null) return [];
  const program = settings.intents.programs.find(({ name }) => name === value);
  return program
    ? [
        {
          field: 'intent_family',
          place,
          value: program.intent,
          excluded: null,
          detail: `${detail} (${program.name})`,
          strength,
        },
      ]
    : [];
}
