import type { Problem } from '../errors';
import { BUDGET_SIGNALS, COMPLEXITY_TIERS, CONFIDENCES, DOC_READINESS, ENGAGEMENT_LEVELS, PROGRAM_FAMILIES, TIMELINE_BUCKETS } from '../model';
import { DEFAULT_SEGMENTS } from '../scoring/segments';
import { scoringSettings } from '../scoring/settings';
import { textTokens } from '../scoring/text-tokens';

type Json = Record<string, unknown>;

/**
 * What the parts of `scoring` say about each other (SC-05, SC-08): values that the firm does not have, rules that contradict
 * each other or are never reached, segments behind one that takes their leads, thresholds that no lead can reach. Reads the
 * document as it was written, so that a mistake elsewhere hides none of these.
 */
export function scoringReferences(scoring: unknown): Problem[] {
  const document = asObject(scoring);
  const lists = listsOf(document);
  return [...ruleValues(document, lists), ...ruleClashes(document), ...segmentValues(document, lists), ...deadSegments(document), ...thresholds(document)];
}

interface Lists {
  readonly families: readonly string[];
  readonly programs: readonly string[];
}

function listsOf(document: Json): Lists {
  const intents = asObject(document['intents']);
  const standard = scoringSettings.parse({}).intents;
  const families = texts(intents['families']);
  const programs = asList(intents['programs']).flatMap((program) => texts([asObject(program)['name']]));
  return {
    families: families.length > 0 ? families : standard.families,
    programs: [...new Set([...(programs.length > 0 ? programs : standard.programs.map(({ name }) => name)), ...PROGRAM_FAMILIES])],
  };
}

function ruleValues(document: Json, { families, programs }: Lists): Problem[] {
  const allowed: Readonly<Record<string, readonly unknown[]>> = {
    intent_family: families,
    program_family: programs,
    eligibility_confidence: CONFIDENCES,
    timeline_bucket: TIMELINE_BUCKETS,
    budget_signal: BUDGET_SIGNALS,
    doc_readiness: DOC_READINESS,
    prior_refusals: [true, false],
    complexity_tier: COMPLEXITY_TIERS,
    engagement_level: ENGAGEMENT_LEVELS,
    urgency: ['High', 'Normal'],
  };
  return asList(document['rules']).flatMap((entry, index) => {
    const rule = asObject(entry);
    const values = allowed[String(rule['field'])];
    return (['value', 'negated_value'] as const).flatMap((key) => {
      const value = rule[key];
      if (!values || value === undefined || value === null || values.includes(value)) return [];
      return [{ field: `scoring.rules.${index}.${key}`, message: `'${String(value)}' is no value of ${String(rule['field'])}; allowed: ${values.join(', ')}` }];
    });
  });
}

/** The same words for the same field twice: with another value they contradict each other, with the same one the second is never reached. */
function ruleClashes(document: Json): Problem[] {
  const seen = new Map<string, { index: number; value: unknown }>();
  return asList(document['rules']).flatMap((entry, index) => {
    const rule = asObject(entry);
    const places = rule['places'] === undefined ? ['text', 'label'] : texts(rule['places']);
    const phrases = texts(rule['phrases']);
    const keys = phrases.map((phrase) => places.map((place) => `${String(rule['field'])} ${place} ${wordsOf(phrase)}`));
    const found = keys.map((own) => own.map((key) => seen.get(key)).find((other) => other !== undefined));
    const clashes = phrases.flatMap((phrase, at) => {
      const other = found[at];
      if (!other || other.value === rule['value']) return [];
      const message = `'${phrase}' gives ${shown(rule['value'])} here and ${shown(other.value)} in scoring.rules.${other.index}; keep one of them`;
      return [{ field: `scoring.rules.${index}.phrases.${at}`, message }];
    });
    const isDead = clashes.length === 0 && phrases.length > 0 && keys.every((own) => own.length > 0 && own.every((key) => seen.has(key)));
    const dead = isDead ? [{ field: `scoring.rules.${index}`, message: `never reached: all its phrases stand in scoring.rules.${found[0]?.index ?? 0} already` }] : [];
    keys.flat().forEach((key) => seen.has(key) || seen.set(key, { index, value: rule['value'] }));
    return [...clashes, ...dead];
  });
}

function segmentValues(document: Json, { families, programs }: Lists): Problem[] {
  return asList(document['segments']).flatMap((entry, index) => {
    const when = asObject(asObject(entry)['when']);
    const unknown = (key: string, known: readonly string[]): Problem[] =>
      texts(when[key])
        .filter((value) => !known.includes(value))
        .map((value) => ({ field: `scoring.segments.${index}.when.${key}`, message: `'${value}' is not known; allowed: ${known.join(', ')}` }));
    return [...unknown('intents', families), ...unknown('programs', programs)];
  });
}

/** A segment behind one that takes every lead it could take. */
function deadSegments(document: Json): Problem[] {
  const library = document['segments'] === undefined ? [...DEFAULT_SEGMENTS] : asList(document['segments']);
  const entries = library.map((entry) => ({ name: String(asObject(entry)['name']), when: asObject(asObject(entry)['when']) }));
  return entries.flatMap(({ name, when }, index) => {
    const taker = entries.slice(0, index).find((earlier) => covers(earlier.when, when));
    return taker ? [{ field: `scoring.segments.${index}`, message: `'${name}' is never reached: '${taker.name}' stands before it and takes all its leads` }] : [];
  });
}

function covers(wide: Json, narrow: Json): boolean {
  return Object.entries(wide).every(([key, values]) => {
    const own = texts(narrow[key]);
    return own.length > 0 && own.every((value) => texts(values).includes(value));
  });
}

function thresholds(document: Json): Problem[] {
  const standard = scoringSettings.parse({});
  const number = (part: 'bands' | 'sql' | 'spam' | 'budget', key: string): number => {
    const value = asObject(document[part])[key];
    return typeof value === 'number' ? value : Number((standard[part] as Json)[key]);
  };
  const weights: Json = { ...standard.weights, ...asObject(document['weights']) };
  const most = Math.min(100, Object.values(weights).reduce<number>((sum, points) => sum + (typeof points === 'number' ? Math.max(0, points) : 0), 0));
  const [threshold, warm, hot] = [number('sql', 'threshold'), number('bands', 'warm'), number('bands', 'hot')];
  const [risk, spam] = [number('spam', 'risk_from'), number('spam', 'disqualify_from')];
  const [medium, strong] = [number('budget', 'medium_from_minor'), number('budget', 'strong_from_minor')];
  const rules: readonly (readonly [boolean, string, string])[] = [
    [threshold < warm, 'scoring.sql.threshold', `${threshold} lies in the Cold band, which ends below ${warm}: an SQL must be Warm or Hot`],
    [threshold > most, 'scoring.sql.threshold', `${threshold} cannot be reached: all weights together give ${most}`],
    [hot > most, 'scoring.bands.hot', `${hot} cannot be reached: all weights together give ${most}`],
    [spam < risk, 'scoring.spam.disqualify_from', `${spam} is below risk_from (${risk}): a lead would be disqualified before it counts as a risk`],
    [strong <= medium, 'scoring.budget.strong_from_minor', `${strong} must be above medium_from_minor (${medium})`],
  ];
  return rules.flatMap(([broken, field, message]) => (broken ? [{ field, message }] : []));
}

function wordsOf(phrase: string): string {
  return phrase.split(/\s+/).map((word) => (/[*|?]|^\.\.\.$/.test(word) ? word.toLowerCase() : textTokens(word).join(' '))).join(' ');
}

function shown(value: unknown): string {
  return value === null ? 'nothing' : `'${String(value)}'`;
}

function texts(value: unknown): string[] {
  return asList(value).filter((entry): entry is string => typeof entry === 'string');
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
