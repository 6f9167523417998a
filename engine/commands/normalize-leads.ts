import { DomainError } from '../core/errors';
import type { IntakeSettings, LeadFetchers } from '../core/lead';
import type { Actor } from '../core/model';
import { currentSettings, type Store, type Tx } from '../store';
import { type FetchProblem, fetchLeads } from './intake/fetch-leads';
import { keepPayloads } from './intake/keep-payloads';
import { type LeadView, toLeadView } from './intake/lead-view';
import { type LoadedDelivery, loadDeliveries } from './intake/load-deliveries';
import { type LeadSources, type ReadDelivery, readDelivery, type Rejection, storedRejection } from './intake/read-deliveries';
import { type SavedLead, saveLeads } from './intake/save-leads';
import { settleDeliveries } from './intake/settle-deliveries';
import { applyStatusReports } from './messages/apply-status-reports';
import { placeInbound } from './messages/place-inbound';
import { type MessageView, recordInbound } from './messages/record-inbound';
import { failed, type Result } from './result';

/** A stored delivery by its id, or a payload that another node brought, with the source whose shape it has. */
export type NormalizeInput =
  | { readonly delivery_id: string }
  | { readonly source: string; readonly payload: Readonly<Record<string, unknown>>; readonly received_at: Date };

export interface NormalizeLeads {
  readonly inputs: readonly NormalizeInput[];
  readonly sources: LeadSources;
  /** Bring the leads of notices that only point to them; without a source's fetcher its pointers wait. */
  readonly fetchers?: LeadFetchers;
  /** Reads finished deliveries again under today's rules (IN-07). */
  readonly replay?: boolean;
  readonly at: Date;
  readonly actor: Actor;
}

export type Normalized =
  | { readonly kind: 'lead'; readonly delivery_id: string; readonly leads: readonly LeadView[] }
  | ({ readonly kind: 'rejected'; readonly delivery_id: string; readonly source: string } & Rejection)
  /** Its lead cannot be fetched yet: the notice is kept, tried again by the sweep, and an alert event tells it. */
  | ({ readonly kind: 'waiting'; readonly delivery_id: string; readonly source: string } & FetchProblem)
  /** It belongs to an opportunity or enquiry that is there, and is on its activity list. */
  | { readonly kind: 'message'; readonly delivery_id: string; readonly message: MessageView }
  /** A payload that carries several notices; none for a report on messages of ours. */
  | { readonly kind: 'several'; readonly results: readonly Result<Normalized>[] };

/** Keeps a transaction's rows and parameters within bounds. */
const CHUNK = 500;

/**
 * Deliveries become leads, with their consents, LeadCaptured and the delivery's status in one transaction (P4.2). A delivery
 * seen again gives the same lead and no second event; the same lead by another delivery gives the lead that is there (IN-08).
 * Pointers are fetched between two transactions, so that none is open while a vendor thinks.
 * @returns one result per input, in order; `DELIVERY_UNKNOWN` and `SOURCE_UNKNOWN` are the input's own mistakes
 */
export async function normalizeLeads(store: Store, accountId: string, input: NormalizeLeads): Promise<Result<Normalized>[]> {
  const results: Result<Normalized>[] = [];
  for (let start = 0; start < input.inputs.length; start += CHUNK) {
    const chunk = { ...input, inputs: input.inputs.slice(start, start + CHUNK) };
    results.push(...(await normalizeAndFetch(store, accountId, chunk)));
  }
  return results;
}

type Problems = ReadonlyMap<string, FetchProblem>;

async function normalizeAndFetch(store: Store, accountId: string, input: NormalizeLeads): Promise<Result<Normalized>[]> {
  const first = await store.transaction(accountId, (tx) => normalizeChunk(tx, input, new Map()));
  if (first.pointers.length === 0) return input.inputs.map((_, index) => first.resultOf(index));
  const problems = await fetchLeads(store, accountId, { deliveries: first.pointers, fetchers: input.fetchers ?? {}, at: input.at });
  const ids = first.pointers.map(({ id }) => id);
  const second = await store.transaction(accountId, (tx) => normalizeChunk(tx, { ...input, inputs: ids.map((delivery_id) => ({ delivery_id })) }, problems));
  const fetched = new Map(ids.map((id, index) => [id, second.resultOf(index)]));
  return input.inputs.map((_, index) => first.resultOf(index, fetched));
}

interface Chunk {
  /** Notices that were left, because their leads have to be fetched first. */
  readonly pointers: readonly LoadedDelivery[];
  resultOf(index: number, fetched?: ReadonlyMap<string, Result<Normalized>>): Result<Normalized>;
}

async function normalizeChunk(tx: Tx, input: NormalizeLeads, problems: Problems): Promise<Chunk> {
  const { version, settings } = await currentSettings(tx, input.at);
  const targets = await targetsOf(tx, input, settings.intake);
  const deliveries = await loadDeliveries(tx, targets.flatMap((target) => (target.ok ? target.ids : [])));
  const pointers = [...deliveries.values()].filter((delivery) => isOpen(delivery, input) && isPointer(delivery, input));
  const reads = readAll([...deliveries.values()].filter((delivery) => !pointers.includes(delivery)), input, settings.intake);
  const inbox = await placeInbound(tx, reads, settings.messaging, input.at);
  const makers = reads.filter(({ delivery, rejection }) => rejection === null && inbox.makesLead(delivery.id));
  const saved = await saveLeads(tx, { reads: makers, settings_version: version, replay: input.replay ?? false, at: input.at, actor: input.actor });
  const messages = await recordInbound(tx, inbox, saved, input);
  await settleDeliveries(tx, reads.filter(({ delivery }) => isOpen(delivery, input)).map(settlement), input.at);
  const outcomes = new Map<string, Result<Normalized>>(reads.map((read) => [read.delivery.id, outcomeOf(read, saved, messages)]));
  for (const { id, source } of pointers) outcomes.set(id, waiting(id, source, problems));
  return {
    pointers,
    resultOf: (index, fetched) => {
      const target = targets[index] ?? failed(new DomainError('NO_INPUT', 'There is no such input'));
      if (!target.ok) return target;
      const [first, ...others] = target.ids.map((id) => fetched?.get(id) ?? outcomes.get(id) ?? missing(id, deliveries, input));
      if (first === undefined && target.reported) return { ok: true, kind: 'several', results: [] };
      if (first === undefined) return failed(new DomainError('CARRIES_NO_LEAD', 'The payload reports something else than a new lead'));
      return others.length === 0 ? first : { ok: true, kind: 'several', results: [first, ...others] };
    },
  };
}

/** `reported`: it tells what became of messages of ours. */
type Target = Result<{ ids: readonly string[]; reported?: boolean }>;

/** The delivery ids of each input; payloads are stored first. */
async function targetsOf(tx: Tx, { inputs, sources, at }: NormalizeLeads, settings: IntakeSettings): Promise<Target[]> {
  const payloads = inputs.flatMap((one) => {
    const source = 'payload' in one ? sources[one.source] : undefined;
    return 'payload' in one && source ? [{ ...one, source }] : [];
  });
  const kept = await keepPayloads(tx, payloads, settings);
  const reports = payloads.map(({ source, payload, received_at }) => source.statusesIn?.({ body: Buffer.from(JSON.stringify(payload)), content_type: 'application/json', headers: {}, received_at }) ?? []);
  await applyStatusReports(tx, reports.flat(), at);
  let next = 0;
  return inputs.map((one): Target => {
    if ('delivery_id' in one) return { ok: true, ids: [one.delivery_id] };
    if (!sources[one.source]) return failed(unknownSource(`The source '${one.source}'`, sources));
    const index = next++;
    return { ok: true, ids: kept[index] ?? [], reported: (reports[index] ?? []).length > 0 };
  });
}

/** Deliveries of sources that make leads; what is finished is read too, to find its lead. */
function readAll(deliveries: readonly LoadedDelivery[], input: NormalizeLeads, settings: IntakeSettings): ReadDelivery[] {
  return deliveries.flatMap((delivery) => {
    const source = input.sources[delivery.source];
    if (!source) return [];
    if (delivery.status === 'rejected' && !input.replay) return [{ delivery, leads: [], rejection: storedRejection(delivery), hidden: [] }];
    return [readDelivery(delivery, source, settings)];
  });
}

/** Finished deliveries are settled once; a replay settles them again. */
function isOpen({ status }: LoadedDelivery, { replay }: NormalizeLeads): boolean {
  return replay === true || status === 'received' || status === 'dead';
}

function isPointer(delivery: LoadedDelivery, { sources }: NormalizeLeads): boolean {
  return delivery.fetched === null && (sources[delivery.source]?.isPointer?.(delivery) ?? false);
}

function settlement({ delivery, rejection, hidden }: ReadDelivery) {
  const reason = rejection ? `${rejection.code}: ${rejection.message}` : null;
  return { delivery, status: rejection ? ('rejected' as const) : ('processed' as const), reason, hidden };
}

function outcomeOf({ delivery, rejection }: ReadDelivery, saved: ReadonlyMap<string, readonly SavedLead[]>, messages: ReadonlyMap<string, MessageView>): Result<Normalized> {
  if (rejection) return { ok: true, kind: 'rejected', delivery_id: delivery.id, source: delivery.source, ...rejection };
  const message = messages.get(delivery.id);
  if (message && !saved.has(delivery.id)) return { ok: true, kind: 'message', delivery_id: delivery.id, message };
  const leads = (saved.get(delivery.id) ?? []).map(({ row, ...facts }) => toLeadView(row, facts));
  return { ok: true, kind: 'lead', delivery_id: delivery.id, leads };
}

function waiting(delivery_id: string, source: string, problems: Problems): Result<Normalized> {
  const problem = problems.get(delivery_id) ?? { code: 'NOT_FETCHED', message: 'The lead has not been fetched yet', next_attempt_at: null };
  return { ok: true, kind: 'waiting', delivery_id, source, ...problem };
}

function missing(id: string, deliveries: ReadonlyMap<string, LoadedDelivery>, { sources }: NormalizeLeads): Result<Normalized> {
  const delivery = deliveries.get(id);
  if (delivery) return failed(unknownSource(`Delivery ${id} came from '${delivery.source}', which`, sources));
  return failed(new DomainError('DELIVERY_UNKNOWN', `There is no delivery ${id} in this account`));
}

function unknownSource(what: string, sources: LeadSources): DomainError {
  return new DomainError('SOURCE_UNKNOWN', `${what} makes no leads; those that do: ${Object.keys(sources).join(', ')}`);
}
