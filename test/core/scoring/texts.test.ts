import { RULE_LANGUAGES } from '../../../engine/core/scoring';
import { accuracyOf, judgeByRules } from '../../../scripts/classifier/evaluate';
import { labelledTexts } from '../../../scripts/classifier/labelled-texts';

const judged = judgeByRules(labelledTexts('held-out'));
const shareOf = (list: typeof judged, field: Parameters<typeof accuracyOf>[1]) => {
  const { right, of } = accuracyOf(list, field);
  return right / of;
};

describe('the rules on texts they were not written on', () => {
  it('SC-02: read at least nine of ten intents right', () => {
    expect(shareOf(judged, 'intent_family')).toBeGreaterThanOrEqual(0.9);
  });

  it.each(RULE_LANGUAGES)('SC-02: read at least 85 of 100 intents right in %s', (language) => {
    const own = judged.filter((one) => one.language === language);
    expect(own.length + labelledTexts('written').filter((text) => text.language === language).length).toBeGreaterThanOrEqual(60);
    expect(shareOf(own, 'intent_family')).toBeGreaterThanOrEqual(0.85);
  });

  it.each(['program_family', 'timeline_bucket', 'budget_signal', 'doc_readiness'] as const)('SC-01: read %s right in nine of ten texts', (field) => {
    expect(shareOf(judged, field)).toBeGreaterThanOrEqual(0.9);
  });
});
