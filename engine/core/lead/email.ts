import type { LeadFlag } from '../model';
import { DISPOSABLE_DOMAINS, ROLE_MAILBOXES } from './email-domains';
import { likelyDomain } from './email-typo';
import { cleanLine } from './text';

export interface EmailReading {
  readonly email: string | null;
  readonly flags: readonly LeadFlag[];
}

const ATOM = String.raw`[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~-]+`;
const LOCAL = new RegExp(String.raw`^(?:${ATOM}(?:\.${ATOM})*|"(?:[^"\\\r\n]|\\.)+")$`, 'u');
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?`;
const DOMAIN = new RegExp(String.raw`^(?:(?:${LABEL}\.)+\p{L}[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]|\[(?:\d{1,3}\.){3}\d{1,3}\])$`, 'u');
/** RFC 5321's limit is 254 octets; a line with a display name may be longer. */
const LONGEST_LINE = 600;

/**
 * E-mail trimmed and lower-cased (P4.5). Dots and +tags stay: they are part of the address (identity compares without them).
 * A likely typing error in the domain and a role mailbox are flagged, never changed. An address that cannot exist gives null and a flag.
 */
export function normalizeEmail(text: string): EmailReading {
  const line = asciiForms(cleanLine(text.slice(0, LONGEST_LINE)));
  const candidates = addressesIn(line);
  const address = candidates.find(isAddress);
  if (address === undefined) return { email: null, flags: [flag('email_not_valid', whyNot(line))] };
  const several = candidates.filter(isAddress).length > 1 ? [flag('email_several', `'${line}' holds several addresses; the first was taken`)] : [];
  return { email: address, flags: [...several, ...remarks(address)] };
}

/** Full-width letters and signs as East Asian keyboards write them. */
function asciiForms(line: string): string {
  return line.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('。', '.');
}

/** `Ana <ana@example.com>`, `mailto:…?subject=`, `E-mail: …`, `ana (at) example.com`, two addresses in one field. */
function addressesIn(line: string): string[] {
  const inBrackets = /[<(]\s*([^<>()]+@[^<>()]+?)\s*[>)]/.exec(line)?.[1];
  const plain = (inBrackets ?? line)
    .replace(/^\s*(?:e-?mail|mail|correo|courriel)\s*:\s*/i, '')
    .replace(/^mailto:([^?]*)(?:\?.*)?$/i, '$1')
    .replace(/\s*[([]\s*at\s*[)\]]\s*/i, '@')
    .replace(/\s*[([]\s*dot\s*[)\]]\s*/gi, '.')
    .replace(/\s*@\s*/g, '@')
    .replace(/\s*\.\s*(?=[^@]*$)/g, '.');
  if (/^"[^"]+"@/.test(plain)) return [trimmed(plain)];
  return plain.split(/\s*[,;|]\s*|\s+(?:or|and)\s+/i).map(trimmed).filter(Boolean);
}

function trimmed(address: string): string {
  return address.replace(/^(?!"[^"]*"@)["'(<\s]+|["'),;:.>\s]+$/g, '').toLowerCase();
}

function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (at < 1 || Buffer.byteLength(local) > 64 || domain.length > 253) return false;
  return LOCAL.test(local) && DOMAIN.test(domain) && domain.split('.').every((label) => label.length <= 63);
}

/** The sentence helps whoever mends it: the provider's name without its ending is the commonest slip. */
function whyNot(line: string): string {
  const bareProvider = /@(gmail|yahoo|hotmail|outlook|icloud)(?:com)?\.?$/i.exec(line)?.[1];
  const shown = line.slice(0, 100);
  return bareProvider ? `'${shown}' is not an e-mail address; perhaps ${bareProvider.toLowerCase()}.com is meant` : `'${shown}' is not an e-mail address`;
}

function remarks(address: string): LeadFlag[] {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const flags: LeadFlag[] = [];
  const meant = likelyDomain(domain);
  if (meant) flags.push(flag('email_typo_domain', `'${address}' may be meant for ${local}@${meant}`));
  if (isRole(local)) flags.push(flag('email_role_mailbox', `'${local}@' is a shared mailbox, not a person's`));
  if (isDisposable(domain)) flags.push(flag('email_disposable', `'${domain}' gives throw-away addresses`));
  return flags;
}

function isRole(local: string): boolean {
  const mailbox = local.split('+')[0] ?? local;
  return ROLE_MAILBOXES.has(mailbox) || ROLE_MAILBOXES.has(mailbox.replace(/[._-]?\d{1,2}$/, ''));
}

function isDisposable(domain: string): boolean {
  const labels = domain.split('.');
  return labels.some((_, index) => DISPOSABLE_DOMAINS.has(labels.slice(index).join('.')));
}

function flag(code: string, message: string): LeadFlag {
  return { code, field: 'email', message };
}
