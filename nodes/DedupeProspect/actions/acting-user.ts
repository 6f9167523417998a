import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

/** Who decides, and why: what every human decision about persons carries. */
export function decisionFields(operations: readonly string[], options: string): INodeProperties[] {
  const show = { operation: [...operations] };
  return [
    { displayName: 'Acting User ID', name: 'actingUserId', type: 'string', required: true, default: '={{ $json.acting_user_id }}', placeholder: 'e.g. olga', description: "Who decides, one of the firm's users", displayOptions: { show } },
    {
      displayName: 'Options', name: options, type: 'collection', placeholder: 'Add option', default: {}, displayOptions: { show },
      options: [{ displayName: 'Reason', name: 'reason', type: 'string', default: '', placeholder: 'e.g. Same passport number', description: 'Why; it is kept in the audit trail' }],
    },
  ];
}

export const decision = {
  acting_user_id: z.string({ required_error: 'missing: say who decides' }).trim().min(1, 'missing: say who decides'),
  reason: z.string().transform((text) => text.trim() || null),
};
