import type { INodeProperties } from 'n8n-workflow';

import type { Result } from '../../../engine/commands/result';
import type { Outcome } from '../../shared';

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

/** Decisions on money are a manager's. */
export function managerField(operation: string): INodeProperties {
  return {
    displayName: 'Manager User ID',
    name: 'managerId',
    type: 'string',
    required: true,
    default: '={{ $json.acting_user_id }}',
    placeholder: 'e.g. mia',
    description: "The manager who decides, among the firm's users",
    displayOptions: { show: { operation: [operation] } },
  };
}

export function reasonField(operation: string, placeholder: string): INodeProperties {
  return {
    displayName: 'Reason',
    name: 'decisionReason',
    type: 'string',
    typeOptions: { rows: 2 },
    required: true,
    default: '={{ $json.reason }}',
    placeholder,
    description: 'Why; it stays in the audit trail',
    displayOptions: { show: { operation: [operation] } },
  };
}

/** Results of a command as the node's items. */
export function withoutOk<T extends object>(results: readonly Result<T>[]): Outcome[] {
  return results.map((result) => {
    if (!result.ok) return { error: result.error };
    const { ok: _ok, ...json } = result;
    return { output: 0, json };
  });
}
