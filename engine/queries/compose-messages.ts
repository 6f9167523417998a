import { type ComposedMessage, composeMessage, judgeSend, type MessageChannel, type SendDecision } from '../core/messaging';
import type { FirmSettings } from '../core/settings';
import { DomainError } from '../core/errors';
import { currentSettings, type Store } from '../store';
import { addressOf, factsFor, readRecipients, type Recipient, type RecipientRef } from './read-recipients';

export interface ComposeItem extends RecipientRef {
  readonly template_key: string;
  /** null = the channel on which the person wrote, else the first of the firm's order that the gate lets pass. */
  readonly channel: MessageChannel | null;
  /** null = the person's. */
  readonly language: string | null;
  /** Values of placeholders beside those of the person and the firm. */
  readonly values: Readonly<Record<string, string>>;
}

/** A text ready to be checked and sent. */
export interface MessageDraft extends ComposedMessage {
  readonly lead_id: string;
  readonly prospect_id: string | null;
  readonly opportunity_id: string | null;
  /** null = the person has no address for the channel: the gate will say so. */
  readonly to: string | null;
}

/** CD-09: writes the texts of a batch; nothing is stored. One result an item: the draft, or why there is none. */
export async function composeMessages(store: Store, accountId: string, { items, at }: { items: readonly ComposeItem[]; at: Date }): Promise<(MessageDraft | DomainError)[]> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const recipients = await readRecipients(tx, items);
    return items.map((item) => {
      try {
        return draftFor(item, recipients.of(item), settings, at);
      } catch (error) {
        if (error instanceof DomainError) return error;
        throw error;
      }
    });
  });
}

function draftFor(item: ComposeItem, recipient: Recipient, settings: FirmSettings, at: Date): MessageDraft {
  const write = (channel: MessageChannel) =>
    composeMessage({ key: item.template_key, channel, languages: [item.language, recipient.language], values: valuesOf(item, recipient, settings) }, settings.messaging);
  const draft = item.channel ? write(item.channel) : (chosen(recipient, settings, write, at) ?? write(fallbackChannel(recipient, settings)));
  const { lead_id, prospect_id, opportunity_id } = recipient;
  return { ...draft, lead_id, prospect_id, opportunity_id, to: addressOf(recipient, draft.channel) };
}

/** The channel of the person's last message, then the firm's order; the first one that may be used now. */
function chosen(recipient: Recipient, settings: FirmSettings, write: (channel: MessageChannel) => ComposedMessage, at: Date): ComposedMessage | null {
  for (const channel of new Set([...usedChannels(recipient), ...settings.messaging.channel_order])) {
    const draft = attemptTo(() => write(channel));
    if (draft && gateFor(draft, recipient, settings, at).allowed) return draft;
  }
  return null;
}

function usedChannels({ threads }: Recipient): MessageChannel[] {
  const used = threads.filter(({ channel, last_inbound_at }) => channel !== 'call' && last_inbound_at !== null).sort((a, b) => (b.last_inbound_at?.getTime() ?? 0) - (a.last_inbound_at?.getTime() ?? 0));
  return used.map(({ channel }) => channel as MessageChannel);
}

/** No channel is open: the reasons are told for the one that the person is likeliest to have. */
function fallbackChannel(recipient: Recipient, { messaging }: FirmSettings): MessageChannel {
  const [used] = usedChannels(recipient);
  return used ?? messaging.channel_order.find((channel) => channel === 'email' && recipient.email !== null) ?? messaging.channel_order.find((channel) => addressOf(recipient, channel) !== null) ?? 'email';
}

function attemptTo<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** The gate's judgement on a draft. */
export function gateFor(draft: Pick<ComposedMessage, 'channel' | 'purpose' | 'kind' | 'whatsapp_template'>, recipient: Recipient, settings: FirmSettings, at: Date): SendDecision {
  const request = { channel: draft.channel, purpose: draft.purpose, kind: draft.kind, has_whatsapp_template: draft.whatsapp_template !== null };
  return judgeSend(request, factsFor(recipient, draft.channel), settings.messaging, { at, firm_zone: settings.firm.time_zone });
}

function valuesOf({ values }: ComposeItem, { full_name, first_name, email, phone, residence_country }: Recipient, { firm }: FirmSettings): Record<string, string | null> {
  return { full_name, first_name: first_name ?? full_name, email, phone, residence_country, firm_name: firm.name, ...values };
}
