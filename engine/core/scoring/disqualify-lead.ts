import type { Classification } from '../model';
import type { DisqualificationReason } from './decide-sql';
import type { ScoringSettings } from './settings';

/** The person's latest opportunity that ended DISQUALIFIED. */
export interface EarlierDisqualification {
  readonly reason: DisqualificationReason | null;
  readonly closed_at: Date;
}

interface Facts {
  readonly classification: Classification;
  readonly spam_score: number;
  /** Sent by the source's own test button. */
  readonly is_test: boolean;
  readonly earlier: EarlierDisqualification | null;
  readonly at: Date;
}

const DAY_MS = 86_400_000;
/** What stays true of a person for a while; a timeline, a budget or a missed call may be another one today. */
const REMEMBERED: readonly (DisqualificationReason | null)[] = ['out_of_scope', 'duplicate_or_spam'];

export interface Disqualification {
  /** null = a test of the source, which is none of P8.6's reasons. */
  readonly reason: DisqualificationReason | null;
  readonly why: string;
}

/** P8.6: why the lead is disqualified before anybody works on it; null = it is not. */
export function disqualificationOf(
  facts: Facts,
  settings: ScoringSettings,
): Disqualification | null {
  const { spam, disqualification } = settings;
  if (facts.is_test) return { reason: null, why: 'a test lead of the source: assessed, but nobody works on it' };
  if (facts.spam_score >= spam.disqualify_from)
    return {
      reason: 'duplicate_or_spam',
      why: `spam: the spam score is ${facts.spam_score}, from ${spam.disqualify_from} on a lead is disqualified`,
    };
  const outOfScope = disqualification.out_of_scope ? outOfScopeOf(facts.classification, settings) : null;
  if (outOfScope) return { reason: 'out_of_scope', why: outOfScope };
  return rememberedOf(facts, disqualification.remembered_days);
}

/** Only what is known to be unserved: `Other` and what is not known may still be served. */
function outOfScopeOf(
  { intent_family, residence_country }: Classification,
  { intents, regions }: ScoringSettings,
): string | null {
  if (intent_family !== null && intent_family !== 'Other' && !intents.supported.includes(intent_family))
    return `out of scope: ${intent_family} is not a supported service`;
  if (residence_country === null) return null;
  const served = regions.supported === 'all' || regions.supported.includes(residence_country);
  return served && !regions.excluded.includes(residence_country)
    ? null
    : `out of scope: residence ${residence_country} is not a supported region`;
}

function rememberedOf(
  { earlier, at }: Facts,
  days: number,
): Disqualification | null {
  if (!earlier?.reason || !REMEMBERED.includes(earlier.reason)) return null;
  if (at.getTime() - earlier.closed_at.getTime() > days * DAY_MS) return null;
  const since = earlier.closed_at.toISOString().slice(0, 10);
  return {
    reason: earlier.reason,
    why: `this person was disqualified as ${earlier.reason} on ${since}, which counts for ${days} days`,
  };
}
