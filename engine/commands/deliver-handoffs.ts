import { sql } from 'kysely';

import { afterAttempt, type DeliveryFacts, type DeliveryResult, type OpsChannel, withheld } from '../core/handoff';
import { appendEvents, type Store, type Tx, writeAudit } from '../store';
import { mapLimited } from './payments/map-limited';

export interface DeliverInput {
  readonly channel: OpsChannel;
  /** Only of these opportunities, due or not; null = whatever is due. */
  readonly opportunity_ids: readonly string[] | null;
  readonly limit: number;
  readonly now: () => Date;
}

export interface DeliveredHandoff {
  readonly delivery_id: string;
  readonly opportunity_id: string;
  readonly case_open_id: string;
  readonly kind: 'case_open' | 'stop';
  readonly payload_version: number;
  /** `withheld`: it must not be sent any more. */
  readonly outcome: 'delivered' | 'waiting' | 'withheld' | 'dead';
  readonly attempts: number;
  readonly answered_status: number | null;
  /** What went wrong; null when delivered. */
  readonly error: string | null;
  readonly next_attempt_at: Date | null;
}

interface Claimed extends DeliveryFacts {
  readonly id: string;
  readonly opportunity_id: string;
  readonly case_open_id: string;
  readonly body: string;
}

const CALLS_AT_ONCE = 5;
/** Longer than a call may take: a process that dies in between leaves the message to the next run. */
const LEASE_MS = 60_000;

/**
 * P11.2: brings handoffs and stop notices to the ops system. A message is claimed, sent, and its answer written, in three steps:
 * whatever dies in between sends the same bytes under the same id again, which the ops system recognises. Messages of one
 * opportunity go in their order. One result a message.
 */
export async function deliverHandoffs(store: Store, accountId: string, input: DeliverInput): Promise<DeliveredHandoff[]> {
  const claimed = await store.transaction(accountId, (tx) => claim(tx, input));
  const groups = [...new Set(claimed.map(({ opportunity_id }) => opportunity_id))].map((id) => claimed.filter(({ opportunity_id }) => opportunity_id === id));
  const results = await mapLimited(groups, CALLS_AT_ONCE, async (group) => {
    const done: DeliveredHandoff[] = [];
    for (const message of group) done.push(await deliverOne(store, accountId, message, input));
    return done;
  });
  return results.flat();
}

async function claim(tx: Tx, { opportunity_ids, limit, now }: DeliverInput): Promise<Claimed[]> {
  const at = now();
  const wanted = opportunity_ids === null ? sql`d.next_attempt_at <= ${at}` : sql`d.opportunity_id in (select jsonb_array_elements_text(${JSON.stringify(opportunity_ids)}::jsonb)::uuid) and (d.attempts = 0 or d.next_attempt_at <= ${at})`;
  const { rows } = await sql<Claimed>`
    with due as (
      select d.id from salesos.ops_deliveries d
      where d.account_id = ${tx.accountId} and d.status = 'pending' and ${wanted}
      order by d.next_attempt_at, d.id limit ${limit} for update skip locked),
    taken as (
      update salesos.ops_deliveries d set attempts = d.attempts + 1, next_attempt_at = ${new Date(at.getTime() + LEASE_MS)}
      from due where d.account_id = ${tx.accountId} and d.id = due.id
      returning d.*)
    select t.id, t.opportunity_id, t.case_open_id, t.kind, t.payload_version, t.body, t.attempts, t.created_at,
      c.status as case_status, c.payload_version as case_version, o.payment_state
    from taken t
    join salesos.case_opens c on c.account_id = t.account_id and c.id = t.case_open_id
    join salesos.opportunities o on o.account_id = t.account_id and o.id = t.opportunity_id
    order by t.created_at, t.id`.execute(tx.db);
  return rows;
}

async function deliverOne(store: Store, accountId: string, message: Claimed, { channel, now }: DeliverInput): Promise<DeliveredHandoff> {
  const reason = withheld(message);
  if (reason !== null) return settle(store, accountId, message, { status: null, error: reason }, { kind: 'dead' }, 'withheld', now());
  const answer = await channel.send({ delivery_id: message.id, body: message.body, at: now() });
  const at = now();
  const result = afterAttempt(message, answer.status, at);
  return settle(store, accountId, message, answer, result, result.kind === 'again' ? 'waiting' : result.kind, at);
}

type Answer = Awaited<ReturnType<OpsChannel['send']>>;

async function settle(store: Store, accountId: string, message: Claimed, { status, error }: Answer, result: DeliveryResult, outcome: DeliveredHandoff['outcome'], at: Date): Promise<DeliveredHandoff> {
  const next_attempt_at = result.kind === 'again' ? result.at : null;
  const last_error = result.kind === 'delivered' ? null : error;
  await store.transaction(accountId, async (tx) => {
    const state = { delivered: 'delivered', again: 'pending', dead: 'dead' } as const;
    await tx.db
      .updateTable('ops_deliveries')
      .set({ status: state[result.kind], delivered_at: result.kind === 'delivered' ? at : null, next_attempt_at, answered_status: status, last_error })
      .where('account_id', '=', accountId)
      .where('id', '=', message.id)
      .where('status', '=', 'pending')
      .execute();
    await tell(tx, message, outcome, last_error, at);
  });
  const { id, opportunity_id, case_open_id, kind, payload_version, attempts } = message;
  return { delivery_id: id, opportunity_id, case_open_id, kind, payload_version, outcome, attempts, answered_status: status, error: last_error, next_attempt_at };
}

/** Delivered and given up are on record; a try that will be repeated is only in its row. */
async function tell(tx: Tx, { id, opportunity_id, case_open_id, kind, payload_version, attempts }: Claimed, outcome: DeliveredHandoff['outcome'], error: string | null, at: Date): Promise<void> {
  if (outcome === 'waiting') return;
  const actor = { kind: 'system' as const, id: 'ops-delivery' };
  await writeAudit(tx, [{ at, actor, action: `${kind === 'stop' ? 'stop_notice' : 'handoff'}_${outcome}`, subject_kind: 'case_open', subject_id: case_open_id, after: { delivery_id: id, payload_version, attempts }, reason: error }]);
  if (outcome !== 'dead') return;
  const data = { opportunity_id, case_open_id, payload_version, delivery_id: id, error: error ?? '' };
  await appendEvents(tx, [{ type: 'OpsDeliveryDead', subject: { kind: 'case_open', id: case_open_id }, occurred_at: at, actor, key: `ops-delivery-dead:${id}`, correlation_id: opportunity_id, data }], at);
}
