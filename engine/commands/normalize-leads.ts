import { DomainError } from '../core/errors';
import type { IntakeSettings } from '../core/lead';
import type { Actor } from '../core/model';
import { currentSettings, type Store, type Tx } from '../store';
import { keepPayloads } from './intake/keep-payloads';
import { type LeadView, toLeadView } from './intake/lead-view';
import { type LoadedDelivery, loadDeliveries } from './intake/load-deliveries';
import { type LeadSources, type ReadDelivery, readDelivery, type Rejection, storedRejection } from './intake/read-deliveries';
import { type SavedLead, saveLeads } from './intake/save-leads';
import { settleDeliveries } from './intake/settle-deliveries';
import { failed, type Result } from './result';

/** A stored delivery by its id, or a payload that another node brought, with the source whose shape it has. */
export type NormalizeInput =
  | { readonly delivery_id: string }
  | { readonly source: string; readonly payload: Readonly<Record<string, unknown>>; readonly received_at: Date };

export interface NormalizeLeads {
  readonly inputs: readonly NormalizeInput[];
  readonly sources: LeadSources;
  /** Reads finished deliveries again under today's rules (IN-07). */
  readonly replay?: boolean;
  readonly at: Date;
  readonly actor: Actor;
}

export type Normalized =
  | { readonly kind: 'lead'; readonly delivery_id: string; readonly leads: readonly LeadView[] }
  | ({ readonly kind: 'rejected'; readonly delivery_id: string; readonly source: string } & Rejection);

/** Keeps a transaction's rows and parameters within bounds. */
const CHUNK = 500;

/**
 * Deliveries become leads, with their consents, LeadCaptured and the delivery's status in one transaction (P4.2). A delivery
 * seen again gives the same lead and no second event; the same lead by another delivery gives the lead that is there (IN-08).
 * @returns one result per input, in order; `DELIVERY_UNKNOWN` and `SOURCE_UNKNOWN` are the input's own mistakes
 */
export async function normalizeLeads(store: Store, accountId: string, input: NormalizeLeads): Promise<Result<Normalized>[]> {
  const results: Result<Normalized>[] = [];
  for (let start = 0; start < input.inputs.length; start += CHUNK) {
    const chunk = { ...input, inputs: input.inputs.slice(start, start + CHUNK) };
    results.push(...(await store.transaction(accountId, (tx) => normalizeChunk(tx, chunk))));
  }
  return results;
}

async function normalizeChunk(tx: Tx, input: NormalizeLeads): Promise<Result<Normalized>[]> {
  const { version, settings } = await currentSettings(tx, input.at);
  const targets = await targetsOf(tx, input, settings.intake);
  const deliveries = await loadDeliveries(tx, targets.flatMap((target) => (target.ok ? [target.id] : [])));
  const reads = readAll([...deliveries.values()], input, settings.intake);
  const saved = await saveLeads(tx, { reads: reads.filter(({ rejection }) => rejection === null), settings_version: version, replay: input.replay ?? false, at: input.at, actor: input.actor });
  await settleDeliveries(tx, reads.filter(({ delivery }) => isOpen(delivery, input)).map(settlement), input.at);
  const outcomes = new Map(reads.map((read) => [read.delivery.id, outcomeOf(read, saved)]));
  return targets.map((target) => (target.ok ? (outcomes.get(target.id) ?? missing(target.id, deliveries, input)) : target));
}

type Target = Result<{ id: string }>;

/** The delivery id of each input; payloads are stored first. */
async function targetsOf(tx: Tx, { inputs, sources }: NormalizeLeads, settings: IntakeSettings): Promise<Target[]> {
  const payloads = inputs.flatMap((one) => {
    const source = 'payload' in one ? sources[one.source] : undefined;
    return 'payload' in one && source ? [{ ...one, source }] : [];
  });
  const ids = await keepPayloads(tx, payloads, settings);
  let next = 0;
  return inputs.map((one): Target => {
    if ('delivery_id' in one) return { ok: true, id: one.delivery_id };
    return sources[one.source] ? { ok: true, id: ids[next++] ?? '' } : failed(unknownSource(`The source '${one.source}'`, sources));
  });
}

/** Deliveries of sources that make leads; what is finished is read too, to find its lead. */
function readAll(deliveries: readonly LoadedDelivery[], input: NormalizeLeads, settings: IntakeSettings): ReadDelivery[] {
  return deliveries.flatMap((delivery) => {
    const source = input.sources[delivery.source];
    if (!source) return [];
    if (delivery.status === 'rejected' && !input.replay) return [{ delivery, leads: [], rejection: storedRejection(delivery), masked_body: null }];
    return [readDelivery(delivery, source, settings)];
  });
}

/** Finished deliveries are settled once; a replay settles them again. */
function isOpen({ status }: LoadedDelivery, { replay }: NormalizeLeads): boolean {
  return replay === true || status === 'received' || status === 'dead';
}

function settlement({ delivery, rejection, masked_body }: ReadDelivery) {
  const reason = rejection ? `${rejection.code}: ${rejection.message}` : null;
  return { id: delivery.id, status: rejection ? ('rejected' as const) : ('processed' as const), reason, masked_body };
}

function outcomeOf({ delivery, rejection }: ReadDelivery, saved: ReadonlyMap<string, readonly SavedLead[]>): Result<Normalized> {
  if (rejection) return { ok: true, kind: 'rejected', delivery_id: delivery.id, source: delivery.source, ...rejection };
  const leads = (saved.get(delivery.id) ?? []).map(({ row, ...facts }) => toLeadView(row, facts));
  return { ok: true, kind: 'lead', delivery_id: delivery.id, leads };
}

function missing(id: string, deliveries: ReadonlyMap<string, LoadedDelivery>, { sources }: NormalizeLeads): Result<Normalized> {
  const delivery = deliveries.get(id);
  if (delivery) return failed(unknownSource(`Delivery ${id} came from '${delivery.source}', which`, sources));
  return failed(new DomainError('DELIVERY_UNKNOWN', `There is no delivery ${id} in this account`));
}

function unknownSource(what: string, sources: LeadSources): DomainError {
  return new DomainError('SOURCE_UNKNOWN', `${what} makes no leads; those that do: ${Object.keys(sources).join(', ')}`);
}
