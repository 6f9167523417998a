import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { RecipientRef } from '../../engine/queries/read-recipients';
import { optionalRecordId } from '../shared/parameter-fields';

/** Outputs of the node, in order. */
export const OUTPUTS = { allowed: 0, blocked: 1 } as const;

const OF_A_PERSON = { operation: ['check', 'compose'] };

/** Whom a message is for. */
export const fields: INodeProperties[] = [
  {
    displayName: 'Lead ID',
    name: 'leadId',
    type: 'string',
    default: '={{ $json.lead_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the lead that the message is for. The default takes it from Normalize Lead or an event.',
    displayOptions: { show: { operation: ['askNext', 'check', 'compose'] } },
  },
  {
    displayName: 'Opportunity ID',
    name: 'opportunityId',
    type: 'string',
    default: '={{ $json.opportunity_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the opportunity that the message belongs to; it goes before the Lead ID',
    displayOptions: { show: OF_A_PERSON },
  },
];

export const recipientFields = { lead_id: optionalRecordId, opportunity_id: optionalRecordId };
export const recipient = z.object(recipientFields);

export function readRecipient(context: IExecuteFunctions, index: number): { [field in keyof RecipientRef]: unknown } {
  return { lead_id: context.getNodeParameter('leadId', index, ''), opportunity_id: context.getNodeParameter('opportunityId', index, '') };
}

export const CHANNEL_OPTIONS = [
  { name: 'Email', value: 'email' },
  { name: 'SMS', value: 'sms' },
  { name: 'WhatsApp', value: 'whatsapp' },
];
