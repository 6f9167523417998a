import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { backfillLeads, type BackfilledFeed, type BackfillLeads } from '../../../engine/commands/backfill-leads';
import { DomainError } from '../../../engine/core/errors';
import { parseOrThrow } from '../../../engine/core/parse';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { LEAD_API_NAMES, LEAD_APIS, leadApi, type LeadApiName } from '../../shared/lead-apis';
import { LEAD_SOURCES } from '../../shared/lead-sources';
import { optionalInstant } from '../../shared/parameter-fields';
import { newLead } from './new-lead';

const both = { operation: ['poll', 'findGaps'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Source',
    name: 'source',
    type: 'options',
    default: 'meta',
    options: [
      { name: 'LinkedIn Lead Sync', value: 'linkedin' },
      { name: 'Meta Lead Ads', value: 'meta' },
    ],
    description: 'Whose API is asked. For Google, which has none for lead forms, compare an export.',
    displayOptions: { show: both },
  },
  {
    displayName: 'Pages or Accounts',
    name: 'feeds',
    type: 'string',
    default: '',
    placeholder: 'e.g. 104500000000001, urn:li:sponsoredAccount:507000001',
    description: "Page IDs of Meta or owner URNs of LinkedIn, separated by commas. Empty takes those of the credential, and where it names none, all that the token has.",
    displayOptions: { show: both },
  },
  {
    displayName: 'Options',
    name: 'pollOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { operation: ['poll'] } },
    options: [
      { displayName: 'First Poll (Days)', name: 'firstDays', type: 'number', typeOptions: { minValue: 1, maxValue: 90 }, default: 7, description: 'How far the first poll of a page or account goes back. Meta and LinkedIn keep leads for 90 days.' },
      { displayName: 'Overlap (Minutes)', name: 'overlapMinutes', type: 'number', typeOptions: { minValue: 0, maxValue: 10080 }, default: 60, description: 'How much of the time before is asked again, for leads that a source shows late. Leads that are there already are not doubled.' },
    ],
  },
  {
    displayName: 'Submitted From',
    name: 'from',
    type: 'dateTime',
    default: '',
    description: 'First instant of the range. Empty for two days before its end.',
    displayOptions: { show: { operation: ['findGaps'] } },
  },
  {
    displayName: 'Submitted Before',
    name: 'to',
    type: 'dateTime',
    default: '',
    description: 'End of the range. Empty for a quarter of an hour ago, so that a lead whose webhook is still on its way is no gap.',
    displayOptions: { show: { operation: ['findGaps'] } },
  },
];

const HOUR_MS = 3_600_000;
const SETTLING_MS = HOUR_MS / 4;

const common = { source: z.enum(LEAD_API_NAMES), feeds: z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== '')) };
const poll = z.object({ ...common, operation: z.literal('poll'), options: z.object({ firstDays: z.number().min(1).max(90).default(7), overlapMinutes: z.number().min(0).max(10_080).default(60) }) });
const gaps = z.object({ ...common, operation: z.literal('findGaps'), from: optionalInstant, to: optionalInstant }).refine(({ from, to }) => from === null || to === null || from < to, { path: ['to'], message: 'must be later than Submitted From' });
type Choice = z.output<typeof poll> | z.output<typeof gaps>;

/** Asks the source's API for each item, and puts out what is new and a report for each page or account. */
export async function execute(context: IExecuteFunctions, account: OpenAccount, operation: Choice['operation']): Promise<INodeExecutionData[][]> {
  return runBatch(context, {
    outputs: 2,
    read: (index): Choice => read(context, index, operation),
    run: async (choices) => {
      const outcomes: Outcome[] = [];
      for (const choice of choices) outcomes.push(await bringIn(context, account, choice).catch(refusal));
      return outcomes;
    },
  });
}

function read(context: IExecuteFunctions, index: number, operation: Choice['operation']): Choice {
  const value = (name: string) => context.getNodeParameter(name, index);
  const shared = { operation, source: value('source'), feeds: value('feeds') };
  if (operation === 'poll') return parseOrThrow(poll, { ...shared, options: value('pollOptions') }, 'POLL_INVALID', 'The poll');
  return parseOrThrow(gaps, { ...shared, from: value('from'), to: value('to') }, 'RANGE_INVALID', 'The range');
}

async function bringIn(context: IExecuteFunctions, { store, accountId }: OpenAccount, choice: Choice): Promise<Outcome> {
  const at = new Date();
  const lister = (await leadApi(context, choice.source)) ?? notConnected(choice.source);
  const feeds = choice.feeds.length > 0 ? choice.feeds : null;
  const filled = await backfillLeads(store, accountId, { source: LEAD_SOURCES[choice.source], lister, feeds, range: rangeOf(choice, at), at, actor: workflowActor(context) });
  return { parts: [{ output: 0, json: filled.flatMap(({ source, brought_in }) => brought_in.map((notice) => newLead(source, notice))) }, { output: 1, json: filled.map(reportOf) }] };
}

/** A source that refuses one item's question does not stop the others. */
function refusal(error: unknown): Outcome {
  if (error instanceof DomainError) return { error };
  throw error;
}

function notConnected(source: LeadApiName): never {
  throw new DomainError('SOURCE_NOT_CONNECTED', `Choose the credential '${LEAD_APIS[source].label}', by which leads are listed`);
}

function rangeOf(choice: Choice, at: Date): BackfillLeads['range'] {
  if (choice.operation === 'poll') return { kind: 'cursor', overlap_ms: choice.options.overlapMinutes * 60_000, first_ms: choice.options.firstDays * 24 * HOUR_MS };
  const to = choice.to ?? new Date(at.getTime() - SETTLING_MS);
  return { kind: 'gap', from: choice.from ?? new Date(to.getTime() - 48 * HOUR_MS), to };
}

function reportOf({ brought_in, failure, ...facts }: BackfilledFeed) {
  const count = (news: string) => brought_in.filter((notice) => notice.news === news).length;
  return { ...facts, missing: count('new'), completed: count('completed'), error: failure === null ? null : { code: failure.code, message: failure.message } };
}
