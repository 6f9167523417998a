import { z } from 'zod';

import { DomainError } from '../../core/errors';
import type { StoredBody } from '../../core/lead';
import { parseOrThrow } from '../../core/parse';
import { parseExactly } from '../parse-exactly';
import { vendorId } from '../vendor-id';

/** What may be missing comes as null, undefined or ''. */
const text = z.string().nullish().transform((value) => (value === undefined || value === '' ? null : value));

const media = z.object({ id: vendorId, mime_type: text, sha256: text, caption: text, filename: text });
const choice = z.object({ id: vendorId, title: text, description: text });

/** How a click-to-WhatsApp ad or post led to the message. */
const referral = z.object({ source_url: text, source_id: vendorId, source_type: text, headline: text, body: text, ctwa_clid: text });

const message = z.object({
  id: z.string().min(1),
  type: z.string(),
  timestamp: vendorId,
  from: vendorId,
  from_user_id: vendorId,
  text: z.object({ body: z.string() }).optional(),
  button: z.object({ text: text, payload: text }).optional(),
  interactive: z
    .object({ type: text, button_reply: choice.optional(), list_reply: choice.optional(), nfm_reply: z.object({ name: text, body: text, response_json: z.union([z.string(), z.record(z.unknown())]).nullish() }).optional() })
    .optional(),
  image: media.optional(),
  video: media.optional(),
  audio: media.optional(),
  document: media.optional(),
  sticker: media.optional(),
  location: z.object({ latitude: z.number(), longitude: z.number(), name: text, address: text }).optional(),
  contacts: z.array(z.object({ name: z.object({ formatted_name: text }).optional(), phones: z.array(z.object({ phone: text, wa_id: vendorId })).optional(), emails: z.array(z.object({ email: text })).optional() })).optional(),
  order: z.record(z.unknown()).optional(),
  context: z.object({ id: vendorId, from: vendorId }).nullish(),
  referral: referral.nullish(),
});
export type WhatsAppMessage = z.output<typeof message>;

const contact = z.object({ wa_id: vendorId, user_id: vendorId, profile: z.object({ name: text, username: text }).nullish() });
export type WhatsAppContact = z.output<typeof contact>;

const status = z.object({
  id: z.string().min(1),
  status: z.string(),
  timestamp: vendorId,
  errors: z.array(z.object({ code: vendorId, title: text, message: text })).nullish(),
});
export type WhatsAppStatus = z.output<typeof status>;

/** One change of the field `messages`; other fields (templates, account) have none of these lists. */
const value = z.object({
  metadata: z.object({ phone_number_id: vendorId, display_phone_number: text }).nullish(),
  contacts: z.array(contact).nullish(),
  messages: z.array(message).nullish(),
  statuses: z.array(status).nullish(),
});
export type WhatsAppValue = z.output<typeof value>;

const delivery = z.object({
  object: z.literal('whatsapp_business_account', { errorMap: () => ({ message: "must be 'whatsapp_business_account'" }) }),
  entry: z.array(z.object({ changes: z.array(z.object({ field: z.string(), value: value })) })),
});

/**
 * The changes of a delivery as Meta posts it, of a change alone as n8n's own WhatsApp Trigger hands it on, or of a list of
 * those. Throws `BODY_NOT_JSON` or `WHATSAPP_INVALID` with every mistake.
 */
export function readValues({ body }: Pick<StoredBody, 'body'>): WhatsAppValue[] {
  const document = documentOf(body);
  if (typeof document === 'object' && document !== null && 'messaging_product' in document) return [parseOrThrow(value, document, 'WHATSAPP_INVALID', 'The item of the WhatsApp Trigger')];
  const { entry } = parseOrThrow(delivery, document, 'WHATSAPP_INVALID', 'The WhatsApp delivery');
  return entry.flatMap(({ changes }) => changes.filter(({ field }) => field === 'messages').map((change) => change.value));
}

function documentOf(body: Buffer): unknown {
  try {
    return parseExactly(body);
  } catch (cause) {
    throw new DomainError('BODY_NOT_JSON', 'The WhatsApp delivery is not JSON', [], { cause });
  }
}
