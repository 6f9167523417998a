import type { LeadFlag } from '../model';
import { DISPOSABLE_DOMAINS, FAMOUS_DOMAINS, REAL_NEIGHBOURS, ROLE_MAILBOXES, TYPO_ENDINGS } from './email-domains';
import { cleanLine } from './text';

export interface EmailReading {
  readonly email: string | null;
  readonly flags: readonly LeadFlag[];
}

const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;

/**
 * E-mail trimmed and lower-cased (P4.5). Dots and +tags stay: they are part of the address. A likely typing error
 * in the domain and a role mailbox are flagged, never changed. An address that cannot exist gives null and a flag.
 */
export function normalizeEmail(text: string): EmailReading {
  const line = cleanLine(text);
  const address = bare(line).replace(/\s+/g, '').toLowerCase();
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (at < 1 || local.length > 64 || !LOCAL.test(local) || domain.length > 253 || !DOMAIN.test(domain)) {
    return { email: null, flags: [flag('email_not_valid', `'${line}' is not an e-mail address`)] };
  }
  return { email: address, flags: remarks(address, local, domain) };
}

/** `Ana <ana@example.com>`, `mailto:…`, quotes and a full stop at the end. */
function bare(line: string): string {
  const inBrackets = /<([^<>]+@[^<>]+)>/.exec(line)?.[1] ?? line;
  return inBrackets.replace(/^mailto:/i, '').replace(/^["'(\s]+|["'),;.\s]+$/g, '');
}

function remarks(address: string, local: string, domain: string): LeadFlag[] {
  const flags: LeadFlag[] = [];
  const meant = likelyDomain(domain);
  if (meant) flags.push(flag('email_typo_domain', `'${address}' may be meant for ${local}@${meant}`));
  const mailbox = local.split('+')[0] ?? local;
  if (ROLE_MAILBOXES.has(mailbox)) flags.push(flag('email_role_mailbox', `'${mailbox}@' is a shared mailbox, not a person's`));
  if (DISPOSABLE_DOMAINS.has(domain)) flags.push(flag('email_disposable', `'${domain}' gives throw-away addresses`));
  return flags;
}

/** The famous domain that a mistyped one is one slip away from, or null. */
export function likelyDomain(domain: string): string | null {
  if (FAMOUS_DOMAINS.includes(domain) || REAL_NEIGHBOURS.has(domain)) return null;
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  const mended = TYPO_ENDINGS.has(ending) ? `${domain.slice(0, -ending.length)}com` : domain;
  return FAMOUS_DOMAINS.find((famous) => Math.abs(famous.length - mended.length) <= 1 && isOneSlip(mended, famous)) ?? null;
}

/** One letter too many, missing, wrong or swapped with its neighbour. */
function isOneSlip(typed: string, meant: string): boolean {
  let start = 0;
  while (start < typed.length && typed[start] === meant[start]) start += 1;
  let end = 0;
  while (end < Math.min(typed.length, meant.length) - start && typed[typed.length - 1 - end] === meant[meant.length - 1 - end]) end += 1;
  const [left, right] = [typed.slice(start, typed.length - end), meant.slice(start, meant.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

function flag(code: string, message: string): LeadFlag {
  return { code, field: 'email', message };
}
