import { type InboundMessage, type Keyword, keywordOf, type MessagingSettings, placeMessage, type Placement } from '../../core/messaging';
import { lockKeys, newId, type Tx } from '../../store';
import type { ReadDelivery } from '../intake/read-deliveries';
import { findSenders, type Senders, type Thread } from './find-senders';

/** A message of this batch with its place. */
export interface PlacedMessage {
  readonly message_id: string;
  readonly delivery_id: string;
  readonly inbound: InboundMessage;
  readonly keyword: Keyword | null;
  readonly placement: Placement | { readonly kind: 'none'; readonly why: string };
  readonly thread: { readonly id: string; readonly is_new: boolean };
  /** The enquiry is that of an earlier message of this batch, whose lead is made with it. */
  readonly after_delivery_id: string | null;
}

export interface Inbox {
  readonly placed: readonly PlacedMessage[];
  /** Messages that an earlier run took in: delivery id by message key. */
  readonly known: ReadonlyMap<string, string>;
  /** Whether the delivery makes a lead: all that carry no message, and messages that start an enquiry. */
  makesLead(deliveryId: string): boolean;
}

export function messageKey({ provider, provider_ref }: InboundMessage): string {
  return `in:${provider}:${provider_ref}`;
}

/**
 * Finds the place of every message of a batch, in the order of their sending, each knowing the ones before it. Threads are
 * locked first, so that two messages of one person at once make one enquiry.
 */
export async function placeInbound(tx: Tx, reads: readonly ReadDelivery[], settings: MessagingSettings, at: Date): Promise<Inbox> {
  const incoming = reads.flatMap(({ delivery, inbound, rejection }) => (inbound && !rejection ? [{ delivery_id: delivery.id, inbound }] : []));
  if (incoming.length === 0) return { placed: [], known: new Map(), makesLead: () => true };
  await lockKeys(tx, incoming.flatMap(({ inbound }) => threadLocks(inbound)));
  const known = await knownMessages(tx, incoming.map(({ inbound }) => messageKey(inbound)));
  const fresh = incoming.filter(({ inbound }) => !known.has(messageKey(inbound))).sort((a, b) => a.inbound.sent_at.getTime() - b.inbound.sent_at.getTime());
  const placed = placeInOrder(fresh, await findSenders(tx, fresh.map(({ inbound }) => inbound)), settings, at);
  const withoutLead = new Set(placed.filter(({ placement }) => placement.kind !== 'lead').map(({ delivery_id }) => delivery_id));
  const repeated = new Map(incoming.flatMap(({ delivery_id, inbound }) => (known.has(messageKey(inbound)) ? [[delivery_id, known.get(messageKey(inbound))] as const] : [])));
  // A message that made a lead makes the same one again, which saving recognises.
  return { placed, known: new Map([...known].map(([key, { id }]) => [key, id])), makesLead: (id) => !withoutLead.has(id) && repeated.get(id)?.made_lead !== false };
}

function threadLocks({ channel, thread_ref, address, user_ref }: InboundMessage): string[] {
  return [thread_ref, address, user_ref].flatMap((ref) => (ref === null ? [] : [`thread:${channel}:${ref}`]));
}

interface KnownMessage {
  readonly id: string;
  readonly made_lead: boolean;
}

async function knownMessages(tx: Tx, keys: readonly string[]): Promise<Map<string, KnownMessage>> {
  const rows = await tx.db.selectFrom('messages').select(['id', 'dedupe_key', 'detail']).where('account_id', '=', tx.accountId).where('dedupe_key', 'in', [...keys]).execute();
  return new Map(rows.map(({ id, dedupe_key, detail }) => [dedupe_key, { id, made_lead: detail['placed'] === 'lead' }]));
}

interface OpenThread extends Thread {
  readonly is_new: boolean;
  readonly after_delivery_id: string | null;
}

function placeInOrder(incoming: readonly { delivery_id: string; inbound: InboundMessage }[], senders: Senders, settings: MessagingSettings, at: Date): PlacedMessage[] {
  const open = new Map<string, OpenThread>();
  return incoming.map(({ delivery_id, inbound }) => {
    const stored = senders.threadOf(inbound);
    const mark = `${inbound.channel}|${stored?.id ?? inbound.thread_ref}`;
    const thread = open.get(mark) ?? (stored ? { ...stored, is_new: false, after_delivery_id: null } : newThread(inbound));
    const keyword = inbound.keyword ?? keywordOf(inbound.text ?? '', settings);
    const placement = placeOne(inbound, thread, senders, keyword, settings);
    const startsHere = placement.kind === 'lead';
    const goesOn = placement.kind === 'enquiry' ? thread.after_delivery_id : null;
    open.set(mark, { ...thread, is_new: false, last_inbound_at: inbound.sent_at > at ? at : inbound.sent_at, closed: thread.closed && !startsHere, after_delivery_id: startsHere ? delivery_id : thread.after_delivery_id });
    return { message_id: newId(), delivery_id, inbound, keyword, placement, thread: { id: thread.id, is_new: thread.is_new }, after_delivery_id: goesOn };
  });
}

function newThread({ channel, thread_ref, address, user_ref }: InboundMessage): OpenThread {
  return { id: newId(), channel, thread_ref, address, user_ref, lead_id: null, prospect_id: null, closed: false, last_inbound_at: null, is_new: true, after_delivery_id: null };
}

function placeOne(inbound: InboundMessage, thread: OpenThread, senders: Senders, keyword: Keyword | null, settings: MessagingSettings): PlacedMessage['placement'] {
  const enquiry = enquiryOf(thread);
  const placement = placeMessage({ known: senders.peopleOf(inbound, thread), enquiry, profile_name: inbound.profile_name }, settings.conversation_hours, inbound.sent_at);
  const saysOnlyStop = keyword === 'opt_out' || keyword === 'opt_in';
  return placement.kind === 'lead' && saysOnlyStop ? { kind: 'none', why: `a message of one word (${keyword}) is no enquiry` } : placement;
}

/** Until its lead is written, an enquiry of this batch goes by the delivery that makes it. */
function enquiryOf({ lead_id, prospect_id, closed, last_inbound_at, after_delivery_id }: OpenThread) {
  const id = after_delivery_id ?? (closed ? null : lead_id);
  return id === null || last_inbound_at === null ? null : { lead_id: id, prospect_id: after_delivery_id ? null : prospect_id, last_message_at: last_inbound_at };
}
