import type { ClassifyInput } from './classify-input';
import { readAnswers } from './read-answers';
import { readAttribution } from './read-attribution';
import { readTimelineAhead } from './read-timeline';
import { ruleBooks, type RuleBooks } from './rule-books';
import { scanPhrases } from './scan-phrases';
import type { ScoringSettings } from './settings';
import type { Statement } from './statement';

/** Everything the lead says about the canonical fields, from answers down to the intake's guess (P5.3). */
export function readStatements({ lead, settings, currency }: ClassifyInput): Statement[] {
  const books = ruleBooks(settings);
  const spoken = [
    ...readAnswers(lead.answers, { books, currency, at: lead.captured_at }),
    ...readMessage(lead.message, books),
    ...readAttribution(lead.last_touch, books),
    ...readAttribution(lead.first_touch, books),
    ...readGuess(lead.intent_guess, settings),
  ];
  return [...spoken, ...spoken.flatMap((statement) => intentBehind(statement, settings))];
}

function readMessage(message: string | null, books: RuleBooks): Statement[] {
  if (!message) return [];
  const bucket = readTimelineAhead(message);
  const hits = scanPhrases(message, books.text).filter(
    (hit) => bucket === null || hit.field !== 'timeline_bucket',
  );
  const said = hits.map(({ field, value, excluded, phrase, negated }): Statement => ({
    field,
    place: 'message',
    value,
    excluded,
    detail: `message says ${negated ? 'not ' : ''}'${phrase}'`,
  }));
  return bucket
    ? [
        ...said,
        {
          field: 'timeline_bucket',
          place: 'message',
          value: bucket,
          excluded: null,
          detail: 'message names a time ahead',
        },
      ]
    : said;
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
        },
      ]
    : [];
}

/** Who names a program names its intent. */
function intentBehind({ field, value, place, detail }: Statement, settings: ScoringSettings): Statement[] {
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
        },
      ]
    : [];
}
