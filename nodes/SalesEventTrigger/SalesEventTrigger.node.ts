import { type INodeType, type INodeTypeDescription, type ITriggerFunctions, type ITriggerResponse, NodeConnectionTypes } from 'n8n-workflow';
import { z } from 'zod';

import { EVENT_TYPES, type EventType } from '../../engine/core/events';
import { startHeartbeat } from '../../engine/commands/heartbeat';
import { consume, type Consumption, peekEvents, subscribe } from '../../engine/store/outbox';
import { type OpenAccount, openAccount } from '../shared';
import { salesOsAccountTest } from '../shared/account-test';
import { eventOptions } from './event-options';
import { eventItem, runWorkflow } from './run-workflow';

const parameters = z.object({
  events: z.array(z.enum(EVENT_TYPES as [EventType, ...EventType[]])).min(1, 'Choose at least one event'),
  concurrency: z.number().int().min(1).max(50),
  together: z.number().int().min(1).max(500),
});

export class SalesEventTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Sales Event Trigger',
    name: 'salesEventTrigger',
    icon: { light: 'file:salesEventTrigger.svg', dark: 'file:salesEventTrigger.dark.svg' },
    group: ['trigger'],
    version: 1,
    // One event by its name, several by their number: a list would be cut on the canvas.
    subtitle:
      '={{ $parameter["events"].length > 1 ? $parameter["events"].length + " events" : ($parameter["events"][0] ?? "").replace("SLA_Breach_", "SLA Breach: ").replace(/([a-z]|SQL)([A-Z])/g, "$1 $2") }}',
    description: 'Starts the workflow when something happens in the Sales OS: a lead, an SQL, a payment, a missed SLA',
    eventTriggerDescription: 'Waiting for the events you chose',
    activationMessage: 'Events that happen while this workflow is unpublished wait for it, up to 14 days.',
    defaults: { name: 'Sales Event Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'salesOsAccountApi', displayName: 'Sales OS Account', required: true, testedBy: 'salesOsAccountTest' }],
    properties: [
      {
        displayName: 'An event counts as delivered when its execution succeeds; otherwise it comes again, alone and with growing pauses, and after six retries it waits in the dead letters.',
        name: 'notice',
        type: 'notice',
        default: '',
      },
      {
        displayName: 'Events',
        name: 'events',
        type: 'multiOptions',
        required: true,
        default: [],
        options: eventOptions,
        description: 'What starts the workflow',
      },
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add option',
        default: {},
        options: [
          {
            displayName: 'Executions at Once',
            name: 'concurrency',
            type: 'number',
            typeOptions: { minValue: 1, maxValue: 50 },
            default: 5,
            description: 'How many executions run at the same time. With 1 events are worked on in the order they happened.',
          },
          {
            displayName: 'Events per Execution',
            name: 'together',
            type: 'number',
            typeOptions: { minValue: 1, maxValue: 500 },
            default: 1,
            description: 'How many waiting events may share an execution, an item each. More is much faster in busy times; every node behind must then work on all its items.',
            hint: 'Events that failed before always come alone, so that one cannot hold up others.',
          },
        ],
      },
    ],
  };

  methods = { credentialTest: { salesOsAccountTest } };

  async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
    const account = await openAccount(this);
    const { events, ...consumption } = parameters.parse({
      events: this.getNodeParameter('events'),
      concurrency: this.getNodeParameter('options.concurrency', 5),
      together: this.getNodeParameter('options.together', 1),
    });
    if (this.getMode() === 'manual') return { manualTriggerFunction: () => showNewest(this, account, events) };
    return { closeFunction: await listen(this, account, events, consumption) };
  }
}

/** In the editor: the newest event of these types, looked at only; a test must not eat production's events. */
async function showNewest(context: ITriggerFunctions, { store, accountId }: OpenAccount, types: EventType[]): Promise<void> {
  const [newest] = await peekEvents(store, accountId, types, 1);
  if (newest) return context.emit([[{ json: eventItem(newest, 0) }]]);
  throw new Error(`None of these events has happened yet in account '${accountId}': ${types.join(', ')}`);
}

async function listen(context: ITriggerFunctions, { store, accountId }: OpenAccount, types: EventType[], consumption: Consumption): Promise<() => Promise<void>> {
  const id = `${context.getWorkflow().id}:${context.getNode().id}`;
  const queue = await subscribe(store, accountId, { id, types }, new Date());
  const report = (error: unknown) => context.logger.error(`Sales OS: ${error instanceof Error ? error.message : String(error)}`, { accountId });
  const stopHeartbeat = await startHeartbeat(store, accountId, report);
  const stopConsuming = await consume(store, queue, consumption, (deliveries) => runWorkflow(context, deliveries));
  return async () => {
    await stopConsuming();
    await stopHeartbeat();
  };
}
