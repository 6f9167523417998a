import type { ClassificationRule, RuleField, RulePlace, Strength } from '../classification-rule';

type Value = ClassificationRule['value'];
interface More {
  readonly negated?: Value;
  readonly places?: readonly RulePlace[];
  readonly strength?: Strength;
}

/** A rule of a standard book; phrases are separated by commas or line breaks. */
export function rule(field: RuleField, value: Value, phrases: string, { negated = null, places = ['text', 'label'], strength = 'normal' }: More = {}): ClassificationRule {
  const list = phrases.split(/[,\n]/).map((phrase) => phrase.trim());
  return { field, value, negated_value: negated, phrases: list.filter(Boolean), places: [...places], strength };
}

export const LABEL = { places: ['label'] } as const satisfies More;
export const TEXT = { places: ['text'] } as const satisfies More;
export const STRONG = { strength: 'strong' } as const satisfies More;
export const WEAK = { strength: 'weak' } as const satisfies More;

type Phrases<T extends string> = Readonly<Partial<Record<T, string>>>;
type Intents = Phrases<'PR' | 'Work' | 'Study' | 'Visitor' | 'Citizenship' | 'Refugee' | 'Other'>;

/** The usual rules of a language, by what they say. */
export interface UsualPhrases {
  readonly strong: Intents;
  readonly normal: Intents;
  readonly weak: Intents;
  /** Says nothing of the wish: a past, a status, a saying. */
  readonly idle?: string;
  readonly programs: Phrases<'Express Entry' | 'PNP' | 'LMIA' | 'Study Permit' | 'Visitor Visa'>;
  readonly documents: Phrases<'Ready' | 'Partial' | 'Not Ready'>;
  readonly budget: Phrases<'Strong' | 'Medium' | 'Weak'>;
  readonly timeline: Phrases<'0-30 days' | '31-90 days' | '3-6 months' | '6+ months'>;
  readonly refused: string;
  readonly urgent: string;
  readonly complex: string;
  readonly engaged: string;
}

/** Rules from the phrases of a language. */
export function usualRules(phrases: UsualPhrases): ClassificationRule[] {
  const each = (field: RuleField, values: Phrases<string>, more: More = {}) => Object.entries(values).map(([value, said]) => rule(field, value, said ?? '', more));
  return [
    ...each('intent_family', phrases.strong, STRONG),
    ...each('intent_family', phrases.normal),
    ...each('intent_family', phrases.weak, WEAK),
    rule('intent_family', null, phrases.idle ?? '', TEXT),
    ...each('program_family', phrases.programs, STRONG),
    rule('doc_readiness', 'Ready', phrases.documents.Ready ?? '', { negated: 'Not Ready' }),
    rule('doc_readiness', 'Partial', phrases.documents.Partial ?? ''),
    rule('doc_readiness', 'Not Ready', phrases.documents['Not Ready'] ?? ''),
    rule('budget_signal', 'Strong', phrases.budget.Strong ?? '', { negated: 'Weak' }),
    rule('budget_signal', 'Medium', phrases.budget.Medium ?? ''),
    rule('budget_signal', 'Weak', phrases.budget.Weak ?? ''),
    ...each('timeline_bucket', phrases.timeline),
    rule('prior_refusals', true, phrases.refused, { negated: false }),
    rule('urgency', 'High', phrases.urgent),
    rule('complexity_tier', 'Complex', phrases.complex),
    rule('engagement_level', 'High', phrases.engaged, TEXT),
  ].filter(({ phrases: list }) => list.length > 0);
}
