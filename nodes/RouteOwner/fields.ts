import type { INodeProperties } from 'n8n-workflow';

import type { Result } from '../../engine/commands/result';
import type { RoutedOwner } from '../../engine/commands/assign-owners';
import type { Outcome } from '../shared';

/** Outputs of the node, in order. Explain, Pause Rep and Resume Rep use the first. */
export const OUTPUTS: Readonly<Record<RoutedOwner['outcome'], number>> = { assigned: 0, waiting: 1 };
export const OUTPUT_COUNT = 2;

const onOpportunity = { operation: ['assign', 'reassign', 'explain'] };

/** Fields of several operations. */
export const fields: INodeProperties[] = [
  {
    displayName: 'Opportunity ID',
    name: 'opportunityId',
    type: 'string',
    required: true,
    default: '={{ $json.opportunity_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the opportunity. The default takes it from Score & Segment or from an event of the opportunity.',
    displayOptions: { show: onOpportunity },
  },
  {
    displayName: 'Role',
    name: 'role',
    type: 'options',
    default: 'setter',
    options: [
      { name: 'Setter', value: 'setter', description: 'Owns speed and show-up, from the SQL to the appointment' },
      { name: 'Closer', value: 'closer', description: 'Owns consultation and payment' },
    ],
    description: 'Which of the two owners',
    displayOptions: { show: { operation: [...onOpportunity.operation, 'equality', 'simulate'] } },
  },
];

export const ownerIdOption: INodeProperties = {
  displayName: 'Owner ID',
  name: 'ownerId',
  type: 'string',
  default: '',
  placeholder: 'e.g. ana',
  description: 'Rep chosen by hand instead of by the rules (manual override). Needs a reason, and a manager as acting user. Language, skill, absence and caps are passed over; certification and country are not.',
};

export const reasonOption: INodeProperties = {
  displayName: 'Reason',
  name: 'reason',
  type: 'string',
  default: '',
  placeholder: 'e.g. The family asked for her',
  description: 'Why; it is kept in the audit trail',
};

export const amongOption: INodeProperties = {
  displayName: 'Only Among',
  name: 'among',
  type: 'string',
  default: '',
  placeholder: 'e.g. cleo, dan',
  hint: 'User IDs, separated by commas',
  description: 'Only these reps may get it, e.g. the closers with a free slot; all other rules hold. Left out means everybody.',
};

export const actingUserOption: INodeProperties = {
  displayName: 'Acting User ID',
  name: 'actingUserId',
  type: 'string',
  default: '={{ $json.acting_user_id }}',
  placeholder: 'e.g. max',
  description: "The manager who orders it, among the firm's users. Empty means the workflow itself.",
};

/** One item a decision, on the output of its outcome. */
export function outcomeOf(result: Result<RoutedOwner>): Outcome {
  if (!result.ok) return { error: result.error };
  const { ok: _, ...json } = result;
  return { output: OUTPUTS[json.outcome], json };
}
