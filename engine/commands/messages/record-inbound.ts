import { sql } from 'kysely';

import type { EventDraft } from '../../core/events';
import type { Actor } from '../../core/model';
import { appendEvents, json, newId, type Tx } from '../../store';
import type { SavedLead } from '../intake/save-leads';
import { logInTransaction } from '../log-activities';
import { type Inbox, messageKey, type PlacedMessage } from './place-inbound';
import { recordOptOuts } from './record-opt-outs';

/** A message as the workflow sees it. */
export interface MessageView {
  readonly message_id: string;
  readonly delivery_id: string;
  readonly channel: string;
  readonly kind: string;
  readonly text: string | null;
  readonly keyword: string | null;
  /** Where it belongs: an open opportunity, an enquiry, or nowhere (a lone STOP). */
  readonly placed: string;
  readonly why: string;
  readonly lead_id: string | null;
  readonly prospect_id: string | null;
  readonly opportunity_id: string | null;
  readonly activity_id: string | null;
  readonly conversation_id: string | null;
  readonly thread_ref: string | null;
  readonly provider: string | null;
  readonly provider_ref: string | null;
  readonly profile_name: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly sent_at: Date;
  /** false = taken in before. */
  readonly created: boolean;
}

interface Located {
  readonly message: PlacedMessage;
  readonly lead_id: string | null;
  readonly prospect_id: string | null;
  readonly opportunity_id: string | null;
}

/**
 * Writes the placed messages with their threads, activities, opt-outs and events (IN-05). The activity of an answer meets and
 * stops clocks and moves the stage as one that a setter logs. @returns by delivery id
 */
export async function recordInbound(tx: Tx, { placed, known }: Inbox, saved: ReadonlyMap<string, readonly SavedLead[]>, { at, actor }: { at: Date; actor: Actor }): Promise<Map<string, MessageView>> {
  const located = placed.map((message) => locate(message, saved));
  await writeThreads(tx, located, at);
  const activities = await writeActivities(tx, located, at, actor);
  const views = located.map((each) => viewOf(each, activities.get(each.message.message_id) ?? null));
  await writeMessages(tx, located, activities, at);
  await recordOptOuts(tx, located.flatMap((each) => optOutOf(each)), at);
  await appendEvents(tx, located.flatMap((each) => eventsOf(each, actor)), at);
  return new Map([...views, ...(await repeatedViews(tx, [...known.values()]))].map((view) => [view.delivery_id, view]));
}

function locate(message: PlacedMessage, saved: ReadonlyMap<string, readonly SavedLead[]>): Located {
  const { placement, delivery_id, after_delivery_id } = message;
  const made = saved.get(placement.kind === 'lead' ? delivery_id : (after_delivery_id ?? ''))?.[0];
  if (placement.kind === 'opportunity') return { message, lead_id: null, prospect_id: placement.prospect_id, opportunity_id: placement.opportunity_id };
  if (placement.kind === 'enquiry') return { message, lead_id: made?.row.id ?? placement.lead_id, prospect_id: placement.prospect_id, opportunity_id: null };
  return { message, lead_id: made?.row.id ?? null, prospect_id: made?.prospect_id ?? null, opportunity_id: null };
}

/** The thread's last message says whose enquiry it is now. */
async function writeThreads(tx: Tx, located: readonly Located[], at: Date): Promise<void> {
  const byThread = new Map<string, { first: PlacedMessage; lead_id: string | null; last: Date }>();
  for (const { message, lead_id } of located) {
    const before = byThread.get(message.thread.id);
    const last = before && before.last > message.inbound.sent_at ? before.last : message.inbound.sent_at;
    byThread.set(message.thread.id, { first: before?.first ?? message, lead_id: lead_id ?? before?.lead_id ?? null, last });
  }
  for (const [id, { first, lead_id, last }] of byThread) {
    const { channel, thread_ref, address, user_ref } = first.inbound;
    if (first.thread.is_new) {
      await tx.db.insertInto('conversations').values({ id, account_id: tx.accountId, channel, thread_ref, address, user_ref, lead_id, last_inbound_at: last, flow: json({}), created_at: at, updated_at: at }).execute();
    } else {
      await sql`update salesos.conversations set lead_id = coalesce(${lead_id}::uuid, lead_id), address = coalesce(address, ${address}), user_ref = coalesce(user_ref, ${user_ref}),
        last_inbound_at = greatest(last_inbound_at, ${last}::timestamptz), flow = case when ${lead_id}::uuid is null or lead_id = ${lead_id}::uuid then flow else '{}'::jsonb end, updated_at = ${at}
        where account_id = ${tx.accountId} and id = ${id}`.execute(tx.db);
    }
  }
}

/** @returns activity ids by message id; a lead without a person gets its activities when it is resolved (attach-messages). */
async function writeActivities(tx: Tx, located: readonly Located[], at: Date, actor: Actor): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const onOpportunity = located.flatMap((each) => (each.opportunity_id === null ? [] : [{ ...each, opportunity_id: each.opportunity_id }]));
  const items = onOpportunity.map(({ message, opportunity_id }) => ({
    ...touchOf(message),
    ...{ opportunity_id, acting_user_id: null, channel: null, outcome: null, call_back_at: null, dedupe_key: messageKey(message.inbound) },
  }));
  const logged = await logInTransaction(tx, { items, at, actor: actor.kind === 'user' ? { kind: 'system', id: 'messages' } : actor });
  logged.forEach((result, index) => {
    if (!result.ok) throw result.error;
    ids.set(onOpportunity[index]?.message.message_id ?? '', result.activity_id);
  });
  const onPerson = located.filter(({ opportunity_id, prospect_id }) => opportunity_id === null && prospect_id !== null);
  const rows = onPerson.map(({ message, prospect_id }) => {
    const id = newId();
    ids.set(message.message_id, id);
    const fixed = { opportunity_id: null, outcome: null, by_human: false, user_id: null, call_back_at: null, recorded_at: at };
    return { id, account_id: tx.accountId, prospect_id: prospect_id ?? '', channel: message.inbound.channel, dedupe_key: messageKey(message.inbound), ...touchOf(message), ...fixed };
  });
  if (rows.length > 0) await tx.db.insertInto('activities').values(rows).execute();
  return ids;
}

function touchOf({ inbound }: PlacedMessage) {
  return { kind: inbound.channel, direction: 'inbound' as const, summary: summaryOf(inbound), occurred_at: inbound.sent_at };
}

const LONGEST_SUMMARY = 4_000;

function summaryOf({ text, kind }: PlacedMessage['inbound']): string {
  return (text ?? `(${kind})`).slice(0, LONGEST_SUMMARY);
}

async function writeMessages(tx: Tx, located: readonly Located[], activities: ReadonlyMap<string, string>, at: Date): Promise<void> {
  if (located.length === 0) return;
  const rows = located.map(({ message: { message_id, delivery_id, inbound, placement, thread }, ...places }) => ({
    ...{ id: message_id, account_id: tx.accountId, direction: 'inbound' as const, channel: inbound.channel, conversation_id: thread.id, ...places },
    ...{ activity_id: activities.get(message_id) ?? null, template_key: null, kind: inbound.kind, body: inbound.text, provider: inbound.provider, provider_ref: inbound.provider_ref },
    detail: json({ ...inbound.detail, placed: placement.kind, why: placement.why, delivery_id, profile_name: inbound.profile_name }),
    ...{ status: 'received' as const, status_at: at, error: null, dedupe_key: messageKey(inbound), occurred_at: inbound.sent_at, recorded_at: at },
  }));
  await tx.db.insertInto('messages').values(rows).execute();
}

function optOutOf({ message: { inbound, keyword, message_id }, lead_id, prospect_id }: Located) {
  if (keyword !== 'opt_out' && keyword !== 'opt_in') return [];
  const addresses = [inbound.address, inbound.user_ref].filter((address) => address !== null);
  return [{ kind: keyword, channel: inbound.channel, addresses, lead_id, prospect_id, at: inbound.sent_at, proof: { message_id, provider: inbound.provider, provider_ref: inbound.provider_ref, text: inbound.text } }];
}

function eventsOf({ message, lead_id, prospect_id, opportunity_id }: Located, actor: Actor): EventDraft[] {
  const { message_id, inbound, keyword, placement } = message;
  const subject = opportunity_id ? ({ kind: 'opportunity', id: opportunity_id } as const) : lead_id ? ({ kind: 'lead', id: lead_id } as const) : ({ kind: 'message', id: message_id } as const);
  const base = { subject, occurred_at: inbound.sent_at, actor, ...(lead_id ? { correlation_id: lead_id } : {}) };
  const data = { message_id, channel: inbound.channel, lead_id, prospect_id, opportunity_id };
  return [
    ...(placement.kind === 'opportunity' || placement.kind === 'enquiry' ? [{ ...base, type: 'MessageReceived' as const, key: `message:${message_id}`, data }] : []),
    ...(keyword === 'opt_out' ? [{ ...base, type: 'OptOutRecorded' as const, key: `opt-out:${message_id}`, data: { channel: inbound.channel, lead_id, prospect_id } }] : []),
    ...(keyword === 'human' ? [{ ...base, type: 'HandoverRequested' as const, key: `handover:${message_id}`, data }] : []),
  ];
}

function viewOf({ message, lead_id, prospect_id, opportunity_id }: Located, activity_id: string | null): MessageView {
  const { message_id, delivery_id, inbound, keyword, placement, thread } = message;
  const { channel, kind, text, provider, provider_ref, thread_ref, profile_name, detail, sent_at } = inbound;
  return { message_id, delivery_id, channel, kind, text, keyword, placed: placement.kind, why: placement.why, lead_id, prospect_id, opportunity_id, activity_id, conversation_id: thread.id, thread_ref, provider, provider_ref, profile_name, detail, sent_at, created: true };
}

/** Deliveries that come again tell what became of them the first time. */
async function repeatedViews(tx: Tx, ids: readonly string[]): Promise<MessageView[]> {
  if (ids.length === 0) return [];
  const rows = await tx.db
    .selectFrom('messages as m')
    .leftJoin('conversations as c', (join) => join.onRef('c.id', '=', 'm.conversation_id').onRef('c.account_id', '=', 'm.account_id'))
    .select(['m.id', 'm.channel', 'm.kind', 'm.body', 'm.lead_id', 'm.prospect_id', 'm.opportunity_id', 'm.activity_id', 'm.conversation_id', 'm.provider', 'm.provider_ref', 'm.detail', 'm.occurred_at', 'c.thread_ref'])
    .where('m.account_id', '=', tx.accountId)
    .where('m.id', 'in', [...ids])
    .execute();
  return rows.map(({ id, body, detail, occurred_at, ...row }) => {
    const { placed, why, delivery_id, profile_name, ...rest } = detail as Record<string, string | null>;
    return { ...row, message_id: id, text: body, placed: placed ?? '', why: why ?? '', delivery_id: delivery_id ?? '', profile_name: profile_name ?? null, detail: rest, keyword: null, sent_at: occurred_at, created: false };
  });
}
