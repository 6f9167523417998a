import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { recordConsultations } from '../../../engine/commands/record-consultations';
import { parseConsultation } from '../../../engine/core/opportunity';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUserField, choiceField, opportunityIdField, shownFor, textField } from '../common-fields';
import { actingUserId, emptyToNull, opportunityId, parametersOf, toCode, together } from '../read-fields';
import { toOutcomes } from '../to-outcomes';

const shown = { resource: 'consultation', operation: 'record' };
const rows = { typeOptions: { rows: 3 } };
const RISKS = ['eligibility_uncertainty', 'timelines', 'client_effort', 'external_dependencies'] as const;

export const description: INodeProperties[] = [
  opportunityIdField(shown),
  actingUserField(shown),
  textField(shown, { displayName: 'Context and Goals', name: 'contextGoals', ...rows, description: 'Agenda part 1: what the prospect wants and why' }, 'context_goals'),
  textField(shown, { displayName: 'Situation Assessment', name: 'situation', ...rows, description: 'Agenda part 2: facts, risks and constraints' }, 'situation'),
  textField(shown, { displayName: 'Pathway Options', name: 'pathwayOptions', ...rows, description: 'Agenda part 3: the one or two options with their trade-offs' }, 'pathway_options'),
  textField(shown, { displayName: 'Recommendation', name: 'recommendation', ...rows, description: 'Agenda part 4: the recommended path and why' }, 'recommendation'),
  {
    displayName: 'Risks Covered',
    name: 'risksCovered',
    type: 'multiOptions',
    default: '={{ $json.risks_covered }}',
    options: [
      { name: 'Client Effort', value: 'client_effort', description: 'What documents and information the client must provide' },
      { name: 'Eligibility Uncertainty', value: 'eligibility_uncertainty', description: 'Where eligibility is not certain' },
      { name: 'External Dependencies', value: 'external_dependencies', description: 'What lies outside the firm: processing times, draw scores' },
      { name: 'Timelines', value: 'timelines', description: 'Best, typical and worst case' },
    ],
    description: 'What was said about risk. All four must be covered in every consultation.',
    displayOptions: shownFor(shown),
  },
  textField(shown, { displayName: 'Risk Notes', name: 'riskNotes', ...rows, description: 'What was said about uncertainty, for the handoff' }, 'risk_notes'),
  textField(shown, { displayName: 'Constraints', name: 'constraints', ...rows, description: 'What limits the case, if anything' }, 'constraints'),
  choiceField(
    shown,
    {
      displayName: 'Decision',
      name: 'decision',
      options: [
        { name: 'Follow-Up', value: 'follow_up', description: 'A follow-up is scheduled: give its time' },
        { name: 'Lost', value: 'lost', description: 'A clean close-lost: give the reason' },
        { name: 'Pay', value: 'pay', description: 'The client decided to pay' },
      ],
      description: 'Agenda part 5: every consultation ends in one of these',
    },
    'decision',
  ),
  { displayName: 'Next Step At', name: 'nextStepAt', type: 'dateTime', default: '={{ $json.next_step_at }}', description: 'When the follow-up takes place; needed for Follow-Up', displayOptions: shownFor(shown) },
  {
    displayName: 'Loss Reason Name or ID',
    name: 'consultationLossReason',
    type: 'options',
    typeOptions: { loadOptionsMethod: 'getLossReasons' },
    default: '={{ $json.loss_reason }}',
    description: 'Needed for Lost. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
    displayOptions: shownFor(shown),
  },
];

const ids = z.object({ opportunity_id: opportunityId, acting_user_id: actingUserId, loss_reason: z.preprocess(toCode, z.string().nullable()) });
const ID_NAMES = { opportunity_id: 'opportunityId', acting_user_id: 'actingUserId', loss_reason: 'consultationLossReason' } as const;
const NOTES_NAMES = {
  context_goals: 'contextGoals',
  situation: 'situation',
  options: 'pathwayOptions',
  recommendation: 'recommendation',
  constraints: 'constraints',
  risk_notes: 'riskNotes',
  decision: 'decision',
  next_step_at: 'nextStepAt',
  risks: 'risksCovered',
} as const;

function read(context: IExecuteFunctions, index: number) {
  const [item, notes] = together(
    () => parseOrThrow(ids, parametersOf(context, index, ID_NAMES), 'INPUT_INVALID', 'Record'),
    () => parseConsultation(notesOf(context, index)),
  );
  return { ...item, notes };
}

/** The form's words as the notes' fields: labels become codes, empty fields are missing. */
function notesOf(context: IExecuteFunctions, index: number): object {
  const { risks, decision, ...texts } = parametersOf(context, index, NOTES_NAMES);
  const given = (Array.isArray(risks) ? risks : typeof risks === 'string' ? risks.split(',') : []).map(toCode);
  const filled = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, emptyToNull(value)]));
  return { ...filled, decision: toCode(decision), risks: Object.fromEntries(RISKS.map((risk) => [risk, given.includes(risk)])) };
}

/** Records all items' consultations in one go. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => read(context, index),
    run: async (items) => toOutcomes(await recordConsultations(store, accountId, { items, at: new Date(), actor: workflowActor(context) }), items),
  });
}
