import type { Band } from '../model';
import { bandOf, clampScore, type LeadScore, type Signal } from './score-lead';
import type { SqlDecision } from './decide-sql';
import type { ScoringSettings } from './settings';

/** What one change would do. */
export interface Counterfactual {
  readonly signal: Signal;
  /** Points the raw score would gain. */
  readonly adds: number;
  readonly score: number;
  readonly band: Band;
  readonly becomes_sql: boolean;
  /** `documents ready would add 15: becomes SQL (85, Hot)` */
  readonly sentence: string;
}

/** Changes that can still happen; a source stays what it was. */
const CHANGES: Readonly<Partial<Record<Signal, string>>> = {
  supported_intent: 'a supported intent',
  timeline_within_90_days: 'a timeline within 90 days',
  budget_strong: 'a strong budget signal',
  documents_ready: 'documents ready',
  engagement_high: 'high engagement',
  spam_risk: 'no spam risk',
  unreachable: 'an answer from the prospect',
};

/** SC-04: for each signal that costs or misses points, what its change alone would do; most points first. */
export function counterfactualsOf(
  score: LeadScore,
  decision: SqlDecision,
  settings: ScoringSettings,
): Counterfactual[] {
  return score.contributions
    .flatMap(({ signal, points }) => {
      const change = CHANGES[signal];
      const adds = gainOf(settings.weights[signal], points);
      return change !== undefined && adds > 0
        ? [changeOf(signal, change, adds, score, decision, settings)]
        : [];
    })
    .sort((left, right) => right.adds - left.adds);
}

/** A missing bonus would come, a malus that counts would go. */
function gainOf(weight: number, points: number): number {
  return weight > 0 ? weight - points : -points;
}

function changeOf(
  signal: Signal,
  change: string,
  adds: number,
  now: LeadScore,
  decision: SqlDecision,
  settings: ScoringSettings,
): Counterfactual {
  const score = clampScore(now.raw_score + adds);
  const band = bandOf(score, settings);
  const becomes_sql =
    !decision.is_sql &&
    score >= settings.sql.threshold &&
    decision.criteria.every(
      ({ criterion, passed }) => passed || criterion === 'score' || criterion === signal,
    );
  return {
    signal,
    adds,
    score,
    band,
    becomes_sql,
    sentence: `${change} would add ${adds}: ${effectOf({ score, band, becomes_sql }, now, decision, settings)}`,
  };
}

function effectOf(
  { score, band, becomes_sql }: Pick<Counterfactual, 'score' | 'band' | 'becomes_sql'>,
  now: LeadScore,
  decision: SqlDecision,
  settings: ScoringSettings,
): string {
  const at = `(${score}, ${band})`;
  if (becomes_sql) return `becomes SQL ${at}`;
  if (band !== now.band) return `becomes ${band} (${score})${decision.is_sql ? '' : ', no SQL yet'}`;
  const missing = settings.sql.threshold - score;
  if (decision.is_sql) return `stays ${band} (${score})`;
  return missing > 0
    ? `stays ${band} (${score}), ${missing} below SQL`
    : `reaches ${score}, but other criteria still fail`;
}
