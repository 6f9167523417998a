import type { EventDraft } from '../core/events';
import { type FetchFailure, type LeadLister, type LeadSource, type ListedLead, SourceApiError } from '../core/lead';
import type { Actor } from '../core/model';
import { appendEvents, currentSettings, newId, type Store, type Tx } from '../store';
import { type KeptNotice, keepBodies } from './intake/keep-payloads';

export interface BackfillLeads {
  readonly source: LeadSource;
  readonly lister: LeadLister;
  /** null = all that the lister knows. */
  readonly feeds: readonly string[] | null;
  readonly range:
    /** From where the last poll ended, with an overlap for what the source shows late; the first time so far back. */
    | { readonly kind: 'cursor'; readonly overlap_ms: number; readonly first_ms: number }
    /** A search for gaps: what is missing is told as an event. */
    | { readonly kind: 'gap'; readonly from: Date; readonly to: Date };
  readonly at: Date;
  readonly actor: Actor;
}

/** What one page or account of a source held, and what of it was new to us. */
export interface BackfilledFeed {
  readonly source: string;
  readonly feed: string;
  readonly from: Date;
  readonly to: Date;
  readonly at_source: number;
  /** Brought in now: to be normalised. */
  readonly brought_in: readonly KeptNotice[];
  /** Why the feed could not be read to its end; what was read before stays. */
  readonly failure: FetchFailure | null;
}

/**
 * Compares what a source holds with what came in, and brings in what is missing through the same door: the same keys make
 * one lead of a webhook's, a poll's and a list's (IN-08). A lead that only waited to be fetched gets its answers.
 * Feeds are read one after the other; one that fails is told by an alert event and does not stop the others.
 */
export async function backfillLeads(store: Store, accountId: string, input: BackfillLeads): Promise<BackfilledFeed[]> {
  const feeds = input.feeds ?? (await feedsOf(store, accountId, input));
  const results: BackfilledFeed[] = [];
  for (const feed of feeds) results.push(await backfillFeed(store, accountId, input, feed));
  return results;
}

/** @throws SourceApiError when the source cannot even name its feeds; told by an alert event too */
async function feedsOf(store: Store, accountId: string, { lister, source, at }: BackfillLeads): Promise<string[]> {
  try {
    return await lister.listFeeds();
  } catch (error) {
    if (error instanceof SourceApiError) await store.transaction(accountId, (tx) => tellFailure(tx, source.source, error.failure, at));
    throw error;
  }
}

async function backfillFeed(store: Store, accountId: string, input: BackfillLeads, feed: string): Promise<BackfilledFeed> {
  const source = input.source.source;
  const { from, to } = await store.transaction(accountId, (tx) => rangeOf(tx, input, feed));
  const result = { source, feed, from, to, at_source: 0, brought_in: [] as KeptNotice[] };
  try {
    for await (const leads of input.lister.listLeads(feed, { from, to })) {
      result.at_source += leads.length;
      result.brought_in.push(...(await store.transaction(accountId, (tx) => keepListed(tx, input, leads))));
    }
  } catch (error) {
    if (!(error instanceof SourceApiError)) throw error;
    await store.transaction(accountId, (tx) => tellFailure(tx, source, { ...error.failure, feed }, input.at));
    return { ...result, failure: error.failure };
  }
  await store.transaction(accountId, (tx) => finish(tx, input, result));
  return { ...result, failure: null };
}

async function rangeOf(tx: Tx, { range, at, source }: BackfillLeads, feed: string): Promise<{ from: Date; to: Date }> {
  if (range.kind === 'gap') return range;
  const known = await tx.db.selectFrom('source_cursors').select('polled_until').where('source', '=', source.source).where('feed', '=', feed).executeTakeFirst();
  const from = known?.polled_until ? known.polled_until.getTime() - range.overlap_ms : at.getTime() - range.first_ms;
  return { from: new Date(from), to: at };
}

async function keepListed(tx: Tx, { source, at }: BackfillLeads, leads: readonly ListedLead[]): Promise<KeptNotice[]> {
  const { settings } = await currentSettings(tx, at);
  const bodies = leads.map(({ body }) => ({ source, body, received_at: at }));
  const kept = await keepBodies(tx, bodies, settings.intake);
  return kept.flat().filter(({ news }) => news !== 'known');
}

async function finish(tx: Tx, { range, at, actor }: BackfillLeads, { source, feed, from, to, at_source, brought_in }: Omit<BackfilledFeed, 'failure'>): Promise<void> {
  const id = await cursorOf(tx, source, feed, range.kind === 'cursor' ? to : null, at);
  const missing_leads = brought_in.filter(({ news }) => news === 'new').length;
  if (range.kind !== 'gap' || missing_leads === 0) return;
  const key = `gap:${source}:${feed}:${from.toISOString()}:${to.toISOString()}:${at.toISOString()}`;
  const gap: EventDraft = { type: 'SourceGapFound', subject: { kind: 'source', id }, occurred_at: at, actor, key, data: { source, feed, range_from: from, range_to: to, at_source, missing_leads } };
  await appendEvents(tx, [gap], at);
}

/** The feed's row, made at its first use; its cursor never moves back. @param until null = leave it */
async function cursorOf(tx: Tx, source: string, feed: string, until: Date | null, at: Date): Promise<string> {
  const row = { id: newId(), account_id: tx.accountId, source, feed, polled_until: until, updated_at: at };
  const stored = await tx.db
    .insertInto('source_cursors')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'source', 'feed']).doUpdateSet((eb) => ({
        // greatest() passes over null.
        polled_until: eb.fn<Date | null>('greatest', ['source_cursors.polled_until', 'excluded.polled_until']),
        updated_at: at,
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return stored.id;
}

async function tellFailure(tx: Tx, source: string, { code, message, feed, needs_access }: FetchFailure, at: Date): Promise<void> {
  const id = await cursorOf(tx, source, feed ?? '', null, at);
  const key = `fetch-failed:${source}:${feed ?? ''}:${code}:${at.toISOString().slice(0, needs_access ? 10 : 13)}`;
  const data = { source, feed, code, message, delivery_id: null };
  await appendEvents(tx, [{ type: needs_access ? 'SourceAccessLost' : 'SourceFetchFailed', subject: { kind: 'source', id }, occurred_at: at, actor: { kind: 'vendor', id: source }, key, data }], at);
}
