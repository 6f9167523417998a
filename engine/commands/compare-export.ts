import { sql } from 'kysely';

import type { LeadSource } from '../core/lead';
import type { Actor } from '../core/model';
import { appendEvents, currentSettings, newId, type Store, type Tx } from '../store';
import { type KeptNotice, keepBodies } from './intake/keep-payloads';

export interface ExportRow {
  readonly body: Buffer;
  /** Set when the row names no lead: a lead that came in with this click id is the same one. */
  readonly click_id: string | null;
  readonly submitted_at: Date | null;
}

export interface CompareExport {
  readonly source: LeadSource;
  readonly rows: readonly ExportRow[];
  readonly at: Date;
  readonly actor: Actor;
}

/** What became of a row; `delivery_id` is null for a lead that is known by its click id alone. */
export type ComparedRow = { readonly news: KeptNotice['news']; readonly delivery_id: string | null; readonly is_test: boolean };

const CHUNK = 500;

/**
 * Compares a list that was exported from a source with what came in, and brings in what is missing through the same door
 * (IN-08). Missing leads are told as SourceGapFound. @returns one result per row, in order
 */
export async function compareExport(store: Store, accountId: string, input: CompareExport): Promise<ComparedRow[]> {
  const compared: ComparedRow[] = [];
  for (let start = 0; start < input.rows.length; start += CHUNK) {
    const rows = input.rows.slice(start, start + CHUNK);
    compared.push(...(await store.transaction(accountId, (tx) => compareChunk(tx, { ...input, rows }))));
  }
  if (compared.some(({ news }) => news === 'new')) await store.transaction(accountId, (tx) => tellGap(tx, input, compared));
  return compared;
}

async function compareChunk(tx: Tx, { source, rows, at }: CompareExport): Promise<ComparedRow[]> {
  const { settings } = await currentSettings(tx, at);
  const clicked = await knownClicks(tx, source.source, rows.flatMap(({ click_id }) => click_id ?? []));
  const isKnown = ({ click_id }: ExportRow) => click_id !== null && clicked.has(click_id);
  const unknown = rows.filter((row) => !isKnown(row));
  const kept = await keepBodies(tx, unknown.map(({ body }) => ({ source, body, received_at: at })), settings.intake);
  let next = 0;
  return rows.map((row): ComparedRow => {
    const [notice] = isKnown(row) ? [] : (kept[next++] ?? []);
    return notice ? { news: notice.news, delivery_id: notice.delivery_id, is_test: notice.is_test } : { news: 'known', delivery_id: null, is_test: false };
  });
}

/** Click ids that leads of the source came in with; the lists of some accounts have no lead ids. */
async function knownClicks(tx: Tx, source: string, clicks: readonly string[]): Promise<Set<string>> {
  if (clicks.length === 0) return new Set();
  const { rows } = await sql<{ click_id: string }>`
    select distinct last_touch -> 'click_ids' ->> 'gclid' as click_id from salesos.leads
    where account_id = ${tx.accountId} and source_channel = ${source} and last_touch -> 'click_ids' ->> 'gclid' = any(${[...clicks]}::text[])`.execute(tx.db);
  return new Set(rows.map(({ click_id }) => click_id));
}

async function tellGap(tx: Tx, { source: { source }, rows, at, actor }: CompareExport, compared: readonly ComparedRow[]): Promise<void> {
  const times = rows.flatMap(({ submitted_at }) => (submitted_at === null ? [] : [submitted_at.getTime()]));
  const [range_from, range_to] = times.length === 0 ? [at, at] : [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const row = { id: newId(), account_id: tx.accountId, source, feed: '', polled_until: null, updated_at: at };
  const { id } = await tx.db.insertInto('source_cursors').values(row).onConflict((conflict) => conflict.columns(['account_id', 'source', 'feed']).doUpdateSet({ updated_at: at })).returning('id').executeTakeFirstOrThrow();
  const missing_leads = compared.filter(({ news }) => news === 'new').length;
  await appendEvents(tx, [{ type: 'SourceGapFound', subject: { kind: 'source', id }, occurred_at: at, actor, key: `gap:${source}:list:${at.toISOString()}`, data: { source, feed: null, range_from, range_to, at_source: rows.length, missing_leads } }], at);
}
