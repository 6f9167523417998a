import type { INodeProperties } from 'n8n-workflow';

/** Behind the Sales Event Trigger (event envelopes) as well as behind a form or any node of the pack. */
export const opportunityField: INodeProperties = {
  displayName: 'Opportunity ID',
  name: 'opportunityId',
  type: 'string',
  required: true,
  default: '={{ $json.opportunity_id }}',
  placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
  description: 'The paid opportunity that is handed to case ops',
  displayOptions: { show: { operation: ['build', 'confirm', 'deliver', 'reject'] } },
};

/** Ops answer the version they looked at. */
export const payloadVersionOption: INodeProperties = {
  displayName: 'Payload Version',
  name: 'payloadVersion',
  type: 'number',
  typeOptions: { minValue: 1 },
  default: 1,
  description: 'The version that case ops looked at; an older one than the newest is refused. Without it the newest.',
};

export function actingUser(operation: string, who: string): INodeProperties {
  return {
    displayName: 'Acting User ID',
    name: 'actingUserId',
    type: 'string',
    default: '={{ $json.acting_user_id }}',
    placeholder: 'e.g. olga',
    description: `${who}, among the firm's users. Empty when the ops system answers through this workflow.`,
    displayOptions: { show: { operation: [operation] } },
  };
}

/** An option that was not added, or left empty, is not known. */
export function emptyIsNull(value: unknown): unknown {
  return value === '' || value === undefined ? null : value;
}
