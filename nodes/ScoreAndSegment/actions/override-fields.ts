import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { BUDGET_SIGNALS, COMPLEXITY_TIERS, CONFIDENCES, DOC_READINESS, ENGAGEMENT_LEVELS, LEAD_QUALITIES, RISK_LEVELS, TIMELINE_BUCKETS } from '../../../engine/core/model';

/** The fields of the canonical categorisation as n8n shows them, in alphabetical order. */
export const overrideFields: INodeProperties[] = [
  choice('Budget Signal', 'budget_signal', BUDGET_SIGNALS, 'Whether the person can and will pay for professional help'),
  text('Citizenship Country', 'citizenship_country', 'e.g. IN', 'Country of nationality, as ISO 3166-1 alpha-2 code'),
  choice('Complexity Tier', 'complexity_tier', COMPLEXITY_TIERS, 'How complex the case looks'),
  choice('Document Readiness', 'doc_readiness', DOC_READINESS, 'How ready the documents are'),
  choice('Eligibility Confidence', 'eligibility_confidence', CONFIDENCES, 'How sure a consultant is of the eligibility'),
  choice('Engagement Level', 'engagement_level', ENGAGEMENT_LEVELS, 'How much the person engages'),
  text('Intent Family', 'intent_family', 'e.g. PR', "The pathway, one of the firm's list in the settings (PR, Work, Study, Visitor, Citizenship, Refugee, Other)"),
  choice('Lead Quality', 'lead_quality', LEAD_QUALITIES, 'How good the lead is'),
  choice('No-Show Risk', 'no_show_risk', RISK_LEVELS, 'How likely the person misses an appointment'),
  { displayName: 'Prior Refusals', name: 'prior_refusals', type: 'boolean', default: true, description: 'Whether a visa was refused before' },
  text('Program Family', 'program_family', 'e.g. Express Entry', "The program, one of the firm's list in the settings, or Mixed"),
  text('Residence Country', 'residence_country', 'e.g. CA', 'Country of residence, as ISO 3166-1 alpha-2 code'),
  choice('Timeline', 'timeline_bucket', TIMELINE_BUCKETS, 'When the person wants to apply'),
  choice('Urgency', 'urgency', ['High', 'Normal'], 'How urgent it is'),
];

/** The same fields for a list of names. */
export const overrideFieldNames: INodePropertyOptions[] = overrideFields.map(({ displayName, name }) => ({ name: displayName, value: name }));

function choice(displayName: string, name: string, values: readonly [string, ...string[]], description: string): INodeProperties {
  return { displayName, name, type: 'options', options: values.map((value) => ({ name: value, value })), default: values[0], description };
}

function text(displayName: string, name: string, placeholder: string, description: string): INodeProperties {
  return { displayName, name, type: 'string', default: '', placeholder, description };
}
