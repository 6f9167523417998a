import { checkSettings } from '../../../engine/core/settings/check-settings';

function problemsOf(scoring: Record<string, unknown>): string[] {
  const check = checkSettings({ scoring });
  return check.ok ? [] : check.problems.map(({ field, message }) => `${field}: ${message}`);
}

describe('the scoring rules of a firm', () => {
  it('SC-05: the playbook’s own are in order', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('SC-02, SC-05, SC-06: a rule set that contradicts itself is refused with every mistake at once', () => {
    const problems = problemsOf({
      sql: { threshold: 40 },
      bands: { hot: 99, warm: 60 },
      weights: { referral: 0 },
      budget: { strong_from_minor: 100_000 },
      spam: { risk_from: 95 },
      rules: [
        { field: 'intent_family', value: 'Work', phrases: ['open permit', 'Bridging'] },
        { field: 'intent_family', value: 'Study', phrases: ['OPEN  permit'] },
        { field: 'intent_family', value: 'Work', phrases: ['bridging'] },
        { field: 'intent_family', value: 'Asyl', phrases: ['refuge'] },
        { field: 'timeline_bucket', value: 'soon', phrases: ['very soon'] },
      ],
      segments: [
        { name: 'All Hot', when: { bands: ['Hot'] } },
        { name: 'Hot PR', when: { bands: ['Hot'], intents: ['PR'] } },
        { name: 'Odd', when: { intents: ['Holiday'] } },
        { name: 'Rest', when: {} },
      ],
    });
    expect(problems).toEqual([
      "scoring.rules.3.value: 'Asyl' is no value of intent_family; allowed: PR, Work, Study, Visitor, Citizenship, Refugee, Other",
      "scoring.rules.4.value: 'soon' is no value of timeline_bucket; allowed: 0-30 days, 31-90 days, 3-6 months, 6+ months",
      "scoring.rules.1.phrases.0: 'OPEN  permit' gives 'Study' here and 'Work' in scoring.rules.0; keep one of them",
      'scoring.rules.2: never reached: all its phrases stand in scoring.rules.0 already',
      "scoring.segments.2.when.intents: 'Holiday' is not known; allowed: PR, Work, Study, Visitor, Citizenship, Refugee, Other",
      "scoring.segments.1: 'Hot PR' is never reached: 'All Hot' stands before it and takes all its leads",
      'scoring.sql.threshold: 40 lies in the Cold band, which ends below 60: an SQL must be Warm or Hot',
      'scoring.bands.hot: 99 cannot be reached: all weights together give 85',
      'scoring.spam.disqualify_from: 90 is below risk_from (95): a lead would be disqualified before it counts as a risk',
      'scoring.budget.strong_from_minor: 100000 must be above medium_from_minor (100000)',
    ]);
  });

  it('SC-05: bands that overlap are refused', () => {
    expect(problemsOf({ bands: { hot: 50, warm: 50 } })).toContain('scoring.bands: hot (50) must be above warm (50)');
  });

  it('SC-06: a threshold that no lead can reach is refused', () => {
    expect(problemsOf({ sql: { threshold: 90 }, weights: { engagement_high: 0 }, bands: { hot: 70 } })).toEqual(['scoring.sql.threshold: 90 cannot be reached: all weights together give 80']);
  });
});
