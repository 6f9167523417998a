import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { logActivities } from '../../../engine/commands/log-activities';
import { parseActivity } from '../../../engine/core/opportunity';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, runBatch, workflowActor } from '../../shared';
import { actingUserField, choiceField, opportunityIdField, optionsField, shownFor } from '../common-fields';
import { actingUserId, emptyToNull, parametersOf, toCode, toDate, together } from '../read-fields';
import { toOutcomes } from '../to-outcomes';

const shown = { resource: 'activity', operation: 'log' };

export const description: INodeProperties[] = [
  opportunityIdField(shown),
  actingUserField(shown),
  {
    displayName: 'Kind',
    name: 'kind',
    type: 'options',
    default: 'call',
    options: [
      { name: 'Call', value: 'call' },
      { name: 'Email', value: 'email' },
      { name: 'Meeting', value: 'meeting' },
      { name: 'Note', value: 'note' },
      { name: 'SMS', value: 'sms' },
      { name: 'System', value: 'system', description: 'An automatic acknowledgement: a reply, no contact attempt' },
      { name: 'WhatsApp', value: 'whatsapp' },
    ],
    description: 'What took place',
    displayOptions: shownFor(shown),
  },
  {
    displayName: 'Direction',
    name: 'direction',
    type: 'options',
    default: 'outbound',
    options: [
      { name: 'Inbound', value: 'inbound', description: 'From the prospect' },
      { name: 'Internal', value: 'internal', description: 'A note among ourselves' },
      { name: 'Outbound', value: 'outbound', description: 'To the prospect' },
    ],
    description: 'Who reached out to whom',
    displayOptions: shownFor(shown),
  },
  choiceField(
    shown,
    {
      displayName: 'Outcome',
      name: 'outcome',
      options: [
        { name: 'Call Back Later', value: 'call_back_later', description: 'A time was agreed: give it' },
        { name: 'Connected', value: 'connected', description: 'A two-way conversation occurred' },
        { name: 'No Answer', value: 'no_answer', description: 'It rang and was not answered' },
        { name: 'None', value: '', description: 'For anything but a call' },
        { name: 'Not Interested', value: 'not_interested', description: 'The prospect declined to proceed' },
        { name: 'Voicemail', value: 'voicemail', description: 'A voicemail was left' },
        { name: 'Wrong Number', value: 'wrong_number', description: 'The number is not theirs' },
      ],
      description: 'How the call ended. Every outbound call needs one; each has its next step.',
    },
    'outcome',
  ),
  { displayName: 'Call Back At', name: 'callBackAt', type: 'dateTime', default: '={{ $json.call_back_at }}', description: 'The agreed time; needed for Call Back Later', displayOptions: shownFor(shown) },
  {
    displayName: 'Occurred At',
    name: 'occurredAt',
    type: 'dateTime',
    default: '={{ $json.occurred_at ?? $json.submittedAt }}',
    description: 'When it took place. The default takes the time of the form; empty means now. The same activity at the same time is logged once.',
    displayOptions: shownFor(shown),
  },
  optionsField(shown, [
    {
      displayName: 'Channel',
      name: 'channel',
      type: 'options',
      default: 'whatsapp',
      options: [
        { name: 'Call', value: 'call' },
        { name: 'Email', value: 'email' },
        { name: 'SMS', value: 'sms' },
        { name: 'WhatsApp', value: 'whatsapp' },
      ],
      description: 'How the automatic acknowledgement was sent. Only for the kind System; elsewhere the kind says it.',
    },
    { displayName: 'Idempotency Key', name: 'dedupeKey', type: 'string', default: '', placeholder: "e.g. the calling tool's ID of the call", description: 'An activity with the same key is logged once' },
    { displayName: 'Summary', name: 'summary', type: 'string', typeOptions: { rows: 3 }, default: '', description: 'What was said, in a few words' },
  ]),
];

const who = z.object({ acting_user_id: actingUserId });
const NAMES = {
  opportunity_id: 'opportunityId',
  kind: 'kind',
  direction: 'direction',
  channel: 'options.channel',
  outcome: 'outcome',
  call_back_at: 'callBackAt',
  occurred_at: 'occurredAt',
  summary: 'options.summary',
  dedupe_key: 'options.dedupeKey',
} as const;

function read(context: IExecuteFunctions, index: number) {
  const [activity, { acting_user_id }] = together(
    () => parseActivity(activityOf(context, index)),
    () => parseOrThrow(who, parametersOf(context, index, { acting_user_id: 'actingUserId' }), 'INPUT_INVALID', 'Log'),
  );
  return { ...activity, acting_user_id };
}

/** The form's words as the activity's fields: labels become codes, dates are read, empty fields are not there. */
function activityOf(context: IExecuteFunctions, index: number): object {
  const given = parametersOf(context, index, NAMES);
  const outcome = toCode(given.outcome);
  return {
    ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, emptyToNull(value)])),
    kind: toCode(given.kind),
    direction: toCode(given.direction),
    channel: toCode(given.channel),
    outcome: outcome === 'none' ? null : outcome,
    call_back_at: toDate(given.call_back_at),
    occurred_at: toDate(given.occurred_at) ?? new Date(),
  };
}

/** Logs all items' activities in one go. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => read(context, index),
    run: async (items) => toOutcomes(await logActivities(store, accountId, { items, at: new Date(), actor: workflowActor(context) }), items),
  });
}
