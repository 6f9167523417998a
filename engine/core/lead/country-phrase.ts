import { dictionary } from './country-dictionary';
import { countryKey } from './country-key';

export interface CountryReading {
  /** ISO 3166-1 alpha-2, or null when unsure. */
  readonly country: string | null;
  /** What it may mean, when it fits several. */
  readonly candidates: readonly string[];
}

export const NOTHING: CountryReading = { country: null, candidates: [] };

export function sure(country: string): CountryReading {
  return { country, candidates: [country] };
}

/** What a key names; null when it names nothing. */
export function byName(key: string): CountryReading | null {
  const { names, ambiguous } = dictionary();
  const several = ambiguous.get(key);
  if (several) return { country: null, candidates: several };
  const country = names.get(key);
  return country ? sure(country) : null;
}

const FRAME = /^(?:(?:i am|im|i m|am|a|an|the|from|of|citizen|citizens|national|native|nationality|citizenship|passport|country|originally|de|je suis|soy|sou|ich bin)\s)+/;
const PLACE_FRAME = /^(?:(?:i live|living|live|lives|currently|presently|now|based|residing|reside|resident|in|inside|at|vivo|jhabite|en|au|aux)\s)+/;
const TAIL = /(?:\s(?:citizen|citizens|national|nationals|nationality|citizenship|passport|holder|only))+$/;

/** "I am a citizen of India", "Vietnamese passport": what is left names the country. "Not Indian" keeps its not. */
export function bare(key: string, placesToo: boolean): string {
  const inner = key.replace(TAIL, '').replace(FRAME, '');
  return placesToo ? inner.replace(PLACE_FRAME, '').replace(FRAME, '') : inner;
}

/** "Korea, Republic of" and "Gambia, The". */
export function turned(text: string): string {
  const [, name, form, ...more] = /^([^,]+),([^,]+)$/.exec(text) ?? [];
  return name && form && more.length === 0 ? countryKey(`${form} ${name}`) : '';
}

const FORM = /^(?:the )?(?:(?:federal|federative|islamic|arab|peoples|democratic|socialist|cooperative|co operative|bolivarian|plurinational|oriental|united|hashemite|independent|swiss) )*(?:republic|kingdom|state|commonwealth|sultanate|principality|grand duchy|emirate|union|federation) of (?:the )?/;

/** "Federal Republic of Nigeria"; not where the form tells two countries apart, nor for the state of Georgia. */
export function withoutForm(key: string): string {
  const name = key.replace(FORM, '');
  return name === key || /^(china|congo|korea|ireland|samoa|georgia|virgin islands|cyprus)$/.test(name) ? '' : name;
}

/** Short words of English and Romance languages that are codes as well: only in capitals. */
const WORDS_FIRST: ReadonlySet<string> = new Set(
  'no so to it is be by at am as do me my id si he la ma pa li un va and are per est sur lie pan fin nor guy ben ago cod vat gin jam tan mus ant but isl dom ton sen mac nam som'.split(' '),
);

/** The country of a two or three letter code that stands alone. */
export function codeIn(text: string): string | undefined {
  // NA is Namibia's code and everybody's "not available".
  if (!/^[a-z]{2,3}$/i.test(text) || /^na$/i.test(text)) return undefined;
  return text !== text.toUpperCase() && WORDS_FIRST.has(text.toLowerCase()) ? undefined : dictionary().alpha.get(text.toUpperCase());
}
