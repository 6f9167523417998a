import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { waitFor } from '../../test/support/n8n/wait-for';
import type { Playground } from './open-playground';
import { loggedEvents } from './event-log';
import { storyOf, type LeadStory } from './lead-story';
import { nodeOf } from './template-files';

const PACK = 'n8n-nodes-sales-os.';

/** What the steps of the scenario work with: the playground, and questions about what has happened in it. */
export class DemoWorld {
  constructor(
    readonly playground: Playground,
    /** Part of every id and address of this run, so that a second run brings new leads. */
    readonly run: string,
    /** How long a step may take, in milliseconds. */
    private readonly patience = 60_000,
  ) {}

  /** Production path of the one trigger of this type (and source). */
  webhookPath(type: string, source?: string): string {
    const node = nodeOf(this.playground.templates, `a ${type}${source ? ` for ${source}` : ''}`, (candidate) =>
      candidate.type === PACK + type && (source === undefined || candidate.parameters['source'] === source));
    return `/webhook/${node.webhookId}/${PATHS[type] ?? 'webhook'}`;
  }

  /** The form of the template whose slug and node name match. */
  form(what: RegExp): INode {
    return nodeOf(this.playground.templates, `a form ${what}`, (node, { slug }) => node.type === 'n8n-nodes-base.formTrigger' && what.test(`${slug}/${node.name}`));
  }

  async story(leadId: string): Promise<LeadStory> {
    return storyOf(await loggedEvents(this.playground.n8n), leadId);
  }

  /** Waits until a lead's story says so. */
  async until(leadId: string, what: string, holds: (story: LeadStory) => boolean): Promise<LeadStory> {
    const stories: LeadStory[] = [];
    const look = async (): Promise<LeadStory | null> => {
      const story = await this.story(leadId);
      stories.push(story);
      return holds(story) ? story : null;
    };
    try {
      return await waitFor(look, { timeout: this.patience, interval: 500, what });
    } catch (error) {
      throw new Error(`${(error as Error).message}; ${stateOf(stories.at(-1))}`);
    }
  }

  /** The newest item any workflow has put out that `matches`; null when there is none yet. */
  async newestItem(matches: (json: IDataObject) => boolean): Promise<IDataObject | null> {
    for (const { data } of await this.playground.n8n.executions()) {
      const runs = Object.values(data?.resultData.runData ?? {}).flat();
      const items = runs.flatMap((run) => (run.data?.['main'] ?? []).flatMap((output): INodeExecutionData[] => output ?? []));
      const found = items.find(({ json }) => matches(json));
      if (found) return found.json;
    }
    return null;
  }

  /** The lead that a stored delivery became. */
  async leadOf(deliveryId: string): Promise<string> {
    const isLead = (json: IDataObject): boolean => json['delivery_id'] === deliveryId && typeof json['lead_id'] === 'string';
    const look = async (): Promise<string | null> => ((await this.newestItem(isLead))?.['lead_id'] as string | undefined) ?? null;
    return waitFor(look, { what: `delivery ${deliveryId} to become a lead`, timeout: this.patience, interval: 500 });
  }
}

/** Where a lead got stuck, for the message. */
function stateOf(story: LeadStory | undefined): string {
  const missing = story?.missing.length ? `; the handoff lacks ${story.missing.join(', ')}` : '';
  return `the lead's events so far: ${story?.events.join(', ') || 'none'}${missing}`;
}

/** The last part of each trigger's path. */
const PATHS: Readonly<Record<string, string>> = { leadIntakeTrigger: 'lead', bookingEventTrigger: 'calendly', paymentEventTrigger: 'stripe', caseOpsTrigger: 'case-ops' };
