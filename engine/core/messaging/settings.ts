import { z } from 'zod';

import { languageCode } from '../model/fields';
import { CONSENT_PURPOSES } from '../model/vocabulary';
import { questionFlow } from './question-flow-settings';

/** Channels that carry text. */
export const MESSAGE_CHANNELS = ['whatsapp', 'sms', 'email'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 08:00');

/** From the evening to the morning on the person's own clock; null = no quiet hours. */
const quietHours = (from: string, to: string) => z.object({ from: clockTime, to: clockTime }).strict().nullable().default({ from, to });

/** A text that the firm sends, in one language. */
const messageTemplate = z
  .object({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be lower-case letters, digits and _, e.g. acknowledgement'),
    language: languageCode,
    /** null = every channel that has no text of its own. */
    channel: z.enum(MESSAGE_CHANNELS).nullable().default(null),
    /** A reply answers what the person sent; outreach starts a conversation and needs consent. */
    kind: z.enum(['reply', 'outreach']).default('outreach'),
    purpose: z.enum(CONSENT_PURPOSES).default('service'),
    subject: z.string().trim().min(1).max(200).nullable().default(null),
    /** Placeholders: `{{first_name}}`, or with words for an unknown value `{{first_name|there}}`. */
    text: z.string().trim().min(1).max(4_000),
    /** What Meta approved, for WhatsApp outside the 24-hour window; `parameters` are the placeholders in its order. */
    whatsapp_template: z
      .object({ name: z.string().min(1).max(512), language: z.string().min(2).max(15), parameters: z.array(z.string().min(1)).default([]) })
      .strict()
      .nullable()
      .default(null),
  })
  .strict();
export type MessageTemplate = z.output<typeof messageTemplate>;

const words = z.array(z.string().trim().min(1)).default([]);

/** What the firm writes to people, and when it may: `settings.messaging`. */
export const messagingSettings = z
  .object({
    /** For a person whose language is not known or has no text. */
    default_language: languageCode.default('en'),
    /** The firm's own texts; they go before the built-in ones of the same key and language. */
    templates: z.array(messageTemplate).default([]),
    /** Which channel is tried first where the person did not choose one by writing. */
    channel_order: z.array(z.enum(MESSAGE_CHANNELS)).min(1).default(['whatsapp', 'email', 'sms']),
    /** How long after a person's message an answer on the same channel is a reply; WhatsApp allows 24 hours. */
    reply_window_hours: z.number().int().min(1).max(24).default(24),
    /** Outreach waits in these hours; replies do not. */
    quiet_hours: z
      .object({ call: quietHours('20:00', '08:00'), sms: quietHours('21:00', '08:00'), whatsapp: quietHours('21:00', '08:00'), email: quietHours('00:00', '00:00').default(null) })
      .strict()
      .default({}),
    /** Messages of one person within this time belong to one enquiry, as long as no opportunity is open. */
    conversation_hours: z.number().int().min(1).max(720).default(72),
    /** Words beside the built-in ones, in any language: a message of nothing but one of them. */
    keywords: z.object({ opt_out: words, opt_in: words, human: words }).strict().default({}),
    question_flow: questionFlow,
  })
  .strict()
  .default({});
export type MessagingSettings = z.output<typeof messagingSettings>;
