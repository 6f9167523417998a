import type { Classification, NormalizedLead, Provenance } from '../model';
import type { ScoringSettings } from './settings';

interface DeriveContext {
  readonly lead: Pick<NormalizedLead, 'source_channel' | 'spam_score' | 'email' | 'phone'>;
  readonly settings: ScoringSettings;
}

type Derived = Pick<Classification, 'complexity_tier' | 'no_show_risk' | 'lead_quality' | 'urgency'>;
type Reasoned<T> = readonly [T, string] | null;

/** The fields of P5.2 that follow from others. What nothing speaks for stays null: missing is not negative. */
export function deriveFields(
  known: Classification,
  context: DeriveContext,
): { values: Derived; provenance: Provenance } {
  const reasoned = {
    complexity_tier: known.complexity_tier ? null : complexityOf(known),
    no_show_risk: noShowRiskOf(known, context),
    lead_quality: qualityOf(known, context),
    urgency: known.urgency ? null : urgencyOf(known),
  };
  const provenance: Provenance = {};
  for (const [field, result] of Object.entries(reasoned)) {
    if (result) provenance[field] = { source: 'rule', detail: result[1] };
  }
  const values: Derived = {
    complexity_tier: reasoned.complexity_tier?.[0] ?? known.complexity_tier,
    no_show_risk: reasoned.no_show_risk?.[0] ?? null,
    lead_quality: reasoned.lead_quality?.[0] ?? null,
    urgency: reasoned.urgency?.[0] ?? known.urgency,
  };
  return { values, provenance };
}

function complexityOf(known: Classification): Reasoned<'Simple' | 'Medium' | 'Complex'> {
  if (known.prior_refusals) return ['Complex', 'a prior refusal'];
  if (known.intent_family === 'Refugee') return ['Complex', 'a refugee matter'];
  if (known.prior_refusals === null || known.intent_family === null) return null;
  const simple = known.intent_family === 'Visitor' || known.intent_family === 'Citizenship';
  return simple
    ? ['Simple', `${known.intent_family} without a prior refusal`]
    : ['Medium', `${known.intent_family} without a prior refusal`];
}

/** A prediction for planning reminders; it never decides who is served (P5.3.2). */
function noShowRiskOf(known: Classification, { lead }: DeriveContext): Reasoned<'Low' | 'Medium' | 'High'> {
  if (known.timeline_bucket === '6+ months') return ['High', 'a timeline of more than six months'];
  if (known.budget_signal === 'Weak') return ['High', 'a weak budget signal'];
  if (lead.source_channel === 'referral') return ['Low', 'a referral'];
  if (known.engagement_level === 'High') return ['Low', 'high engagement'];
  return known.timeline_bucket === null ? null : ['Medium', 'nothing speaks for more or less'];
}

function qualityOf(
  known: Classification,
  { lead, settings }: DeriveContext,
): Reasoned<'Premium' | 'Standard' | 'Low'> {
  if (lead.spam_score >= settings.spam.risk_from) return ['Low', 'spam risk'];
  if (known.intent_family === null) return null;
  if (!settings.intents.supported.includes(known.intent_family))
    return ['Low', `${known.intent_family} is not a supported service`];
  const soon = known.timeline_bucket === '0-30 days' || known.timeline_bucket === '31-90 days';
  if (soon && known.budget_signal === 'Strong')
    return ['Premium', 'supported service, within 90 days, strong budget'];
  return known.budget_signal === 'Weak'
    ? ['Low', 'a weak budget signal']
    : ['Standard', 'a supported service'];
}

function urgencyOf(known: Classification): Reasoned<'High' | 'Normal'> {
  if (known.timeline_bucket === null) return null;
  return known.timeline_bucket === '0-30 days'
    ? ['High', 'a timeline of 0-30 days']
    : ['Normal', `a timeline of ${known.timeline_bucket}`];
}
