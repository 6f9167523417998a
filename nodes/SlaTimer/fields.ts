import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { DomainError } from '../../engine/core/errors';
import type { SlaPolicy } from '../../engine/core/model';
import type { SubjectRef } from '../../engine/queries/read-timers';
import { optionalRecordId } from '../shared/parameter-fields';

const DESCRIPTIONS: Readonly<Record<SlaPolicy, readonly [name: string, description: string]>> = {
  AutomatedFirstResponse: ['Automated First Response', 'The automatic reply to a lead, 2 minutes'],
  FirstHumanAttempt: ['First Human Attempt', 'The first attempt by a person: Hot 30 minutes, Warm 4 business hours'],
  FollowUpCadence: ['Follow-up Cadence', 'A touch on days 0, 1, 2-3 and 4-7'],
  HandoffFix: ['Handoff Fix', 'Sales mend a payload that case ops returned, 8 business hours; Build Handoff Payload starts it by itself'],
  OpsValidation: ['Ops Validation', 'Case ops confirm or return a handoff, 24 hours; Build Handoff Payload starts it by itself'],
  PaymentChase: ['Payment Chase', 'Reminders on days 1, 3 and 7 after the payment link; Payment Link starts it by itself'],
};

/** The policies as options, with the playbook's targets; the firm's settings may have others. */
export const policyOptions: INodePropertyOptions[] = Object.entries(DESCRIPTIONS).map(([value, [name, description]]) => ({ name, value, description }));

const onSubject = { hide: { operation: ['board', 'notice'] } };

/** Fields of the operations on an opportunity or lead. */
export const fields: INodeProperties[] = [
  {
    displayName: 'Opportunity ID',
    name: 'opportunityId',
    type: 'string',
    default: '={{ $json.opportunity_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the opportunity. The default takes it from Route Owner, Score & Segment or an event of the opportunity.',
    displayOptions: onSubject,
  },
  {
    displayName: 'Lead ID',
    name: 'leadId',
    type: 'string',
    default: '={{ $json.lead_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the lead, for a lead that has no opportunity (yet). Not used when there is an Opportunity ID.',
    displayOptions: onSubject,
  },
];

/** Parts of every operation's input. */
export const subjectFields = { opportunity_id: optionalRecordId, lead_id: optionalRecordId };

export function readSubject(context: IExecuteFunctions, index: number): { opportunity_id: unknown; lead_id: unknown } {
  return { opportunity_id: context.getNodeParameter('opportunityId', index, ''), lead_id: context.getNodeParameter('leadId', index, '') };
}

/** @throws DomainError `SLA_SUBJECT_MISSING` when the item names neither */
export function withSubject<Input extends SubjectRef>(input: Input): Input {
  if (input.opportunity_id === null && input.lead_id === null) {
    throw new DomainError('SLA_SUBJECT_MISSING', 'The item has neither an opportunity_id nor a lead_id: set Opportunity ID (from Route Owner or an event) or Lead ID');
  }
  return input;
}
