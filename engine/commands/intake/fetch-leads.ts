import { setTimeout as wait } from 'node:timers/promises';

import { sql } from 'kysely';

import type { EventDraft } from '../../core/events';
import { type FetchedLead, type FetchFailure, type LeadFetchers, pauseBeforeRetry } from '../../core/lead';
import { appendEvents, json, type Store, type Tx } from '../../store';
import { mapLimited } from '../payments/map-limited';
import type { LoadedDelivery } from './load-deliveries';

export interface FetchLeads {
  /** Notices that only point to their leads. */
  readonly deliveries: readonly LoadedDelivery[];
  readonly fetchers: LeadFetchers;
  readonly at: Date;
}

/** Why a lead has not come yet, and when it is tried again; null = as the sweep's pauses say. */
export interface FetchProblem {
  readonly code: string;
  readonly message: string;
  readonly next_attempt_at: Date | null;
}

const AT_A_TIME = 4;
/** Access is renewed by a person: an hourly look is enough, for as long as it takes. */
const ACCESS_PAUSE_MS = 3_600_000;

/**
 * Fetches what notices point to and keeps it beside them, byte for byte (IN-02, IN-03). A lead that is gone rejects its
 * notice; any other failure leaves the notice for the sweep and raises an alert event, lost access once a day, others once
 * an hour. @returns what has not come, by delivery id
 */
export async function fetchLeads(store: Store, accountId: string, { deliveries, fetchers, at }: FetchLeads): Promise<Map<string, FetchProblem>> {
  const answers = await mapLimited(deliveries, AT_A_TIME, async (delivery) => ({ delivery, answer: await fetchWithRetry(delivery, fetchers) }));
  return store.transaction(accountId, (tx) => keepAnswers(tx, answers, at));
}

interface Answer {
  readonly delivery: LoadedDelivery;
  readonly answer: FetchedLead;
}

async function fetchWithRetry(delivery: LoadedDelivery, fetchers: LeadFetchers): Promise<FetchedLead> {
  const fetcher = fetchers[delivery.source];
  if (!fetcher) return notConnected(delivery);
  for (let tries = 1; ; tries += 1) {
    const answer = await fetcher.fetchLead(delivery);
    const pause = answer.kind === 'failed' ? pauseBeforeRetry(answer, tries, Math.random()) : null;
    if (pause === null) return answer;
    await wait(pause);
  }
}

function notConnected({ source }: LoadedDelivery): FetchedLead {
  const message = `Deliveries of '${source}' only name the lead: give Normalize Lead the credential by which it can be fetched`;
  return { kind: 'failed', code: 'SOURCE_NOT_CONNECTED', message, needs_access: true, retry_after_ms: null, feed: null };
}

async function keepAnswers(tx: Tx, answers: readonly Answer[], at: Date): Promise<Map<string, FetchProblem>> {
  const rows = answers.map(({ delivery, answer }) => ({ id: delivery.id, ...changeOf(answer, at) }));
  await sql`
    update salesos.raw_deliveries d set
      fetched_body = coalesce(decode(s.body, 'base64'), d.fetched_body),
      fetched_at = case when s.body is null then d.fetched_at else ${at}::timestamptz end,
      reason = s.reason,
      attempts = case when s.start_over then 0 else d.attempts end,
      next_attempt_at = case when s.gone then null else coalesce(s.next_attempt_at, d.next_attempt_at) end,
      status = case when s.gone then 'rejected' when s.start_over then 'received' else d.status end,
      processed_at = case when s.gone then ${at}::timestamptz else d.processed_at end
    from jsonb_to_recordset(${json(rows)}) as s(id uuid, body text, reason text, start_over boolean, gone boolean, next_attempt_at timestamptz)
    where d.account_id = ${tx.accountId} and d.id = s.id and d.fetched_body is null and d.status <> 'processed'`.execute(tx.db);
  await appendEvents(tx, answers.flatMap(({ delivery, answer }) => (answer.kind === 'failed' ? [alertOf(delivery, answer, at)] : [])), at);
  return new Map(answers.flatMap(({ delivery, answer }) => (answer.kind === 'failed' ? [[delivery.id, problemOf(answer, at)] as const] : [])));
}

function changeOf(answer: FetchedLead, at: Date) {
  const none = { body: null, reason: null, start_over: false, gone: false, next_attempt_at: null };
  if (answer.kind === 'fetched') return { ...none, body: answer.body.toString('base64') };
  const reason = `${answer.code}: ${answer.message}`;
  if (answer.kind === 'gone') return { ...none, reason, gone: true };
  return { ...none, reason, start_over: answer.needs_access, next_attempt_at: nextAttempt(answer, at) };
}

function problemOf(failure: FetchFailure, at: Date): FetchProblem {
  return { code: failure.code, message: failure.message, next_attempt_at: nextAttempt(failure, at) };
}

function nextAttempt({ needs_access, retry_after_ms }: FetchFailure, at: Date): Date | null {
  const pause = needs_access ? ACCESS_PAUSE_MS : retry_after_ms;
  return pause === null ? null : new Date(at.getTime() + pause);
}

/** Many notices fail for one reason: the key makes one event of them, by day or by hour. */
function alertOf({ id, source }: LoadedDelivery, { code, message, feed, needs_access }: FetchFailure, at: Date): EventDraft {
  const moment = at.toISOString().slice(0, needs_access ? 10 : 13);
  return {
    type: needs_access ? 'SourceAccessLost' : 'SourceFetchFailed',
    subject: { kind: 'delivery', id },
    occurred_at: at,
    actor: { kind: 'vendor', id: source },
    key: `fetch-failed:${source}:${feed ?? ''}:${code}:${moment}`,
    data: { source, feed, code, message, delivery_id: id },
  };
}
