import type { LeadAssessment } from './assess-lead';

type Explained = Pick<LeadAssessment, 'score' | 'raw_score' | 'clamped' | 'band' | 'segment' | 'contributions' | 'criteria' | 'counterfactuals' | 'is_sql'>;

/**
 * The assessment as a few sentences for people:
 * `Score 55 (Warm, segment Warm PR): Supported intent +20, … No SQL yet: score 55 is 15 below 70. A strong budget signal would add 15: …`
 */
export function explainAssessment(result: Explained): string {
  const counted = result.contributions.filter(({ points }) => points !== 0).map(({ label, points }) => `${label} ${points > 0 ? '+' : ''}${points}`);
  const clamp = result.clamped ? ` (cut from ${result.raw_score})` : '';
  const score = `Score ${result.score}${clamp} (${result.band}, segment ${result.segment}): ${counted.join(', ') || 'no signal counts yet'}.`;
  if (result.is_sql) return `${score} SQL: all six criteria hold.`;
  const failed = result.criteria.filter(({ passed }) => !passed).map(({ why }) => why);
  const next = result.counterfactuals.find(({ becomes_sql }) => becomes_sql);
  return [score, failed.length > 0 ? `No SQL: ${failed.join('; ')}.` : '', next ? `${capitalised(next.sentence)}.` : ''].filter(Boolean).join(' ');
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
