import type { Phone, SourceChannel } from '../model';
import { soundSkeleton } from './compare-tokens';
import { standardSpelling } from './name-variants';
import { nameTokens } from './name-tokens';

export const IDENTIFIER_KINDS = ['email', 'phone', 'platform_lead_id', 'name_key'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** One value by which a person is looked up. `name_key` only finds candidates, it never proves anything. */
export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
}

/** What identity needs to know of a lead; the shape of a canonical lead. */
export interface IdentityLead {
  readonly full_name: string | null;
  readonly email: string | null;
  readonly phone: Pick<Phone, 'e164' | 'extension' | 'guessed'> | null;
  readonly source_channel: SourceChannel;
  readonly platform_lead_id: string | null;
}

const PLUS_TAG_DOMAINS = new Set([
  'gmail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'icloud.com',
  'proton.me',
  'protonmail.com',
  'fastmail.com',
]);
const ROLE_MAILBOXES = new Set(
  'info office admin contact hello support sales enquiry enquiries inquiry inquiries hr jobs careers team mail reception visa visas immigration admissions help helpdesk noreply no-reply accounts billing service services agent agents application applications'.split(
    ' ',
  ),
);

/** Every value the lead can be found by, in the order of P4.6.1. */
export function identifiersOf(lead: IdentityLead): Identifier[] {
  const phone = lead.phone ? phoneKey(lead.phone) : null;
  const platform = lead.platform_lead_id ? platformKey(lead.source_channel, lead.platform_lead_id) : null;
  const known: Identifier[] = [];
  if (lead.email) known.push({ kind: 'email', value: emailKey(lead.email) });
  if (phone) known.push({ kind: 'phone', value: phone });
  if (platform) known.push({ kind: 'platform_lead_id', value: platform });
  return [
    ...known,
    ...nameKeys(lead.full_name, lead.phone?.e164 ?? null).map((value) => ({
      kind: 'name_key' as const,
      value,
    })),
  ];
}

/**
 * The mailbox behind an address: Gmail ignores dots, the named providers ignore a +tag.
 * Elsewhere dots and tags may be other people's, so they stay.
 */
export function emailKey(email: string): string {
  const [local = '', domain = ''] = splitAtLast(email.trim().toLowerCase(), '@');
  const host = domain === 'googlemail.com' ? 'gmail.com' : domain;
  const untagged = PLUS_TAG_DOMAINS.has(host) ? (local.split('+')[0] ?? local) : local;
  return `${host === 'gmail.com' ? untagged.replaceAll('.', '') : untagged}@${host}`;
}

/** `info@`, `visa@`, … belong to an office: they say where a person can be reached, not who it is. */
export function isRoleMailbox(email: string): boolean {
  return ROLE_MAILBOXES.has(email.trim().toLowerCase().split('@')[0]?.split('+')[0] ?? '');
}

/** Extensions of one switchboard are different persons' phones. */
export function phoneKey(phone: Pick<Phone, 'e164' | 'extension'>): string {
  return phone.extension ? `${phone.e164};ext=${phone.extension}` : phone.e164;
}

export function platformKey(channel: SourceChannel, id: string): string {
  return `${channel}:${id}`;
}

/**
 * Keys that bring together one name with two phones one slip or one country code apart: the name's sound with
 * the last five digits, and with the digits before them. A slip lies in one half, so the other half still agrees.
 */
export function nameKeys(name: string | null, e164: string | null): string[] {
  const words = name ? nameTokens(name).tokens : [];
  const digits = (e164 ?? '').replace(/\D/g, '');
  if (words.length === 0 || digits.length < 8) return [];
  const sound = words
    .map((word) => soundSkeleton(standardSpelling(word)))
    .sort()
    .join(' ');
  return [`${sound}|${digits.slice(-5)}`, `${sound}|${digits.slice(-10, -5)}-`];
}

function splitAtLast(text: string, mark: string): string[] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
