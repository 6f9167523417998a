import type { LeadFlag } from '../model';
import { type NameContext, titleCase } from './name-case';
import { orderName, splitName, withoutSalutation } from './name-order';
import { cleanLine } from './text';

export interface NameParts {
  readonly full_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
}

export interface PersonName {
  readonly full_name: string | null;
  /** A convenience for salutations; null where the order of the parts is not known. */
  readonly first_name: string | null;
  readonly last_name: string | null;
}

export interface NameReading extends PersonName {
  readonly flags: readonly LeadFlag[];
}

/** No name is longer; more is an attack or a message in the wrong field. */
const LONGEST = 200;
const LINK = /https?:|www\.|\.(com|net|org|ru|xyz|info|biz|io|shop|online|top|click)\b/i;
const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]/;
const EMOJI = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\ufe0f\u20e3\ufffd]\u200d?/gu;
const PLACEHOLDER = /^(n\.?\/?\s?a\.?|none|null|undefined|nil|unknown|anonymous|no name|name|first name|last name|full name|your name|\(?not provided\)?|-|x{2,})$/i;

/**
 * Names in title case (P4.5), without forms of address and emoji; mixed case, scripts without case and one-word names are
 * kept. What is no name (a link, an address, digits, "n/a") gives null and a flag; the original stays with the lead.
 */
export function normalizeName(parts: NameParts, context: Pick<NameContext, 'turkish'> = {}): NameReading {
  const flags: LeadFlag[] = [];
  const read = (field: keyof NameParts) => readable(parts[field], field, flags);
  const [full, first, last] = [read('full_name'), read('first_name'), read('last_name')];
  if (full !== null) return { ...ofFull(full, first, last, context), flags };
  return { ...ofHalves(given(first, context), family(last, context)), flags };
}

function ofHalves(first_name: string | null, last_name: string | null): PersonName {
  return { full_name: first_name && last_name ? `${first_name} ${last_name}` : (first_name ?? last_name), first_name, last_name };
}

function given(text: string | null, context: NameContext): string | null {
  return text === null ? null : titleCase(withoutSalutation(text), { ...context, part: 'given' });
}

function family(text: string | null, context: NameContext): string | null {
  return text === null ? null : titleCase(withoutSalutation(text), { ...context, part: 'family' });
}

/** A full name, and the halves that the source gives beside it or that the text itself tells apart. */
function ofFull(text: string, first: string | null, last: string | null, context: NameContext): PersonName {
  const ordered = orderName(text);
  const full_name = titleCase(tidied(ordered.full), context);
  const asInFull = (half: string | null, titled: string | null) => (half !== null && ` ${full_name} `.includes(` ${half} `) ? half : titled);
  const [first_name, last_name] = [asInFull(first, given(first, context)), asInFull(last, family(last, context))];
  const isTold = ordered.given !== null && ordered.family !== null;
  const split = isTold ? { first_name: given(half(ordered.given), context), last_name: family(half(ordered.family), context) } : splitName(full_name);
  return {
    full_name,
    first_name: first_name ?? half(last_name ? beside(full_name, last_name) : split.first_name),
    last_name: last_name ?? half(first_name ? beside(full_name, first_name) : split.last_name),
  };
}

/** A part of a name, without the signs around it; null when no letter is in it. */
function half(text: string | null): string | null {
  return text !== null && /\p{L}/u.test(text) ? tidied(text) : null;
}

/** What a full name holds beside the half that is known. */
function beside(full: string, half: string): string | null {
  if (full.endsWith(` ${half}`)) return full.slice(0, -half.length - 1);
  return full.startsWith(`${half} `) ? full.slice(half.length + 1) : null;
}

/** The text of one field without what belongs to no name; null when nothing of a name is in it. */
function readable(text: string | null, field: keyof NameParts, flags: LeadFlag[]): string | null {
  if (text === null || cleanLine(text) === '') return null;
  // Only a full name has an order that a comma turns round.
  const longest = field === 'full_name' ? LONGEST : LONGEST / 2 - 1;
  const whole = decluttered(text, field === 'full_name' ? /(?!)/ : /,/g);
  const line = whole.length <= longest ? whole : tidied(whole.slice(0, longest));
  const refusal = refusalOf(line);
  if (refusal) flags.push({ ...refusal, field });
  else if (whole.length > longest) flags.push({ code: 'name_cut', field, message: `The name is longer than ${longest} characters and was cut; the original holds all of it` });
  return refusal ? null : line;
}

function refusalOf(line: string): Omit<LeadFlag, 'field'> | null {
  if (EMAIL.test(line)) return { code: 'name_is_email', message: 'The name holds an e-mail address' };
  if (LINK.test(line)) return { code: 'name_is_link', message: 'The name holds a link' };
  if (!/\p{L}/u.test(line) || PLACEHOLDER.test(line)) return { code: 'name_not_a_name', message: `'${line.slice(0, 50)}' is not a name` };
  return null;
}

/** Without emoji, heaps of accents and signs at the ends; words stay. */
function decluttered(text: string, sign: RegExp): string {
  const plain = cleanLine(text.slice(0, 10 * LONGEST)).normalize('NFKC').replace(EMOJI, ' ').replace(sign, ' ').replace(/(\p{Mn}{4})\p{Mn}+/gu, '$1');
  return tidied(plain);
}

function tidied(text: string): string {
  const tidy = cleanLine(text)
    .replace(/^[\s*_~#.,;:!|<>–—-]+|[\s*_~#,;:!|<>–—-]+$/gu, '')
    .replace(/^["“”'‘’](.*)["“”'‘’]$/u, '$1')
    .trim();
  return tidy === text ? tidy : tidied(tidy);
}
