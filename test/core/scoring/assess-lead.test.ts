import fc from 'fast-check';

import { assessLead, explainAssessment, scoringSettings, type AssessInput } from '../../../engine/core/scoring';
import { inputWith, settingsOf, STRONG_ANSWERS } from './sample-lead';

const strong = (lead: Parameters<typeof inputWith>[0] = {}, more: Parameters<typeof inputWith>[1] = {}) =>
  assessLead(inputWith({ answers: STRONG_ANSWERS, ...lead }, more));
const pointsOf = (input: AssessInput) =>
  Object.fromEntries(assessLead(input).contributions.map(({ signal, points }) => [signal, points]));

describe('assessLead: score', () => {
  it('SC-04: gives the points of the playbook for each signal and lists every signal', () => {
    const input = inputWith(
      { answers: STRONG_ANSWERS, source_channel: 'referral', spam_score: 60 },
      { prospect: { engagement_level: 'High', unanswered_attempts: 6 } },
    );
    expect(pointsOf(input)).toEqual({
      supported_intent: 20,
      timeline_within_90_days: 20,
      budget_strong: 15,
      documents_ready: 15,
      engagement_high: 15,
      referral: 10,
      spam_risk: -40,
      unreachable: -20,
    });
    expect(assessLead(input)).toMatchObject({ raw_score: 35, score: 35, clamped: false, band: 'Cold' });
  });

  it('SC-04: shows the clamp when the raw score leaves 0-100', () => {
    const spam = assessLead(inputWith({ spam_score: 60 }, { prospect: { unanswered_attempts: 9 } }));
    expect(spam).toMatchObject({ raw_score: -60, score: 0, clamped: true });
    const rich = strong({}, { settings: settingsOf({ weights: { supported_intent: 90 } }) });
    expect(rich).toMatchObject({ raw_score: 140, score: 100, clamped: true, band: 'Hot' });
  });

  it('SC-04: contributions add up to the raw score exactly, for any lead and any weights', () => {
    const weight = fc.integer({ min: -100, max: 100 });
    const settings = fc
      .record({
        supported_intent: weight,
        timeline_within_90_days: weight,
        budget_strong: weight,
        documents_ready: weight,
        engagement_high: weight,
        referral: weight,
        spam_risk: weight,
        unreachable: weight,
      })
      .map((weights) => settingsOf({ weights }));
    const answers = fc.subarray(Object.entries(STRONG_ANSWERS)).map((entries) => Object.fromEntries(entries));
    const lead = fc.record({
      answers,
      spam_score: fc.integer({ min: 0, max: 100 }),
      source_channel: fc.constantFrom('google' as const, 'referral' as const),
    });
    fc.assert(
      fc.property(lead, settings, fc.nat(10), (fields, firm, unanswered_attempts) => {
        const result = assessLead(inputWith(fields, { settings: firm, prospect: { unanswered_attempts } }));
        expect(result.contributions.reduce((sum, { points }) => sum + points, 0)).toBe(result.raw_score);
        expect(result.score).toBe(Math.min(100, Math.max(0, result.raw_score)));
        expect(result.clamped).toBe(result.score !== result.raw_score);
      }),
      { numRuns: 2000 },
    );
  });

  it('SC-04: a counterfactual says what one change would do', () => {
    const { 'Are you comfortable with a professional fee?': _fee, ...answers } = STRONG_ANSWERS;
    const result = assessLead(inputWith({ answers }, { prospect: { engagement_level: 'Low' } }));
    expect(result).toMatchObject({ score: 55, band: 'Warm', is_sql: false });
    expect(result.counterfactuals.map(({ sentence }) => sentence)).toEqual([
      'a strong budget signal would add 15: becomes SQL (70, Warm)',
      'high engagement would add 15: becomes SQL (70, Warm)',
    ]);
    const later = assessLead(
      inputWith(
        { answers: { ...STRONG_ANSWERS, 'Are your documents ready?': 'No' } },
        { prospect: { engagement_level: 'High' } },
      ),
    );
    expect(later.counterfactuals[0]?.sentence).toBe('documents ready would add 15: becomes Hot (85)');
  });

  it('SC-04: a counterfactual is what really happens when the change comes', () => {
    const answers = fc.subarray(Object.entries(STRONG_ANSWERS)).map((entries) => Object.fromEntries(entries));
    fc.assert(
      fc.property(answers, fc.boolean(), (given, consents) => {
        const at = (level: 'Low' | 'High') =>
          assessLead(
            inputWith(
              { answers: given },
              { prospect: { engagement_level: level, ...(consents ? {} : { consents: [] }) } },
            ),
          );
        const promised = at('Low').counterfactuals.find(({ signal }) => signal === 'engagement_high');
        const real = at('High');
        expect(promised).toMatchObject({
          score: real.score,
          band: real.band,
          becomes_sql: real.is_sql && !at('Low').is_sql,
        });
      }),
    );
  });

  it('SC-04: explains itself in sentences', () => {
    const { 'Are you comfortable with a professional fee?': _fee, ...answers } = STRONG_ANSWERS;
    expect(explainAssessment(assessLead(inputWith({ answers })))).toBe(
      'Score 55 (Warm, segment Warm PR): Supported intent +20, Timeline within 90 days +20, Documents ready or partly ready +15. ' +
        'No SQL: score 55 is 15 below 70. A strong budget signal would add 15: becomes SQL (70, Warm).',
    );
    expect(explainAssessment(strong())).toContain('SQL: all six criteria hold.');
  });

  it('SC-05: bands and segments come from the settings', () => {
    expect(strong()).toMatchObject({ score: 70, band: 'Warm', segment: 'Warm PR' });
    expect(strong({}, { prospect: { engagement_level: 'High' } })).toMatchObject({
      score: 85,
      band: 'Hot',
      segment: 'Hot PR',
    });
    expect(strong({ answers: { ...STRONG_ANSWERS, 'What are you interested in?': 'Study' } })).toMatchObject({
      segment: 'Study Education',
    });
    expect(assessLead(inputWith())).toMatchObject({ score: 0, band: 'Cold', segment: 'Unclassified' });
    const own = settingsOf({
      bands: { hot: 60, warm: 30 },
      segments: [
        { name: 'VIP', when: { bands: ['Hot'], sources: ['website'] } },
        { name: 'Rest', when: {} },
      ],
    });
    expect(strong({}, { settings: own })).toMatchObject({ band: 'Hot', segment: 'VIP' });
  });

  it('SC-04: a referral is a person who sent the lead, not a referring site', () => {
    expect(pointsOf(inputWith({ answers: { 'How did you hear about us?': 'A friend' } })).referral).toBe(10);
    expect(
      pointsOf(inputWith({ last_touch: { utm_medium: 'referral', click_ids: {}, platform: {} } })).referral,
    ).toBe(0);
  });
});

describe('scoringSettings', () => {
  it('PK-04: all mistakes of a document are listed at once', () => {
    const result = scoringSettings.safeParse({
      weights: { budget_strong: 1.5 },
      bands: { hot: 50, warm: 60 },
      intents: { supported: ['Space'] },
      segments: [
        { name: 'A', when: { bands: ['Hot'] } },
        { name: 'A', when: { bands: ['Cold'] } },
      ],
      treshold: 70,
    });
    expect(result.error?.issues.map(({ message }) => message).sort()).toEqual([
      "'A' stands twice",
      "'Space' is not one of intents.families: PR, Work, Study, Visitor, Citizenship, Refugee, Other",
      "Unrecognized key(s) in object: 'treshold'",
      'hot (50) must be above warm (60)',
      'must be whole points',
      'the last segment must take every lead: leave its `when` empty',
    ]);
  });
});
