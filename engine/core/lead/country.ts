import { dictionary } from './country-dictionary';
import { countryKey } from './country-key';
import { readParts } from './country-parts';
import { bare, byName, codeIn, type CountryReading, NOTHING, sure, turned, withoutForm } from './country-phrase';
import { misspeltCountry } from './country-spelling';
import { CITY_COUNTRIES, REGION_COUNTRIES } from './places';
import { cleanLine } from './text';

export type { CountryReading } from './country-phrase';

export interface CountryOptions {
  /** false where a word such as `no` or `in` is more likely an answer than a code, and a near miss more likely another word. */
  readonly codesToo?: boolean;
  /** false for citizenship: whoever lives in Toronto need not be Canadian. */
  readonly placesToo?: boolean;
}

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
