import { dictionary } from './country-dictionary';
import { countryKey } from './country-key';
import { misspeltCountry } from './country-spelling';
import { CITY_COUNTRIES, PROVINCE_LETTERS, REGION_COUNTRIES, STATE_LETTERS } from './places';
import { cleanLine } from './text';

export interface CountryReading {
  /** ISO 3166-1 alpha-2, or null when unsure. */
  readonly country: string | null;
  /** What it may mean, when it fits several. */
  readonly candidates: readonly string[];
}

export interface CountryOptions {
  /** false where a word such as `no` or `in` is more likely an answer than a code, and a near miss more likely another word. */
  readonly codesToo?: boolean;
  /** false for citizenship: whoever lives in Toronto need not be Canadian. */
  readonly placesToo?: boolean;
}

const NOTHING: CountryReading = { country: null, candidates: [] };
const LONGEST = 120;

/**
 * A country from its name in many languages, a demonym, a common variant or misspelling, a city or an ISO code (P4.5). What
 * fits two countries (Congo, Korean) or none gives null: a wrong country costs more than a missing one.
 */
export function readCountry(text: string, { codesToo = true, placesToo = true }: CountryOptions = {}): CountryReading {
  const line = cleanLine(text.slice(0, LONGEST + 1));
  if (line === '' || line.length > LONGEST) return NOTHING;
  const flag = flagCode(line);
  if (flag) return sure(flag);
  const whole = readWords(line, { codesToo, placesToo });
  if (whole !== NOTHING) return whole;
  const parts = readParts(line.split(/[,/;|()\n]|\s[-–—]\s/).map((part) => part.trim()).filter(Boolean), placesToo);
  if (parts !== NOTHING || !codesToo) return parts;
  const meant = misspeltCountry(bare(countryKey(line), placesToo));
  return meant ? sure(meant) : NOTHING;
}

function readWords(text: string, { codesToo, placesToo }: Required<CountryOptions>): CountryReading {
  const key = countryKey(text);
  const named = byName(key) ?? byName(bare(key, placesToo)) ?? byName(turned(text)) ?? byName(withoutForm(bare(key, placesToo)));
  if (named) return named;
  const code = codesToo ? codeIn(text) : undefined;
  if (code) return sure(code);
  const place = placesToo ? placeIn(bare(key, placesToo)) : undefined;
  return place ? sure(place) : NOTHING;
}

function byName(key: string): CountryReading | null {
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
function bare(key: string, placesToo: boolean): string {
  const inner = key.replace(TAIL, '').replace(FRAME, '');
  return placesToo ? inner.replace(PLACE_FRAME, '').replace(FRAME, '') : inner;
}

/** "Korea, Republic of" and "Gambia, The". */
function turned(text: string): string {
  const [, name, form, ...more] = /^([^,]+),([^,]+)$/.exec(text) ?? [];
  return name && form && more.length === 0 ? countryKey(`${form} ${name}`) : '';
}

const FORM = /^(?:the )?(?:(?:federal|federative|islamic|arab|peoples|democratic|socialist|cooperative|co operative|bolivarian|plurinational|oriental|united|hashemite|independent|swiss) )*(?:republic|kingdom|state|commonwealth|sultanate|principality|grand duchy|emirate|union|federation) of (?:the )?/;

/** "Federal Republic of Nigeria"; not where the form tells two countries apart, nor for the state of Georgia. */
function withoutForm(key: string): string {
  const name = key.replace(FORM, '');
  return name === key || /^(china|congo|korea|ireland|samoa|georgia|virgin islands|cyprus)$/.test(name) ? '' : name;
}

/** Short words of English and Romance languages that are codes as well: only in capitals. */
const WORDS_FIRST: ReadonlySet<string> = new Set(
  'no so to it is be by at am as do me my id si he la ma pa li un va and are per est sur lie pan fin nor guy ben ago cod vat gin jam tan mus ant but isl dom ton sen mac nam som'.split(' '),
);

function codeIn(text: string): string | undefined {
  // NA is Namibia's code and everybody's "not available".
  if (!/^[a-z]{2,3}$/i.test(text) || /^na$/i.test(text)) return undefined;
  return text !== text.toUpperCase() && WORDS_FIRST.has(text.toLowerCase()) ? undefined : dictionary().alpha.get(text.toUpperCase());
}

/** A city or region; "Toronto Canada" when both say the same. */
function placeIn(key: string): string | undefined {
  const known = REGION_COUNTRIES.get(key) ?? CITY_COUNTRIES.get(key);
  if (known) return known;
  const words = key.split(' ');
  for (let cut = 1; cut < Math.min(words.length, 6); cut += 1) {
    const [place, country] = [words.slice(0, cut).join(' '), dictionary().names.get(words.slice(cut).join(' '))];
    if (country && (REGION_COUNTRIES.get(place) ?? CITY_COUNTRIES.get(place)) === country) return country;
  }
  return undefined;
}

/** What one part of an address may mean, and how much it counts: a country outranks a state, a state a city. */
interface Sense {
  readonly rank: 1 | 2 | 3;
  readonly countries: readonly string[];
}

const SEVERAL_OR_NONE = /\b(dual|both|not|except|but|non|former|formerly|or|and|never|left)\b/i;

/** "Mumbai, India" and "Paris, Texas" name one country; "Indian / Canadian" two; "Savannah, Georgia" may be in either. */
function readParts(parts: readonly string[], placesToo: boolean): CountryReading {
  if (parts.length < 2) return NOTHING;
  const senses = parts.flatMap((part) => senseOf(part, placesToo) ?? []);
  if (senses.length === 0 || (senses.length < parts.length && parts.some((part) => SEVERAL_OR_NONE.test(part)))) return NOTHING;
  let left: readonly string[] = [];
  for (const rank of [3, 2, 1] as const) {
    for (const { countries } of senses.filter((sense) => sense.rank === rank)) {
      const both = left.filter((country) => countries.includes(country));
      if (left.length > 0 && both.length === 0 && rank === 3) return { country: null, candidates: [...new Set([...left, ...countries])] };
      left = left.length === 0 ? countries : both.length > 0 ? both : left;
    }
  }
  return left.length === 1 && left[0] ? sure(left[0]) : { country: null, candidates: left };
}

function senseOf(part: string, placesToo: boolean): Sense | null {
  const key = bare(countryKey(part), placesToo);
  // Alone it is the country; beside a city as often the state.
  if (key === 'georgia' && placesToo) return { rank: 3, countries: ['GE', 'US'] };
  const named = byName(countryKey(part)) ?? byName(key);
  if (named) return { rank: 3, countries: named.candidates };
  if (!placesToo) return null;
  const region = REGION_COUNTRIES.get(key);
  if (region) return { rank: 2, countries: [region] };
  if (/^[A-Z]{2}$/.test(part)) return lettersOf(part);
  const city = CITY_COUNTRIES.get(key);
  return city ? { rank: 1, countries: [city] } : null;
}

/** `CA` behind a city is California or Canada, `ON` only Ontario. */
function lettersOf(letters: string): Sense | null {
  const country = dictionary().alpha.get(letters);
  const countries = [...(country ? [country] : []), ...(STATE_LETTERS.has(letters) ? ['US'] : []), ...(PROVINCE_LETTERS.has(letters) ? ['CA'] : [])];
  return countries.length > 0 ? { rank: 2, countries: [...new Set(countries)] } : null;
}

function sure(country: string): CountryReading {
  return { country, candidates: [country] };
}

/** The two regional indicators of a flag emoji spell the code. */
function flagCode(text: string): string | null {
  const letters = [...text].map((char) => (char.codePointAt(0) ?? 0) - 0x1f1e6).filter((offset) => offset >= 0 && offset < 26);
  if (letters.length !== 2) return null;
  return dictionary().alpha.get(String.fromCharCode(...letters.map((offset) => offset + 65))) ?? null;
}

/** True for an assigned ISO 3166-1 alpha-2 code (and XK, which banks and passports use). */
export function isCountryCode(code: string): boolean {
  return code.length === 2 && dictionary().alpha.get(code) === code;
}
