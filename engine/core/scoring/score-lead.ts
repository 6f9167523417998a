import type { Band, Classification, SourceChannel } from '../model';
import type { ScoreWeights, ScoringSettings } from './settings';

/** The facts that the signal table of P5.4 looks at. */
export interface ScoreFacts {
  readonly classification: Classification;
  readonly source_channel: SourceChannel;
  /** The person was sent by somebody, e.g. by an answer to "how did you hear about us". */
  readonly referred: boolean;
  readonly spam_score: number;
  /** Outbound calls and WhatsApp messages since the person last answered. */
  readonly unanswered_attempts: number;
}

export type Signal = keyof ScoreWeights;

/** One line of the explanation: the points of a signal, 0 when it does not hold, and why. */
export interface Contribution {
  readonly signal: Signal;
  readonly label: string;
  readonly points: number;
  readonly why: string;
}

export interface LeadScore {
  /** Sum of the contributions. */
  readonly raw_score: number;
  /** The raw score within 0-100. */
  readonly score: number;
  readonly clamped: boolean;
  readonly band: Band;
  readonly contributions: readonly Contribution[];
}

interface Check {
  readonly label: string;
  check(facts: ScoreFacts, settings: ScoringSettings): { holds: boolean; why: string };
}

const saysOrUnknown = (value: string | null, subject: string) =>
  value === null ? `${subject} is not known` : `${subject} is ${value}`;

/** P5.4, line by line. */
const SIGNALS: Readonly<Record<Signal, Check>> = {
  supported_intent: {
    label: 'Supported intent',
    check: ({ classification: { intent_family } }, { intents }) => ({
      holds: intent_family !== null && intents.supported.includes(intent_family),
      why: saysOrUnknown(intent_family, 'the intent'),
    }),
  },
  timeline_within_90_days: {
    label: 'Timeline within 90 days',
    check: ({ classification: { timeline_bucket } }) => ({
      holds: timeline_bucket === '0-30 days' || timeline_bucket === '31-90 days',
      why: saysOrUnknown(timeline_bucket, 'the timeline'),
    }),
  },
  budget_strong: {
    label: 'Strong budget signal',
    check: ({ classification: { budget_signal } }) => ({
      holds: budget_signal === 'Strong',
      why: saysOrUnknown(budget_signal, 'the budget signal'),
    }),
  },
  documents_ready: {
    label: 'Documents ready or partly ready',
    check: ({ classification: { doc_readiness } }) => ({
      holds: doc_readiness === 'Ready' || doc_readiness === 'Partial',
      why: saysOrUnknown(doc_readiness, 'document readiness'),
    }),
  },
  engagement_high: {
    label: 'High engagement',
    check: ({ classification: { engagement_level } }) => ({
      holds: engagement_level === 'High',
      why: `the engagement is ${engagement_level}`,
    }),
  },
  referral: {
    label: 'Referral',
    check: ({ source_channel, referred }) => ({
      holds: source_channel === 'referral' || referred,
      why:
        referred && source_channel !== 'referral'
          ? 'the lead says that somebody sent them'
          : `the source is ${source_channel}`,
    }),
  },
  spam_risk: {
    label: 'Spam risk',
    check: ({ spam_score }, { spam }) => ({
      holds: spam_score >= spam.risk_from,
      why: `the spam score is ${spam_score}, risk counts from ${spam.risk_from}`,
    }),
  },
  unreachable: {
    label: 'Unreachable',
    check: ({ unanswered_attempts }, { unreachable_after }) => ({
      holds: unanswered_attempts > unreachable_after,
      why: `${unanswered_attempts} unanswered attempts, more than ${unreachable_after} count`,
    }),
  },
};

export const SIGNAL_NAMES = Object.keys(SIGNALS) as Signal[];

/** SC-04: every signal with its points; the points add up to `raw_score` exactly. */
export function scoreLead(facts: ScoreFacts, settings: ScoringSettings): LeadScore {
  const contributions = SIGNAL_NAMES.map((signal): Contribution => {
    const { label, check } = SIGNALS[signal];
    const { holds, why } = check(facts, settings);
    return { signal, label, points: holds ? settings.weights[signal] : 0, why };
  });
  const raw_score = contributions.reduce((sum, { points }) => sum + points, 0);
  const score = clampScore(raw_score);
  return { raw_score, score, clamped: score !== raw_score, band: bandOf(score, settings), contributions };
}

export function clampScore(raw: number): number {
  return Math.min(100, Math.max(0, raw));
}

/** SC-05 (P5.4). */
export function bandOf(score: number, { bands }: ScoringSettings): Band {
  if (score >= bands.hot) return 'Hot';
  return score >= bands.warm ? 'Warm' : 'Cold';
}
