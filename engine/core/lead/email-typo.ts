import { isCountryCode } from './country';
import { ENDINGS_OF_NOBODY, FAMOUS_PROVIDERS, REAL_NEIGHBOURS } from './email-domains';

/**
 * The domain that a mistyped one was probably meant for, or null. Only a famous provider one slip away, or an ending
 * that no registry has, is suspected; a firm's own domain never is.
 */
export function likelyDomain(domain: string): string | null {
  const dot = domain.indexOf('.');
  const [label, ending] = [domain.slice(0, dot), domain.slice(dot + 1)];
  const provider = providerMeant(label);
  if (provider === null) return withEnding(domain);
  const meant = `${provider}.${endingMeant(provider, ending)}`;
  return meant === domain || (provider !== label && ending.includes('.') && !endsLikeCountry(ending)) ? null : meant;
}

function providerMeant(label: string): string | null {
  if (FAMOUS_PROVIDERS.has(label)) return label;
  if (REAL_NEIGHBOURS.has(label)) return null;
  for (const famous of FAMOUS_PROVIDERS.keys()) if (Math.abs(famous.length - label.length) <= 1 && isOneSlip(label, famous)) return famous;
  return null;
}

/** The ending as it stands where the provider uses it, else the one that it has. */
function endingMeant(provider: string, ending: string): string {
  const endings = FAMOUS_PROVIDERS.get(provider) ?? [];
  if (endings.includes(ending)) return ending;
  const own = endings[0] ?? 'com';
  if (!endings.includes('*') || ENDINGS_OF_NOBODY.has(ending)) return own;
  return endsLikeCountry(ending) ? ending : own;
}

/** `fr`, `co.uk`, `com.br`. Colombia's, Cameroon's and Oman's are slips of .com as far as mailboxes go. */
function endsLikeCountry(ending: string): boolean {
  const country = /^(?:(?:co|com|ne|or|net)\.)?([a-z]{2})$/.exec(ending)?.[1];
  return country !== undefined && isCountryEnding(country);
}

function isCountryEnding(ending: string): boolean {
  return !['co', 'cm', 'om'].includes(ending) && (ending === 'uk' || isCountryCode(ending.toUpperCase()));
}

function withEnding(domain: string): string | null {
  const at = domain.lastIndexOf('.') + 1;
  const meant = ENDINGS_OF_NOBODY.get(domain.slice(at));
  return meant ? domain.slice(0, at) + meant : null;
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
