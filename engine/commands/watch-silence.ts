import { sql } from 'kysely';

import type { EventDraft } from '../core/events';
import { comparableSpans, type FeedHistory, type IntakeSettings, judgeSilence } from '../core/lead';
import { SOURCE_CHANNELS } from '../core/model';
import { appendEvents, currentSettings, json, type Store, type Tx } from '../store';

/** A feed that has said nothing for longer has been given up, and is no news. */
const FORGOTTEN_MS = 92 * 24 * 3_600_000;

interface Feed extends FeedHistory {
  readonly feed: string | null;
  readonly delivery_id: string;
}

/**
 * Tells, as an event, that a page, account or number which usually sends leads has stopped (IN-10): a lost token, an unsubscribed
 * page, a changed form. Once for each silence, however often it runs. @returns how many were new
 */
export async function watchSilence(store: Store, accountId: string, { at }: { at: Date }): Promise<number> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    return (await appendEvents(tx, await silentFeeds(tx, settings.intake.alerts, at), at)).length;
  });
}

async function silentFeeds(tx: Tx, alerts: IntakeSettings['alerts'], at: Date): Promise<EventDraft[]> {
  const feeds = await feedsOf(tx, at);
  const spans = feeds.map((feed) => comparableSpans(feed, at, alerts.silence.weeks));
  const counts = await countsOf(tx, feeds, spans);
  return feeds.flatMap((feed, index): EventDraft[] => {
    const { silent: isSilent, silent_hours, expected } = judgeSilence(feed, counts[index] ?? [], at, alerts);
    const { source, feed: name, last_received_at, delivery_id } = feed;
    if (!isSilent) return [];
    const key = `silent:${source}:${name ?? ''}:${last_received_at.toISOString()}`;
    const data = { source, feed: name, last_received_at, silent_hours, expected, delivery_id };
    return [{ type: 'SourceSilent', subject: { kind: 'delivery', id: delivery_id }, occurred_at: at, actor: { kind: 'system', id: 'watch' }, key, data }];
  });
}

/** Every page, account and number that has sent leads in the last months. */
async function feedsOf(tx: Tx, at: Date): Promise<Feed[]> {
  const { rows } = await sql<Feed>`
    select source, feed, min(received_at) as first_received_at, max(received_at) as last_received_at, (array_agg(id order by received_at desc))[1] as delivery_id
    from salesos.raw_deliveries
    where account_id = ${tx.accountId} and source = any(${[...SOURCE_CHANNELS]}::text[]) and not is_test and status <> 'rejected'
      and received_at > ${new Date(at.getTime() - FORGOTTEN_MS)} and received_at <= ${at}
    group by source, feed`.execute(tx.db);
  return rows;
}

/** Deliveries of each feed in each of its spans, in one statement. */
async function countsOf(tx: Tx, feeds: readonly Feed[], spans: readonly { from: Date; to: Date }[][]): Promise<number[][]> {
  const asked = feeds.flatMap(({ source, feed }, index) => (spans[index] ?? []).map(({ from, to }, span) => ({ index, span, source, feed, from, to })));
  if (asked.length === 0) return feeds.map(() => []);
  const { rows } = await sql<{ index: number; count: number }>`
    select s.index, count(d.id)::int as count
    from jsonb_to_recordset(${json(asked)}) as s(index int, span int, source text, feed text, "from" timestamptz, "to" timestamptz)
    left join salesos.raw_deliveries d on d.account_id = ${tx.accountId} and d.source = s.source and d.feed is not distinct from s.feed
      and d.received_at > s."from" and d.received_at <= s."to" and not d.is_test
    group by s.index, s.span`.execute(tx.db);
  return feeds.map((_, index) => rows.filter((row) => row.index === index).map(({ count }) => count));
}
