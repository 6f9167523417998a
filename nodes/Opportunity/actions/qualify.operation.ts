import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { qualifyOpportunities } from '../../../engine/commands/qualify-opportunities';
import { DOC_READINESS, INTENT_FAMILIES, languageCode, TIMELINE_BUCKETS } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUserField, choiceField, opportunityIdField, textField, yesNoField } from '../common-fields';
import { actingUserId, country, opportunityId, optionalText, parametersOf, valueOf, yesNo } from '../read-fields';
import { toOutcomes } from '../to-outcomes';

const shown = { resource: 'opportunity', operation: 'qualify' };
const choices = (values: readonly string[]) => [...values.map((value) => ({ name: value, value })), { name: 'Not Asked', value: '' }];

export const description: INodeProperties[] = [
  opportunityIdField(shown),
  actingUserField(shown),
  choiceField(shown, { displayName: 'Pathway', name: 'intentFamily', options: choices(INTENT_FAMILIES), description: 'Question 1: which immigration pathway they are primarily exploring. An expression may give an intent of your own list.' }, 'intent_family'),
  choiceField(shown, { displayName: 'Timeline', name: 'timeline', options: choices(TIMELINE_BUCKETS), description: 'Question 2: when they want to apply. Nobody who has no timeline is qualified: disqualify with No Timeline.' }, 'timeline'),
  textField(shown, { displayName: 'Country of Residence', name: 'residenceCountry', placeholder: 'e.g. India', description: 'Question 3: name or code of the country they live in' }, 'residence_country'),
  textField(shown, { displayName: 'Nationality', name: 'citizenshipCountry', placeholder: 'e.g. Indian', description: 'Question 3: nationality, as a country, demonym or code' }, 'citizenship_country'),
  yesNoField(shown, { displayName: 'Prior Refusals', name: 'priorRefusals', description: 'Question 4: any prior visa refusals' }, 'prior_refusals'),
  choiceField(shown, { displayName: 'Documents', name: 'docReadiness', options: choices(DOC_READINESS), description: 'Question 5: how prepared they are with the necessary documents' }, 'doc_readiness'),
  yesNoField(shown, { displayName: 'Comfortable With a Fee', name: 'feeComfort', description: 'Question 6: comfortable with the concept of a professional fee. A budget signal, not a negotiation.' }, 'fee_comfort'),
  yesNoField(shown, { displayName: 'Contact Verified', name: 'contactVerified', description: 'The setter has checked that phone and email reach the person' }, 'contact_verified'),
  textField(shown, { displayName: 'Language', name: 'language', placeholder: 'e.g. en', description: 'Code of the language the client is served in. The handoff needs it; empty keeps what the lead said.' }, 'language'),
  textField(shown, { displayName: 'Program', name: 'programFamily', placeholder: 'e.g. Express Entry', description: 'Program the client is heading for. The handoff needs it; empty keeps what Score & Segment found.' }, 'program_family'),
];

const input = z
  .object({
    opportunity_id: opportunityId,
    acting_user_id: actingUserId,
    intent_family: optionalText,
    timeline: valueOf(TIMELINE_BUCKETS),
    residence_country: country,
    citizenship_country: country,
    prior_refusals: yesNo,
    doc_readiness: valueOf(DOC_READINESS),
    fee_comfort: yesNo,
    contact_verified: yesNo,
    language: optionalText.pipe(languageCode.nullable()),
    program_family: optionalText,
  })
  .transform(({ opportunity_id, acting_user_id, language, program_family, ...answers }) => ({ opportunity_id, acting_user_id, language, program_family, answers }));
const NAMES = {
  opportunity_id: 'opportunityId',
  acting_user_id: 'actingUserId',
  intent_family: 'intentFamily',
  timeline: 'timeline',
  residence_country: 'residenceCountry',
  citizenship_country: 'citizenshipCountry',
  prior_refusals: 'priorRefusals',
  doc_readiness: 'docReadiness',
  fee_comfort: 'feeComfort',
  contact_verified: 'contactVerified',
  language: 'language',
  program_family: 'programFamily',
} as const;

/** Stores all items' answers and qualifies those with nothing missing; `qualified` and `missing` say how each stands. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => parseOrThrow(input, parametersOf(context, index, NAMES), 'INPUT_INVALID', 'Qualify'),
    run: async (items) => toOutcomes(await qualifyOpportunities(store, accountId, { items, at: new Date(), actor: workflowActor(context) }), items),
  });
}
