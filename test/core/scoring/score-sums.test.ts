import { classifyLead, scoreLead, scoringSettings, SIGNAL_NAMES } from '../../../engine/core/scoring';
import { BUDGET_SIGNALS, DOC_READINESS, ENGAGEMENT_LEVELS, INTENT_FAMILIES, SOURCE_CHANNELS, TIMELINE_BUCKETS } from '../../../engine/core/model';
import { leadWith } from './sample-lead';

const LEADS = 100_000;

/** A small generator with a seed, so that a failure can be looked at again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const NOTHING = classifyLead({ lead: leadWith(), engagement_level: 'Low', overrides: {}, settings: scoringSettings.parse({}), currency: 'CAD' }).classification;

describe('scoreLead', () => {
  it(`SC-04: the contributions of ${LEADS} random leads under random weights sum exactly to the score before the clamp`, () => {
    const next = numbers(20_260_115);
    const pick = <T>(list: readonly T[]): T | null => list[next(list.length + 1)] ?? null;
    const settings = scoringSettings.parse({});
    const wrong: unknown[] = [];
    for (let count = 0; count < LEADS; count++) {
      const weights = count % 2 === 0 ? settings.weights : (Object.fromEntries(SIGNAL_NAMES.map((signal) => [signal, next(201) - 100])) as typeof settings.weights);
      const classification = {
        ...NOTHING,
        intent_family: pick(INTENT_FAMILIES),
        timeline_bucket: pick(TIMELINE_BUCKETS),
        budget_signal: pick(BUDGET_SIGNALS),
        doc_readiness: pick(DOC_READINESS),
        engagement_level: pick(ENGAGEMENT_LEVELS) ?? 'Low',
      };
      const facts = { classification, source_channel: pick(SOURCE_CHANNELS) ?? 'website', referred: next(2) === 1, spam_score: next(101), unanswered_attempts: next(12) };
      const { raw_score, score, clamped, band, contributions } = scoreLead(facts, { ...settings, weights });
      const sum = contributions.reduce((total, { points }) => total + points, 0);
      const expected = Math.min(100, Math.max(0, sum));
      const bandExpected = expected >= 80 ? 'Hot' : expected >= 50 ? 'Warm' : 'Cold';
      const right = sum === raw_score && score === expected && clamped === (sum !== expected) && band === bandExpected && contributions.length === SIGNAL_NAMES.length;
      if (!right) wrong.push({ facts, weights, sum, raw_score, score, band });
    }
    expect(wrong).toEqual([]);
  });
});
