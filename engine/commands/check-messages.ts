import type { ComposedMessage, Block, SendDecision } from '../core/messaging';
import { judgeSend } from '../core/messaging';
import type { Actor, ContactChannel } from '../core/model';
import { factsFor, readRecipients, type Recipient, type RecipientRef } from '../queries/read-recipients';
import { currentSettings, json, newId, saveReceipts, type Store, type Tx } from '../store';
import { accepted, attempt, inPlace, type Result } from './result';

/** What is to go out, or for a call that somebody is about to make. */
export interface CheckItem extends RecipientRef {
  readonly channel: ContactChannel;
  readonly purpose: ComposedMessage['purpose'];
  readonly kind: ComposedMessage['kind'];
  readonly template_key: string | null;
  readonly text: string | null;
  readonly whatsapp_template: ComposedMessage['whatsapp_template'];
  /** Same key = same message; it goes out once. null = the template's key for this lead. */
  readonly key: string | null;
  /** Reserves the message, so that nobody else sends it; false only asks. */
  readonly claim: boolean;
}

export interface CheckedMessage extends SendDecision {
  /** The reserved message, to be recorded when it was sent; null = not allowed, or only asked. */
  readonly message_id: string | null;
  readonly lead_id: string;
  readonly prospect_id: string | null;
  readonly opportunity_id: string | null;
}

/**
 * CD-07: the send gate. What may go out is reserved before it is sent, so that it goes out at most once: by two executions
 * at a time, by a repeated one, and after a crash between sending and recording. A failed sending gives the reservation back
 * (Record). Every judgement leaves a receipt. One result an item, in order.
 */
export async function checkMessages(store: Store, accountId: string, { items, at }: { items: readonly CheckItem[]; at: Date; actor: Actor }): Promise<Result<CheckedMessage>[]> {
  return store.transaction(accountId, async (tx) => {
    const { settings, version } = await currentSettings(tx, at);
    const recipients = await readRecipients(tx, items);
    const judged = items.map((item) =>
      attempt(() => {
        const recipient = recipients.of(item);
        const { channel, purpose, kind, whatsapp_template } = item;
        const decision = judgeSend({ channel, purpose, kind, has_whatsapp_template: whatsapp_template !== null }, factsFor(recipient, channel), settings.messaging, { at, firm_zone: settings.firm.time_zone });
        return { item, recipient, decision };
      }),
    );
    const checked: Result<CheckedMessage>[] = [];
    for (const each of accepted(judged)) checked.push({ ok: true, ...(await settle(tx, each, at)) });
    await saveReceipts(tx, accepted(judged).map((each, index) => receiptOf(each, checked[index], version, at)));
    return inPlace(judged, checked);
  });
}

interface Judged {
  readonly item: CheckItem;
  readonly recipient: Recipient;
  readonly decision: SendDecision;
}

async function settle(tx: Tx, { item, recipient, decision }: Judged, at: Date): Promise<CheckedMessage> {
  const { lead_id, prospect_id, opportunity_id } = recipient;
  const claimed = decision.allowed && item.claim ? await claim(tx, item, recipient, at) : null;
  if (claimed && 'code' in claimed) return { ...decision, allowed: false, reasons: [claimed], message_id: null, lead_id, prospect_id, opportunity_id };
  return { ...decision, message_id: claimed?.id ?? null, lead_id, prospect_id, opportunity_id };
}

/** A released message is reserved again; any other under the same key stands in the way. */
async function claim(tx: Tx, item: CheckItem, recipient: Recipient, at: Date): Promise<{ id: string } | Block> {
  const dedupe_key = `out:${item.key ?? `${item.template_key ?? item.kind}:${recipient.lead_id}`}`;
  const thread = recipient.threads.find(({ channel }) => channel === item.channel);
  const row = {
    ...{ id: newId(), account_id: tx.accountId, direction: 'outbound' as const, channel: item.channel, conversation_id: thread?.id ?? null },
    ...{ lead_id: recipient.lead_id, prospect_id: recipient.prospect_id, opportunity_id: recipient.opportunity_id, activity_id: null },
    ...{ template_key: item.template_key, kind: item.kind, body: item.text, detail: json({ purpose: item.purpose }), provider: null, provider_ref: null },
    ...{ status: 'claimed' as const, status_at: at, error: null, dedupe_key, occurred_at: at, recorded_at: at },
  };
  const reserved = await tx.db
    .insertInto('messages')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account_id', 'dedupe_key']).doUpdateSet({ status: 'claimed', status_at: at, body: item.text, error: null }).where('messages.status', '=', 'released'))
    .returning('id')
    .executeTakeFirst();
  if (reserved) return reserved;
  const other = await tx.db.selectFrom('messages').select(['status', 'status_at']).where('account_id', '=', tx.accountId).where('dedupe_key', '=', dedupe_key).executeTakeFirstOrThrow();
  if (other.status === 'claimed') return { code: 'being_sent', message: `it has been reserved since ${other.status_at.toISOString()} by another execution, and nothing was recorded; it is not sent twice` };
  return { code: 'already_sent', message: `it went out on ${other.status_at.toISOString()}` };
}

/** Without names or addresses: which facts, which verdict. */
function receiptOf({ item, recipient, decision }: Judged, checked: Result<CheckedMessage> | undefined, settings_version: number, decided_at: Date) {
  const facts = factsFor(recipient, item.channel);
  const result = checked?.ok ? { allowed: checked.allowed, form: checked.form, message_id: checked.message_id, retry_at: checked.retry_at } : decision;
  return {
    kind: 'gate' as const,
    subject_kind: recipient.opportunity_id ? 'opportunity' : 'lead',
    subject_id: recipient.opportunity_id ?? recipient.lead_id,
    settings_version,
    inputs: { channel: item.channel, purpose: item.purpose, kind: item.kind, template_key: item.template_key, ...facts, address: facts.address !== null },
    result,
    reasons: checked?.ok ? checked.reasons : decision.reasons,
    decided_at,
  };
}
