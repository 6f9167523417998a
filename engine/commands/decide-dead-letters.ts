import { DomainError } from '../core/errors';
import type { Actor } from '../core/model';
import { appendEvents, type Store, type Tx, writeAudit } from '../store';
import { jobOf, queueOf } from '../store/outbox';

export interface DeadLetterDecision {
  readonly ids: readonly string[];
  readonly at: Date;
  readonly actor: Actor;
}
export type DecisionResult = { ok: true; id: string; status: 'replayed' | 'discarded' | 'received' } | { ok: false; error: DomainError };

/**
 * Puts dead events back into the queue of the workflow that failed them. One result per id, in order.
 * The jobs come first and the mark second: a crash between leaves a letter that can be replayed again, never a lost event.
 */
export async function replayDeadLetters(store: Store, accountId: string, decision: DeadLetterDecision): Promise<DecisionResult[]> {
  const letters = await store.transaction(accountId, (tx) => deadLetters(tx, decision.ids));
  const boss = await queueOf(store);
  for (const { queue, event_id, subscription_id } of letters) {
    // A new job: the event's own id still belongs to the failed one.
    await boss.insert(queue, [{ data: jobOf(accountId, event_id, subscription_id) }]);
  }
  return settle(store, accountId, decision, letters, 'replayed');
}

/** Takes dead events off the list for good; they stay in the audit trail. */
export async function discardDeadLetters(store: Store, accountId: string, decision: DeadLetterDecision): Promise<DecisionResult[]> {
  const letters = await store.transaction(accountId, (tx) => deadLetters(tx, decision.ids));
  return settle(store, accountId, decision, letters, 'discarded');
}

interface Letter {
  id: string;
  event_id: string;
  subscription_id: string;
  queue: string;
}

async function deadLetters(tx: Tx, ids: readonly string[]): Promise<Letter[]> {
  if (ids.length === 0) return [];
  return tx.db
    .selectFrom('dead_letters')
    .innerJoin('subscriptions', 'subscriptions.id', 'dead_letters.subscription_id')
    .select(['dead_letters.id', 'dead_letters.event_id', 'dead_letters.subscription_id', 'subscriptions.queue'])
    .where('dead_letters.id', 'in', ids)
    .where('dead_letters.status', '=', 'dead')
    .execute();
}

async function settle(store: Store, accountId: string, decision: DeadLetterDecision, letters: readonly Letter[], status: 'replayed' | 'discarded'): Promise<DecisionResult[]> {
  const { at, actor } = decision;
  const ids = letters.map(({ id }) => id);
  await store.transaction(accountId, async (tx) => {
    if (ids.length === 0) return;
    await tx.db.updateTable('dead_letters').set({ status, decided_by: actor.id, decided_at: at }).where('id', 'in', ids).execute();
    await writeAudit(tx, ids.map((id) => ({ at, actor, action: `dead_letter.${status}`, subject_kind: 'dead_letter', subject_id: id })));
  });
  return decision.ids.map((id) => (ids.includes(id) ? { ok: true, id, status } : notDead(id)));
}

function notDead(id: string): DecisionResult {
  return { ok: false, error: new DomainError('DEAD_LETTER_UNKNOWN', `'${id}' is not a dead letter of this account that still waits for a decision`) };
}

/** Offers rejected or dead deliveries to the intake again, from their stored bytes (IN-07). */
export async function replayDeliveries(store: Store, accountId: string, { ids, at, actor }: DeadLetterDecision): Promise<DecisionResult[]> {
  const replayed = await store.transaction(accountId, async (tx) => {
    const rows = await tx.db
      .updateTable('raw_deliveries')
      .set((eb) => ({ status: 'received', reason: null, attempts: eb('attempts', '+', 1), next_attempt_at: new Date(at.getTime() + 60_000), processed_at: null }))
      .where('id', 'in', ids)
      .where('status', 'in', ['rejected', 'dead'])
      .returning(['id', 'source', 'attempts'])
      .execute();
    await writeAudit(tx, rows.map(({ id }) => ({ at, actor, action: 'delivery.replayed', subject_kind: 'delivery', subject_id: id })));
    await appendEvents(tx, rows.map((row) => offered(row, at, actor)), at);
    return new Set(rows.map(({ id }) => id));
  });
  return ids.map((id) => (replayed.has(id) ? { ok: true, id, status: 'received' } : notStuck(id)));
}

function offered({ id, source, attempts }: { id: string; source: string; attempts: number }, at: Date, actor: Actor) {
  return {
    type: 'DeliveryStalled' as const,
    subject: { kind: 'delivery' as const, id },
    occurred_at: at,
    actor,
    key: `replayed:${id}:${attempts}`,
    data: { delivery_id: id, source },
  };
}

function notStuck(id: string): DecisionResult {
  return { ok: false, error: new DomainError('DELIVERY_NOT_STUCK', `'${id}' is not a rejected or dead delivery of this account`) };
}
