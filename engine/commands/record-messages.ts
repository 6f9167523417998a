import { DomainError } from '../core/errors';
import { TERMINAL_STAGES, type Actor, type ContactChannel } from '../core/model';
import { newId, type Store, type Tx } from '../store';
import { applyClockActions } from './change-sla-timers';
import { logInTransaction } from './log-activities';
import { accepted, failed, inPlace, type Result } from './result';
import { clockActionOf } from './sla/read-touches';

export interface RecordItem {
  /** As Check gave it. */
  readonly message_id: string;
  readonly outcome: 'sent' | 'failed';
  readonly provider: string | null;
  /** The vendor's id: wamid, SM…, the Message-ID of an e-mail. */
  readonly provider_ref: string | null;
  readonly error: string | null;
}

export interface RecordedMessage {
  readonly message_id: string;
  readonly status: string;
  readonly lead_id: string | null;
  readonly prospect_id: string | null;
  readonly opportunity_id: string | null;
  readonly activity_id: string | null;
  /** false = recorded before. */
  readonly changed: boolean;
}

interface Row {
  id: string;
  status: string;
  channel: ContactChannel;
  kind: string;
  body: string | null;
  template_key: string | null;
  dedupe_key: string;
  lead_id: string | null;
  prospect_id: string | null;
  opportunity_id: string | null;
  activity_id: string | null;
}

/**
 * Records what became of reserved messages: an activity with the vendor's id for what was sent, which meets the clock of the
 * automatic answer (SL-04); a failed one is free to be tried again. Recording it twice changes nothing.
 */
export async function recordMessages(store: Store, accountId: string, { items, at, actor }: { items: readonly RecordItem[]; at: Date; actor: Actor }): Promise<Result<RecordedMessage>[]> {
  return store.transaction(accountId, async (tx) => {
    const rows = await lockMessages(tx, items.map(({ message_id }) => message_id));
    const found = items.map((item): Result<{ value: { item: RecordItem; row: Row } }> => {
      const row = rows.get(item.message_id);
      return row ? { ok: true, value: { item, row } } : failed(new DomainError('MESSAGE_UNKNOWN', `Message ${item.message_id} was never reserved; take message_id from Message: Check`));
    });
    const recorded: Result<RecordedMessage>[] = [];
    for (const { item, row } of accepted(found)) recorded.push({ ok: true, ...(await recordOne(tx, item, row, at, actor)) });
    return inPlace(found, recorded);
  });
}

async function lockMessages(tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('messages')
    .select(['id', 'status', 'channel', 'kind', 'body', 'template_key', 'dedupe_key', 'lead_id', 'prospect_id', 'opportunity_id', 'activity_id'])
    .where('account_id', '=', tx.accountId)
    .where('direction', '=', 'outbound')
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function recordOne(tx: Tx, item: RecordItem, row: Row, at: Date, actor: Actor): Promise<RecordedMessage> {
  const { lead_id, prospect_id, opportunity_id } = row;
  const places = { message_id: row.id, lead_id, prospect_id, opportunity_id };
  if (row.status !== 'claimed') return { ...places, status: row.status, activity_id: row.activity_id, changed: false };
  if (item.outcome === 'failed') {
    await tx.db.updateTable('messages').set({ status: 'released', status_at: at, error: item.error ?? 'the sending failed' }).where('id', '=', row.id).execute();
    return { ...places, status: 'released', activity_id: null, changed: true };
  }
  const activity_id = await activityFor(tx, row, at, actor);
  await tx.db.updateTable('messages').set({ status: 'sent', status_at: at, occurred_at: at, provider: item.provider, provider_ref: item.provider_ref, activity_id, error: null }).where('id', '=', row.id).execute();
  return { ...places, status: 'sent', activity_id, changed: true };
}

/** On the opportunity while it is open, else on the person; one that is not resolved yet gets it then (attach-messages). */
async function activityFor(tx: Tx, row: Row, at: Date, actor: Actor): Promise<string | null> {
  // An automatic reply is a touch of the system: no attempt, but an answer in time.
  const kind = row.kind === 'reply' || row.channel === 'call' ? ('system' as const) : row.channel;
  const touch = { kind, direction: 'outbound' as const, channel: row.channel, outcome: null, call_back_at: null, summary: row.body ?? row.template_key, occurred_at: at, dedupe_key: row.dedupe_key };
  const open = row.opportunity_id === null ? false : await isOpen(tx, row.opportunity_id);
  if (row.opportunity_id !== null && open) {
    const [logged] = await logInTransaction(tx, { items: [{ ...touch, opportunity_id: row.opportunity_id, acting_user_id: null }], at, actor: actor.kind === 'user' ? { kind: 'system', id: 'messages' } : actor });
    if (logged && !logged.ok) throw logged.error;
    return logged?.activity_id ?? null;
  }
  const action = clockActionOf({ ...touch, by_human: false });
  await applyClockActions(tx, [{ opportunity_id: null, lead_id: row.lead_id, action, occurred_at: at }], at);
  if (row.prospect_id === null) return null;
  const id = newId();
  const fixed = { opportunity_id: null, prospect_id: row.prospect_id, by_human: false, user_id: null, recorded_at: at };
  await tx.db.insertInto('activities').values({ id, account_id: tx.accountId, ...touch, ...fixed }).execute();
  return id;
}

async function isOpen(tx: Tx, opportunityId: string): Promise<boolean> {
  const row = await tx.db.selectFrom('opportunities').select('stage').where('account_id', '=', tx.accountId).where('id', '=', opportunityId).executeTakeFirst();
  return row !== undefined && !TERMINAL_STAGES.some((stage) => stage === row.stage) && row.stage !== 'CASE_OPENED';
}
