import { DomainError } from '../errors';
import { DEFAULT_TEMPLATES } from './default-templates';
import type { MessageChannel, MessageTemplate, MessagingSettings } from './settings';

export interface ComposeRequest {
  readonly key: string;
  readonly channel: MessageChannel;
  /** The person's languages, the surest first; null = not known. */
  readonly languages: readonly (string | null)[];
  /** Values of the placeholders; null = not known. */
  readonly values: Readonly<Record<string, string | null>>;
}

export interface ComposedMessage {
  readonly template_key: string;
  readonly kind: MessageTemplate['kind'];
  readonly purpose: MessageTemplate['purpose'];
  readonly channel: MessageChannel;
  readonly language: string;
  readonly subject: string | null;
  readonly text: string;
  /** For WhatsApp outside the window: the approved template with its values in order. */
  readonly whatsapp_template: { readonly name: string; readonly language: string; readonly parameters: readonly string[] } | null;
}

/** Every text of a key: the firm's own first. */
function textsOf(key: string, { templates }: MessagingSettings): MessageTemplate[] {
  return [...templates, ...DEFAULT_TEMPLATES].filter((template) => template.key === key);
}

/**
 * The text of a template in the person's language for a channel. A text of the channel goes before one for all channels,
 * the person's languages before the firm's default. Throws `TEMPLATE_UNKNOWN` or `PLACEHOLDERS_MISSING`.
 */
export function composeMessage(request: ComposeRequest, settings: MessagingSettings): ComposedMessage {
  const template = templateFor(request, settings);
  const { key, kind } = template;
  const problems = new Set<string>();
  const fill = (text: string) => fillPlaceholders(text, request.values, problems);
  const whatsapp = template.whatsapp_template;
  const composed: ComposedMessage = {
    template_key: key,
    kind,
    purpose: template.purpose,
    channel: request.channel,
    language: template.language,
    subject: template.subject === null ? null : fill(template.subject),
    text: fill(template.text),
    whatsapp_template: whatsapp && request.channel === 'whatsapp' ? { ...whatsapp, parameters: whatsapp.parameters.map((name) => fill(`{{${name}}}`)) } : null,
  };
  if (problems.size === 0) return composed;
  const missing = [...problems].map((name) => ({ field: name, message: `is not known; write words for that case, e.g. {{${name}|…}}` }));
  throw new DomainError('PLACEHOLDERS_MISSING', `The text '${key}' cannot be written: ${[...problems].join(', ')} not known`, missing);
}

function templateFor({ key, channel, languages }: ComposeRequest, settings: MessagingSettings): MessageTemplate {
  const texts = textsOf(key, settings);
  const [any] = texts;
  if (!any) {
    const keys = [...new Set([...settings.templates, ...DEFAULT_TEMPLATES].map((template) => template.key))];
    throw new DomainError('TEMPLATE_UNKNOWN', `There is no text '${key}' in settings.messaging.templates; there are: ${keys.join(', ')}`);
  }
  const usable = texts.filter((template) => template.channel === null || template.channel === channel);
  if (usable.length === 0) throw new DomainError('TEMPLATE_UNKNOWN', `The text '${key}' is not written for ${channel}; it is for: ${[...new Set(texts.map((text) => text.channel))].join(', ')}`);
  for (const language of [...languages, settings.default_language, usable[0]?.language ?? null]) {
    const inLanguage = usable.filter((template) => template.language === language);
    const found = inLanguage.find((template) => template.channel === channel) ?? inLanguage[0];
    if (found) return found;
  }
  return usable[0] ?? any;
}

/** `{{name}}`, or `{{name|words for an unknown value}}`; gaps of empty values are closed up. */
function fillPlaceholders(text: string, values: ComposeRequest['values'], problems: Set<string>): string {
  const filled = text.replace(/\{\{\s*([a-z0-9_]+)\s*(\|[^}]*)?\}\}/gi, (_whole, name: string, fallback?: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
    if (value !== null && value !== '') return value;
    if (fallback === undefined) problems.add(name);
    return fallback?.slice(1) ?? '';
  });
  return filled.replace(/[^\S\n]+([,.])/g, '$1').replace(/[^\S\n]{2,}/g, ' ').trim();
}
