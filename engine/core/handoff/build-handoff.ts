import type { Problem } from '../errors';
import type { ConsultationNotes } from '../model';
import { preconditionGaps } from './handoff-gaps';
import type { HandoffFacts } from './handoff-facts';
import { type HandoffPayload, handoffPayload } from './handoff-payload';
import { MANDATORY_FIELDS, PAYLOAD_SOURCES, type PayloadField } from './payload-fields';
import type { HandoffSettings } from './settings';

export type HandoffBuild =
  | { readonly complete: true; readonly payload: HandoffPayload }
  | { readonly complete: false; readonly missing: readonly Problem[] };

/**
 * P11.2 and P11.4: the payload, or the whole list of what is missing with the step that fills each (HO-01, HO-06).
 * Nothing is invented: a value is taken from the qualification call before the automatic categorisation, because a person asked.
 */
export function buildHandoff(facts: HandoffFacts, settings: HandoffSettings): HandoffBuild {
  const draft = draftOf(facts, settings);
  const missing = uniqueByField([...preconditionGaps(facts), ...fieldGaps(draft, settings)]);
  if (missing.length > 0) return { complete: false, missing };
  return { complete: true, payload: handoffPayload.parse(draft) };
}

function fieldGaps(draft: Record<string, object>, { optional_fields }: HandoffSettings): Problem[] {
  const gaps = MANDATORY_FIELDS.filter((field) => !optional_fields.includes(field) && valueAt(draft, field) === null);
  return gaps.map((field) => ({ field, message: PAYLOAD_SOURCES[field] }));
}

function valueAt(draft: Record<string, object>, field: PayloadField): unknown {
  const [section = '', name = ''] = field.split('.');
  const values: Record<string, unknown> = { ...draft[section] };
  return values[name] ?? null;
}

function uniqueByField(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ field }, index) => problems.findIndex((other) => other.field === field) === index);
}

/** The payload with null where something is missing. */
function draftOf(facts: HandoffFacts, settings: HandoffSettings) {
  return {
    schema_version: 1,
    client: clientOf(facts),
    intent: intentOf(facts),
    context: contextOf(facts.opportunity.consultation),
    offer: offerOf(facts),
    payment: paymentOf(facts),
    notes: notesOf(facts, settings),
    internal: internalOf(facts),
  } as unknown as Record<string, object>;
}

function clientOf({ client }: HandoffFacts) {
  return {
    name: filled(client.full_name),
    email: filled(client.email),
    phone: filled(client.phone),
    language: filled(client.language),
    time_zone: filled(client.time_zone),
  };
}

function intentOf({ opportunity, classification }: HandoffFacts) {
  const intent_family = filled(opportunity.qualification?.intent_family) ?? filled(opportunity.intent_family) ?? filled(classification?.intent_family);
  const program_family = filled(opportunity.program_family) ?? filled(classification?.program_family);
  return { intent_family, program_family, urgency: urgencyOf(opportunity.qualification?.timeline, classification?.urgency) };
}

/** P8.5's timeline answer decides; without it the categorisation does. */
function urgencyOf(timeline: string | null | undefined, classified: 'High' | 'Normal' | null | undefined): 'High' | 'Normal' | null {
  if (filled(timeline) !== null) return timeline === '0-30 days' || classified === 'High' ? 'High' : 'Normal';
  return classified ?? null;
}

function contextOf(notes: ConsultationNotes | null) {
  if (notes === null) return { consult_summary: null, risks_discussed: null, constraints: null };
  const { context_goals, situation, options, recommendation, risks, risk_notes } = notes;
  return {
    consult_summary: { context_goals, situation, options, recommendation },
    risks_discussed: { ...risks, notes: risk_notes },
    constraints: filled(notes.constraints),
  };
}

function offerOf({ offer }: HandoffFacts) {
  if (offer === null) return { offer_id: null, package_code: null, package_name: null, price_minor: null, currency: null, terms_version: null };
  const { id, package_code, package_name, price_minor, currency, terms_version } = offer;
  return { offer_id: id, package_code: filled(package_code), package_name: filled(package_name), price_minor, currency, terms_version: filled(terms_version) };
}

function paymentOf({ payment }: HandoffFacts) {
  return {
    payment_id: payment?.id ?? null,
    provider: 'stripe',
    provider_payment_id: payment?.provider_payment_id ?? null,
    amount_minor: payment?.amount_minor ?? null,
    currency: payment?.currency ?? null,
    paid_at: payment?.paid_at?.toISOString() ?? null,
    verified_by: payment?.verified_by ?? null,
  };
}

function notesOf({ opportunity, attachments }: HandoffFacts, { consult_summary_url }: HandoffSettings) {
  const stored = opportunity.consultation !== null;
  return {
    consult_summary_ref: stored ? `consultation:${opportunity.id}` : null,
    consult_summary_url: stored && consult_summary_url ? consult_summary_url.replace('{opportunity_id}', opportunity.id) : null,
    attachments: [...attachments],
  };
}

function internalOf({ account_id, opportunity, priority_flag }: HandoffFacts) {
  return {
    account_id,
    opportunity_id: opportunity.id,
    closer_id: opportunity.closer_id,
    priority_flag: filled(priority_flag) ?? (opportunity.priority ? 'Priority' : null),
  };
}

/** An empty answer is no answer. */
function filled(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
