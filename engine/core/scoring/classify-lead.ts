import { CONFIDENCES, type Classification, type Provenance } from '../model';
import { type AiDoubt, fillGaps } from './ai/fill-gaps';
import type { AiField } from './ai/settings';
import { RULE_FIELDS, type RuleField } from './classification-rule';
import type { ClassifyInput, Overrides } from './classify-input';
import { deriveFields } from './derive-fields';
import { readStatements } from './read-statements';
import type { ScoringSettings } from './settings';
import { settleField, type SettledField } from './settle-field';
import type { FieldValue, Statement } from './statement';

export type * from './classify-input';

export interface Ambiguity {
  readonly field: RuleField;
  readonly values: readonly FieldValue[];
}

export interface LeadClassification {
  readonly classification: Classification;
  readonly provenance: Provenance;
  /** Fields where the lead says several things at once. */
  readonly ambiguities: readonly Ambiguity[];
  /** What the AI said without being sure enough, or against the rules. */
  readonly ai_doubts: readonly AiDoubt[];
}

type Settled = Readonly<Record<RuleField, SettledField>>;

/** Filled before what follows from them is derived; the others only where nothing follows. */
const BASE_FIELDS = ['intent_family', 'program_family', 'timeline_bucket', 'budget_signal', 'doc_readiness', 'prior_refusals', 'residence_country', 'citizenship_country'] as const;
const DERIVED_FIELDS = ['complexity_tier', 'urgency', 'no_show_risk'] as const;

/**
 * SC-01…SC-03 (P5.2, P5.3): rules in fixed order, the AI where they left a gap, then what follows from both, and the human's
 * word over all. Pure and deterministic.
 */
export function classifyLead(input: ClassifyInput): LeadClassification {
  const { settings, overrides } = input;
  const settled = settleAll(readStatements(input), settings);
  const rules = ruledFields(input, settled);
  const said = applyOverrides(rules.classification, rules.provenance, overrides);
  const limits = { excluded: (field: AiField) => (isRuleField(field) ? settled[field].excluded : []) };
  const base = fillGaps(said, BASE_FIELDS, input.ai ?? null, settings, limits);
  const derived = deriveFields(base.classification, input);
  const following = { classification: { ...base.classification, ...derived.values }, provenance: { ...base.provenance, ...derived.provenance } };
  const whole = fillGaps(following, DERIVED_FIELDS, input.ai ?? null, settings, limits);
  const ambiguities = RULE_FIELDS.filter((field) => settled[field].ambiguous.length > 1 && !overrides[field] && !base.filled.some((filled) => filled === field)).map((field) => ({
    field,
    values: settled[field].ambiguous,
  }));
  const doubts = [...base.doubts, ...whole.doubts].filter(({ field }) => !overrides[field]);
  return { ...applyOverrides(whole.classification, whole.provenance, overrides), ambiguities, ai_doubts: doubts };
}

function isRuleField(field: string): field is RuleField {
  return (RULE_FIELDS as readonly string[]).includes(field);
}

function settleAll(statements: readonly Statement[], settings: ScoringSettings): Settled {
  const settled = Object.fromEntries(RULE_FIELDS.map((field) => [field, settleField(field, statements)])) as Record<RuleField, SettledField>;
  return { ...settled, program_family: settleProgram(settled, settings) };
}

/** Several known programs are `Mixed`; the program of another intent than the settled one is where the person stands, no wish. */
function settleProgram({ intent_family, program_family }: Settled, { intents }: ScoringSettings): SettledField {
  const intentOf = (name: FieldValue) => intents.programs.find((program) => program.name === name)?.intent;
  const { value, ambiguous } = program_family;
  if (ambiguous.length > 1 && ambiguous.every((name) => intentOf(name) !== undefined)) {
    return { ...program_family, value: 'Mixed', detail: `names several: ${ambiguous.join(', ')}`, ambiguous: [] };
  }
  const intent = value === null ? undefined : intentOf(value);
  const isElsewhere = intent !== undefined && intent_family.value !== null && intent !== intent_family.value;
  return isElsewhere ? { ...program_family, value: null, detail: null } : program_family;
}

function ruledFields(
  { lead, engagement_level, settings }: ClassifyInput,
  settled: Settled,
): { classification: Classification; provenance: Provenance } {
  const provenance: Provenance = {};
  const take = <T extends FieldValue>(
    field: RuleField,
    allowed: (value: FieldValue) => value is T,
  ): T | null => {
    const { value, detail } = settled[field];
    if (value === null || !allowed(value)) return null;
    provenance[field] = { source: 'rule', detail: detail ?? '' };
    return value;
  };
  if (lead.residence_country) provenance.residence_country = { source: 'rule', detail: 'stated by the person' };
  if (lead.citizenship_country)
    provenance.citizenship_country = { source: 'rule', detail: 'stated by the person' };
  const engagement = take('engagement_level', isOneOf(['High', 'Medium'] as const));
  if (!engagement || engagement_level === 'High')
    provenance.engagement_level = { source: 'default', detail: 'known of the prospect' };
  provenance.eligibility_confidence = { source: 'default', detail: 'rules give no advice on eligibility' };
  const classification: Classification = {
    intent_family: take('intent_family', isOneOf(settings.intents.families)),
    program_family: take('program_family', isText),
    eligibility_confidence: CONFIDENCES[3],
    complexity_tier: take('complexity_tier', isOneOf(['Simple', 'Medium', 'Complex'] as const)),
    timeline_bucket: take(
      'timeline_bucket',
      isOneOf(['0-30 days', '31-90 days', '3-6 months', '6+ months'] as const),
    ),
    budget_signal: take('budget_signal', isOneOf(['Strong', 'Medium', 'Weak'] as const)),
    doc_readiness: take('doc_readiness', isOneOf(['Ready', 'Partial', 'Not Ready'] as const)),
    no_show_risk: null,
    lead_quality: null,
    engagement_level: engagement_level === 'High' ? 'High' : (engagement ?? engagement_level),
    prior_refusals: take('prior_refusals', isBoolean),
    residence_country: lead.residence_country,
    citizenship_country: lead.citizenship_country,
    urgency: take('urgency', isOneOf(['High', 'Normal'] as const)),
  };
  return { classification, provenance };
}

function applyOverrides(
  classification: Classification,
  provenance: Provenance,
  overrides: Overrides,
): { classification: Classification; provenance: Provenance } {
  const entries = Object.entries(overrides).filter(([, override]) => override !== undefined);
  const values = Object.fromEntries(entries.map(([field, override]) => [field, override?.value]));
  const said = Object.fromEntries(
    entries.map(([field, override]) => [
      field,
      { source: 'human' as const, detail: `${override?.by ?? ''}: ${override?.reason ?? ''}` },
    ]),
  );
  return {
    classification: { ...classification, ...values } as Classification,
    provenance: { ...provenance, ...said },
  };
}

function isOneOf<T extends string>(allowed: readonly T[]): (value: FieldValue) => value is T {
  return (value): value is T => (allowed as readonly FieldValue[]).includes(value);
}

function isText(value: FieldValue): value is string {
  return typeof value === 'string';
}

function isBoolean(value: FieldValue): value is boolean {
  return typeof value === 'boolean';
}
