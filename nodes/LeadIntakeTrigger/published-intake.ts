import type { INode, INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';

import { openAccount, type OpenAccount } from '../shared';
import { type AllSourceSecrets, sourceSecrets } from '../shared/source-secrets';
import { Gatherer } from './gatherer';

/** A changed secret holds after this time: reading a credential costs n8n as much as a whole delivery. */
const FRESH_MS = 15_000;

/** With what a delivery is proven and where it is stored. */
export interface IntakeAccess extends OpenAccount {
  readonly secrets: AllSourceSecrets;
}

/** A published trigger of this process. */
export interface PublishedIntake {
  access(): Promise<IntakeAccess>;
  start(items: readonly INodeExecutionData[]): void;
}

/** The slice of n8n's contexts by which webhook() finds what trigger() published. */
interface Place {
  getWorkflow(): { id?: string };
  getNode(): INode;
}

const published = new Map<string, PublishedIntake>();

/** @returns what ends it: leads that wait are started, later ones find nothing here */
export function publishIntake(context: ITriggerFunctions): () => Promise<void> {
  const place = placeOf(context);
  const gatherer = new Gatherer((items) => context.emit([items]));
  const intake: PublishedIntake = { access: keptFresh(() => readAccess(context)), start: (items) => gatherer.add(items) };
  published.set(place, intake);
  return async () => {
    if (published.get(place) === intake) published.delete(place);
    gatherer.stop();
  };
}

/** Undefined in a process where the trigger is not published, such as a webhook processor of the queue mode. */
export function publishedIntake(context: Place): PublishedIntake | undefined {
  return published.get(placeOf(context));
}

/** Reads both credentials. */
export async function readAccess(context: Parameters<typeof openAccount>[0]): Promise<IntakeAccess> {
  const secrets = await sourceSecrets(context);
  return { ...(await openAccount(context)), secrets };
}

function placeOf(context: Place): string {
  return `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
}

/** Many calls share one reading; a failed one is forgotten, so that the next call tries again. */
function keptFresh<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: { readonly value: Promise<T>; readonly until: number } | undefined;
  return () => {
    if (kept && kept.until > Date.now()) return kept.value;
    const value = read();
    kept = { value, until: Date.now() + FRESH_MS };
    value.catch(() => (kept = undefined));
    return value;
  };
}
