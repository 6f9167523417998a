import { combineConsents, type ConsentRecord } from '../identity';
import type { Classification, ContactChannel, DISQUALIFICATION_REASONS } from '../model';
import type { ScoringSettings } from './settings';

export type DisqualificationReason = (typeof DISQUALIFICATION_REASONS)[number];

/** P5.5, in its order. */
export const SQL_CRITERIA = [
  'supported_intent',
  'supported_region',
  'consent',
  'score',
  'contactable',
  'not_disqualified',
] as const;
export type SqlCriterion = (typeof SQL_CRITERIA)[number];

export interface CriterionResult {
  readonly criterion: SqlCriterion;
  readonly passed: boolean;
  readonly why: string;
}

export interface SqlDecision {
  readonly is_sql: boolean;
  readonly criteria: readonly CriterionResult[];
}

export interface SqlFacts {
  readonly classification: Pick<Classification, 'intent_family' | 'residence_country'>;
  /** Every statement about this person, of this lead and of earlier ones. */
  readonly consents: readonly ConsentRecord[];
  /** Normalised, so that having one means it is valid. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly disqualified: { readonly why: string } | null;
}

/** SC-06 (P5.5): an SQL is a decision by six criteria; each says whether it holds and why. */
export function decideSql(facts: SqlFacts, score: number, settings: ScoringSettings): SqlDecision {
  const criteria = [
    result('supported_intent', checkIntent(facts, settings)),
    result('supported_region', checkRegion(facts, settings)),
    result('consent', checkConsent(facts, settings)),
    result('score', checkScore(score, settings)),
    result('contactable', checkContact(facts)),
    result(
      'not_disqualified',
      facts.disqualified ? [false, facts.disqualified.why] : [true, 'not disqualified'],
    ),
  ];
  return { is_sql: criteria.every(({ passed }) => passed), criteria };
}

type Check = readonly [passed: boolean, why: string];

function result(criterion: SqlCriterion, [passed, why]: Check): CriterionResult {
  return { criterion, passed, why };
}

function checkIntent({ classification: { intent_family } }: SqlFacts, { intents }: ScoringSettings): Check {
  const served = `supported are ${intents.supported.join(', ')}`;
  if (intent_family === null) return [false, `the intent is not known; ${served}`];
  const passed = intents.supported.includes(intent_family);
  return [
    passed,
    passed
      ? `${intent_family} is a supported service`
      : `${intent_family} is not a supported service; ${served}`,
  ];
}

function checkRegion(
  { classification: { residence_country } }: SqlFacts,
  { regions }: ScoringSettings,
): Check {
  if (residence_country !== null && regions.excluded.includes(residence_country))
    return [false, `residence ${residence_country} is excluded`];
  if (regions.supported === 'all')
    return [
      true,
      residence_country === null
        ? 'every region is supported'
        : `residence ${residence_country} is supported`,
    ];
  const served = `supported are ${regions.supported.join(', ')}`;
  if (residence_country === null) return [false, `the country of residence is not known; ${served}`];
  const passed = regions.supported.includes(residence_country);
  return [
    passed,
    passed
      ? `residence ${residence_country} is supported`
      : `residence ${residence_country} is not a supported region; ${served}`,
  ];
}

/** Consent counts only on a channel by which the person can be reached, and an opt-out is never outweighed. */
function checkConsent(facts: SqlFacts, { sql }: ScoringSettings): Check {
  const reachable = channelsOf(facts);
  const purposes = sql.consent_purposes.join(' or ');
  const states = combineConsents(facts.consents).filter(
    ({ purpose, channel }) => sql.consent_purposes.includes(purpose) && reachable.includes(channel),
  );
  const granted = distinct(states.filter(({ status }) => status === 'granted').map(({ channel }) => channel));
  if (granted.length > 0) return [true, `consent to ${purposes} contact by ${granted.join(', ')}`];
  const refused = distinct(
    states
      .filter(({ status }) => status === 'denied' || status === 'withdrawn')
      .map(({ channel }) => channel),
  );
  if (refused.length > 0)
    return [false, `no consent to ${purposes} contact: refused or withdrawn for ${refused.join(', ')}`];
  return [false, `no consent to ${purposes} contact on a channel by which the person can be reached`];
}

function checkScore(score: number, { sql }: ScoringSettings): Check {
  const passed = score >= sql.threshold;
  return [
    passed,
    passed
      ? `score ${score} reaches ${sql.threshold}`
      : `score ${score} is ${sql.threshold - score} below ${sql.threshold}`,
  ];
}

function checkContact({ email, phone }: SqlFacts): Check {
  const known = [phone && 'phone', email && 'email'].filter(Boolean);
  return known.length > 0 ? [true, `valid ${known.join(' and ')}`] : [false, 'no valid phone or email'];
}

/** The channels that the valid addresses open. */
export function channelsOf({ email, phone }: Pick<SqlFacts, 'email' | 'phone'>): ContactChannel[] {
  return [...(phone ? (['whatsapp', 'call', 'sms'] as const) : []), ...(email ? (['email'] as const) : [])];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
