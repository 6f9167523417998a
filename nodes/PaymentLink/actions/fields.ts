import type { INodeProperties } from 'n8n-workflow';

/** Behind Offer: Create and Lock, a form, or the Sales Event Trigger, whose items are event envelopes. */
export function opportunityField(operations: readonly string[]): INodeProperties {
  return {
    displayName: 'Opportunity ID',
    name: 'opportunityId',
    type: 'string',
    required: true,
    default: '={{ $json.opportunity_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'The opportunity whose payment it is about',
    displayOptions: { show: { operation: [...operations] } },
  };
}

export const actingUserOption: INodeProperties = {
  displayName: 'Acting User ID',
  name: 'actingUserId',
  type: 'string',
  default: '',
  placeholder: 'e.g. ana',
  description: "The closer or manager who asks for it, among the firm's users. Empty when the workflow does it by itself.",
};
