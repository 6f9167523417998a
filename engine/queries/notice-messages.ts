import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import { type NoticeFacts, wordNotice } from '../core/sla';
import { currentSettings, type Store } from '../store';

/** A message to one person, ready for any channel. */
export interface NoticeMessage {
  readonly event_id: string;
  readonly to_user_id: string;
  readonly to_name: string;
  readonly to_email: string;
  readonly subject: string;
  readonly text: string;
  readonly opportunity_id: string | null;
}

/** `message` null = nobody is to be told of it, or it is in the person's digest. */
export type WordedEvent = { readonly ok: true; readonly message: NoticeMessage | null } | { readonly ok: false; readonly error: DomainError };

const WORDED = ['SlaEscalated', 'SlaDigest', 'CoachingFlagged', 'OwnerWaiting'] as const;

interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly segment: string | null;
  readonly stage: string | null;
}

/** What the events of the ladder say, to whom: one result an event, in order. */
export async function noticeMessages(store: Store, accountId: string, { event_ids, at }: { event_ids: readonly string[]; at: Date }): Promise<WordedEvent[]> {
  if (event_ids.length === 0) return [];
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const { rows } = await sql<EventRow>`
      select e.id, e.type, e.data, o.segment, o.stage from salesos.events e
      left join salesos.opportunities o on o.account_id = e.account_id and o.id = (e.data ->> 'opportunity_id')::uuid
      where e.account_id = ${tx.accountId} and e.id in (${sql.join(event_ids)})`.execute(tx.db);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return event_ids.map((id): WordedEvent => {
      const row = byId.get(id);
      if (!row) return { ok: false, error: new DomainError('EVENT_UNKNOWN', `Event ${id} is not known in this account; take the ID from the Sales Event Trigger`) };
      return worded(row, settings);
    });
  });
}

type Settings = Awaited<ReturnType<typeof currentSettings>>['settings'];

function worded(row: EventRow, { users, firm }: Settings): WordedEvent {
  const type = WORDED.find((each) => each === row.type);
  if (!type) return { ok: false, error: new DomainError('EVENT_NOT_WORDED', `${row.type} is no notice; these are: ${WORDED.join(', ')}`) };
  const { data } = row;
  const user = (id: unknown) => users.find((each) => each.id === id);
  const manager = users.find(({ role, active }) => role === 'manager' && active) ?? users.find(({ role, active }) => role === 'admin' && active);
  const recipient = type === 'OwnerWaiting' ? manager : user(data['recipient_id']);
  // A reassignment tells by its own event, coaching by the pattern, and what is in a digest is not told twice.
  const silent = data['in_digest'] === true || data['action'] === 'reassign' || data['action'] === 'coach';
  if (!recipient || silent) return { ok: true, message: null };
  const facts: NoticeFacts = { type, data, segment: row.segment, stage: row.stage, owner_name: user(data['owner_id'])?.name ?? null, time_zone: recipient.time_zone ?? firm.time_zone };
  const opportunity_id = typeof data['opportunity_id'] === 'string' ? data['opportunity_id'] : null;
  return { ok: true, message: { event_id: row.id, to_user_id: recipient.id, to_name: recipient.name, to_email: recipient.email, ...wordNotice(facts), opportunity_id } };
}
