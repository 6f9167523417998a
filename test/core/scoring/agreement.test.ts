import { agreementOf, type Comparison, driftOf } from '../../../engine/core/scoring';

const words = (count: number, agreed: number, field = 'intent_family'): Comparison[] =>
  Array.from({ length: count }, (_, index) => ({ field, human: 'PR', rule: index < agreed ? 'PR' : 'Work', ai: null }));

describe('agreement of rules and AI with people', () => {
  it('SC-12: counts by source and field, and takes a gap for no mistake', () => {
    const comparisons: Comparison[] = [
      { field: 'intent_family', human: 'PR', rule: 'PR', ai: null },
      { field: 'intent_family', human: 'PR', rule: null, ai: 'PR' },
      { field: 'intent_family', human: 'PR', rule: 'Work', ai: null },
      { field: 'prior_refusals', human: false, rule: false, ai: true },
    ];
    expect(agreementOf(comparisons)).toEqual([
      { source: 'ai', field: 'intent_family', compared: 1, agreed: 1 },
      { source: 'ai', field: 'prior_refusals', compared: 1, agreed: 0 },
      { source: 'rule', field: 'intent_family', compared: 3, agreed: 1 + 0 },
      { source: 'rule', field: 'prior_refusals', compared: 1, agreed: 1 },
    ].map((entry) => (entry.source === 'rule' && entry.field === 'intent_family' ? { ...entry, compared: 2 } : entry)));
  });

  it.each([
    ['a fall of 30 points in 50 words', words(50, 30), words(50, 45), true],
    ['a fall of 8 points', words(500, 410), words(500, 450), false],
    ['a fall that chance explains', words(20, 16), words(20, 18), false],
    ['too few words', words(10, 2), words(10, 10), false],
    ['a rise', words(50, 50), words(50, 30), false],
    ['nothing before', words(50, 10), [], false],
  ])('SC-12: %s is an alarm: %s', (_name, now, before, dropped) => {
    expect(driftOf(agreementOf(now), agreementOf(before), 10)).toMatchObject([{ source: 'rule', dropped }]);
  });
});
