import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { type StartedTimers, startSlaTimers } from '../../../engine/commands/start-sla-timers';
import type { Result } from '../../../engine/commands/result';
import { SLA_POLICIES } from '../../../engine/core/model';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { optionalInstant, optionalText } from '../../shared/parameter-fields';
import { policyOptions, readSubject, subjectFields, withSubject } from '../fields';

const show = { operation: ['start'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Policies',
    name: 'policies',
    type: 'multiOptions',
    required: true,
    default: ['FirstHumanAttempt'],
    options: policyOptions,
    description: "Which SLA policies start. Targets and calendars come from the firm's settings.",
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'startOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Occurrence',
        name: 'occurrence',
        type: 'string',
        default: '',
        placeholder: 'e.g. second call',
        description: 'Tells a second round from the first; the same occurrence starts once. Left out, it is the payment or payload version of the event.',
      },
      {
        displayName: 'Started At',
        name: 'startedAt',
        type: 'dateTime',
        default: '={{ $json.occurred_at }}',
        description: 'When the clock started. Left out, it is the time of the lead or SQL where the policy counts from that, otherwise now.',
      },
    ],
    displayOptions: { show },
  },
];

const input = z.object({
  ...subjectFields,
  policies: z.array(z.enum(SLA_POLICIES)).min(1, 'must name at least one policy'),
  started_at: optionalInstant,
  occurrence: optionalText,
});
type Input = z.output<typeof input>;

/** What tells rounds apart in an event of a payment or handoff. */
const eventData = z.object({ data: z.object({ payment_id: z.string().optional(), payload_version: z.number().optional() }) });

/** All clocks of all items in one transaction; one item out for one item in. */
export async function execute(context: IExecuteFunctions, { store, accountId }: OpenAccount): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 1,
    read: (index) => read(context, index),
    run: async (inputs) => {
      const items = inputs.flatMap(({ policies, occurrence, ...rest }) => policies.map((policy) => ({ ...rest, policy, occurrence: occurrence ?? '' })));
      const results = await startSlaTimers(store, accountId, { items, at: new Date(), actor: workflowActor(context) });
      let next = 0;
      return inputs.map((each) => outcomeOf(each, results.slice(next, (next += each.policies.length))));
    },
  });
}

function read(context: IExecuteFunctions, index: number): Input {
  const value = (name: string, fallback?: unknown) => context.getNodeParameter(name, index, fallback);
  const occurrence = value('startOptions.occurrence', '') || occurrenceOf(context.getInputData()[index]?.json);
  const given = { ...readSubject(context, index), policies: value('policies'), started_at: value('startOptions.startedAt', ''), occurrence };
  return withSubject(parseOrThrow(input, given, 'SLA_START_INVALID', 'Start'));
}

/** As the commands number their own clocks, so that a clock started here and there is one. */
function occurrenceOf(json: IDataObject | undefined): string {
  const event = eventData.safeParse(json);
  if (!event.success) return '';
  const { payment_id, payload_version } = event.data.data;
  return payment_id ?? (payload_version === undefined ? '' : `v${payload_version}`);
}

function outcomeOf(input: Input, results: readonly Result<StartedTimers>[]): Outcome {
  const failed = results.find((result) => !result.ok);
  if (failed && !failed.ok) return { error: failed.error };
  const started = results.flatMap((result) => (result.ok ? [result] : []));
  const first = started[0];
  const due = started.flatMap(({ due_at }) => due_at ?? []).sort((a, b) => a.getTime() - b.getTime());
  const json = {
    opportunity_id: first?.opportunity_id ?? input.opportunity_id,
    lead_id: first?.lead_id ?? input.lead_id,
    owner_id: first?.owner_id ?? null,
    due_at: due[0] ?? null,
    started: started.reduce((sum, each) => sum + each.started, 0),
    clocks: started.flatMap(({ policy, timers }) => timers.map((timer) => ({ policy, ...timer }))),
    not_started: started.flatMap(({ policy, reason }) => (reason === null ? [] : [{ policy, reason }])),
  };
  return { output: 0, json };
}
