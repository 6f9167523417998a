import { DomainError } from '../core/errors';
import type { OpsAnswer } from '../core/handoff';
import { type Store, storeDelivery } from '../store';
import { type ConfirmedCase, confirmHandoffs } from './confirm-handoffs';
import { type RejectedCase, rejectHandoffs } from './reject-handoffs';
import { failed, type Result } from './result';

/** An answer of the ops system whose signature is proved, with its bytes. */
export interface ReceivedAnswer {
  readonly answer: OpsAnswer;
  /** The sender's id of this message: the same at every try. */
  readonly webhook_id: string;
  readonly body: Buffer;
  readonly content_type: string | null;
  readonly headers: Record<string, string>;
  readonly received_at: Date;
}

export type AppliedAnswer =
  | ({ readonly outcome: 'confirmed'; readonly delivery_id: string } & ConfirmedCase)
  | ({ readonly outcome: 'rejected'; readonly delivery_id: string; readonly reason: string } & RejectedCase);

/**
 * P11.5: takes the ops system's confirmation or rejection. It is applied first and kept then: a sender that got no answer sends
 * again, and the same answer given again changes nothing. What cannot be applied (an answer to an older version) is kept with
 * its reason.
 */
export async function applyOpsAnswer(store: Store, accountId: string, received: ReceivedAnswer): Promise<Result<AppliedAnswer>> {
  const { answer, received_at: at } = received;
  const item = { opportunity_id: answer.opportunity_id, acting_user_id: null, payload_version: answer.payload_version };
  const input = { at, actor: { kind: 'vendor' as const, id: 'case_ops' } };
  if (answer.type === 'case.confirmed') {
    const [result] = await confirmHandoffs(store, accountId, { ...input, items: [{ ...item, ops_reference: answer.ops_reference }] });
    return kept(store, accountId, received, result, { outcome: 'confirmed' as const });
  }
  const [result] = await rejectHandoffs(store, accountId, { ...input, items: [{ ...item, reason: answer.reason }] });
  return kept(store, accountId, received, result, { outcome: 'rejected' as const, reason: answer.reason });
}

async function kept<T, U extends object>(store: Store, accountId: string, received: ReceivedAnswer, result: Result<T> | undefined, told: U): Promise<Result<T & U & { delivery_id: string }>> {
  const applied: Result<T> = result ?? failed(new DomainError('HANDOFF_UNKNOWN', 'The answer of case ops gave no result.'));
  const { delivery_id } = await store.transaction(accountId, (tx) => storeDelivery(tx, draftOf(received, applied.ok ? null : applied.error.message)));
  return applied.ok ? { ...applied, ...told, delivery_id } : applied;
}

/** An answer that was refused may be right later, under a newer version: it is kept under a key of its own. */
function draftOf({ webhook_id, headers, content_type, body, received_at }: ReceivedAnswer, reason: string | null) {
  const dedupe_key = reason === null ? webhook_id : `${webhook_id}:refused`;
  return { source: 'case_ops', dedupe_key, headers, content_type, body, received_at, is_test: false, status: reason === null ? ('processed' as const) : ('rejected' as const), reason };
}
