import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { meetSlaTimers } from '../../../engine/commands/change-sla-timers';
import { EVENT_TYPES, type EventType } from '../../../engine/core/events';
import { parseOrThrow } from '../../../engine/core/parse';
import type { ClockAction } from '../../../engine/core/sla';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { optionalInstant } from '../../shared/parameter-fields';
import { readSubject, subjectFields, withSubject } from '../fields';
import { changedOf } from './changed';

const show = { operation: ['meet'] };
const TOUCHES = ['humanAttempt', 'automaticMessage', 'acknowledgement', 'answer'] as const;

export const description: INodeProperties[] = [
  {
    displayName: 'What Happened',
    name: 'happened',
    type: 'options',
    default: 'humanAttempt',
    options: [
      { name: 'A Person Reached Out', value: 'humanAttempt', description: 'A call or message by a rep, answered or not' },
      { name: 'An Event', value: 'event', description: 'A canonical event such as PaymentSucceeded or CaseOpenRejected' },
      { name: 'Automatic Acknowledgement Sent', value: 'acknowledgement', description: 'Meets the automated first response only' },
      { name: 'Automatic Message Sent', value: 'automaticMessage', description: 'A touch of the cadence; never meets the clock of a person' },
      { name: 'The Prospect Answered', value: 'answer', description: 'Ends the follow-up cadence' },
    ],
    description: 'Logging an activity with the Opportunity node tells the clocks by itself; use this for what happens elsewhere',
    displayOptions: { show },
  },
  {
    displayName: 'Event Type',
    name: 'eventType',
    type: 'string',
    required: true,
    default: '={{ $json.type }}',
    placeholder: 'e.g. PaymentSucceeded',
    description: 'Type of the event. The default takes it from the Sales Event Trigger.',
    displayOptions: { show: { ...show, happened: ['event'] } },
  },
  {
    displayName: 'Occurred At',
    name: 'occurredAt',
    type: 'dateTime',
    default: '={{ $json.occurred_at ?? $now }}',
    description: 'When it happened. After the deadline it stays a miss.',
    displayOptions: { show },
  },
];

const touch = z.object({ ...subjectFields, happened: z.enum(TOUCHES), occurred_at: optionalInstant });
const event = z.object({
  ...subjectFields,
  happened: z.literal('event'),
  event_type: z.enum(EVENT_TYPES as [EventType, ...EventType[]], { errorMap: () => ({ message: 'must be an event type such as PaymentSucceeded' }) }),
  occurred_at: optionalInstant,
});
const input = z.discriminatedUnion('happened', [touch, event]);
type Input = z.output<typeof input>;

/** One item out for one item in, with the clocks that changed. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => read(context, index),
    run: async (inputs) => {
      const at = new Date();
      const items = inputs.map((each) => ({ opportunity_id: each.opportunity_id, lead_id: each.lead_id, action: actionOf(each), occurred_at: each.occurred_at ?? at }));
      return (await meetSlaTimers(store, accountId, { items, at, actor: workflowActor(context) })).map(changedOf);
    },
  });
}

function read(context: IExecuteFunctions, index: number): Input {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const happened = value('happened');
  const given = { ...readSubject(context, index), happened, ...(happened === 'event' ? { event_type: value('eventType') } : {}), occurred_at: value('occurredAt', '') };
  return withSubject(parseOrThrow(input, given, 'SLA_MEET_INVALID', 'Meet'));
}

const TOUCH = { kind: 'activity', direction: 'outbound', on_channel: true, acknowledgement: false, by_human: false, is_answer: false } as const;

function actionOf(input: Input): ClockAction {
  switch (input.happened) {
    case 'humanAttempt':
      return { ...TOUCH, by_human: true };
    case 'acknowledgement':
      return { ...TOUCH, acknowledgement: true };
    case 'answer':
      return { ...TOUCH, direction: 'inbound', is_answer: true };
    case 'event':
      return { kind: 'event', type: input.event_type };
    case 'automaticMessage':
      return TOUCH;
  }
}
