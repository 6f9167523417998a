import codes from 'i18n-iso-countries/codes.json';

import { AMBIGUOUS, DEMONYMS, VARIANTS } from './country-words';
import { countryNameLists } from './country-names';
import { cleanLine, comparable } from './text';

export interface CountryReading {
  /** ISO 3166-1 alpha-2, or null when unsure. */
  readonly country: string | null;
  /** What it may mean, when it fits several. */
  readonly candidates: readonly string[];
}

const NOTHING: CountryReading = { country: null, candidates: [] };

/**
 * A country from its name in many languages, a demonym, a common variant or an ISO code (P4.5). What fits two
 * countries (Congo, Korean) or none gives null: a wrong country costs more than a missing one.
 * @param codesToo false where a word such as `no` or `in` is more likely an answer than a code
 */
export function readCountry(text: string, { codesToo = true } = {}): CountryReading {
  const line = cleanLine(text);
  const flag = flagCode(line);
  if (flag) return sure(flag);
  const whole = readWords(line, codesToo);
  if (whole.country !== null || whole.candidates.length > 0) return whole;
  return readParts(line.split(/[,/;|()]|\s[-–]\s/).map((part) => part.trim()).filter(Boolean));
}

/** "Mumbai, India" and "India (Punjab)" name one country; "Indian / Canadian" two. */
function readParts(parts: readonly string[]): CountryReading {
  if (parts.length < 2) return NOTHING;
  const found = [...new Set(parts.map((part) => readWords(part, false).country).filter((code) => code !== null))];
  return found.length === 1 && found[0] ? sure(found[0]) : { country: null, candidates: found };
}

function readWords(text: string, codesToo: boolean): CountryReading {
  const word = comparable(text);
  const several = AMBIGUOUS.get(word);
  if (several) return { country: null, candidates: several };
  const { names, alpha } = dictionary();
  const named = names.get(word) ?? names.get(word.replace(/^(the|from|in) /, '').replace(/ (citizen|national|passport)$/, ''));
  if (named) return sure(named);
  const code = codesToo && /^[a-z]{2,3}$/i.test(text) && !/^(no|No)$/.test(text) ? alpha.get(text.toUpperCase()) : undefined;
  return code ? sure(code) : NOTHING;
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

interface Dictionary {
  readonly names: ReadonlyMap<string, string>;
  /** alpha-2 and alpha-3 → alpha-2. */
  readonly alpha: ReadonlyMap<string, string>;
}

let built: Dictionary | undefined;

/** Built once, at first use: about 5,000 names. */
function dictionary(): Dictionary {
  built ??= { names: buildNames(), alpha: buildAlpha() };
  return built;
}

function buildAlpha(): Map<string, string> {
  return new Map(codes.flatMap(([alpha2, alpha3]) => [[String(alpha2), String(alpha2)], [String(alpha3), String(alpha2)]] as const));
}

/** English wins, then our variants and demonyms; a name that two other languages use for two countries counts for none. */
function buildNames(): Map<string, string> {
  const [english, ...others] = countryNameLists();
  const foreign = new Map<string, string | null>();
  for (const [name, code] of others.flatMap(entriesOf)) foreign.set(name, foreign.has(name) && foreign.get(name) !== code ? null : code);
  const names = new Map([...foreign].filter((entry): entry is [string, string] => entry[1] !== null));
  for (const [name, code] of english ? entriesOf(english) : []) names.set(name, code);
  for (const [code, words] of [...Object.entries(VARIANTS), ...Object.entries(DEMONYMS)]) for (const word of words) names.set(word, code);
  for (const word of AMBIGUOUS.keys()) names.delete(word);
  return names;
}

function entriesOf(list: Readonly<Record<string, string | readonly string[]>>): [string, string][] {
  return Object.entries(list).flatMap(([code, names]) => [names].flat().map((name): [string, string] => [comparable(name), code]));
}
