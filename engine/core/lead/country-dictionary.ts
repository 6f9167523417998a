import codes from 'i18n-iso-countries/codes.json';

import { countryKey } from './country-key';
import { countryNameLists, type NamedCountry } from './country-names';
import { AMBIGUOUS, VARIANTS } from './country-words';
import { DEMONYMS } from './demonyms';

export interface Dictionary {
  readonly names: ReadonlyMap<string, string>;
  /** English names and our variants: what a misspelling is compared with. */
  readonly english: readonly (readonly [key: string, country: string])[];
  readonly ambiguous: ReadonlyMap<string, readonly string[]>;
  /** alpha-2 and alpha-3 → alpha-2. */
  readonly alpha: ReadonlyMap<string, string>;
}

let built: Dictionary | undefined;

/** Built once, at first use: about 10,000 names. */
export function dictionary(): Dictionary {
  built ??= build();
  return built;
}

function build(): Dictionary {
  const [english = [], ...others] = countryNameLists();
  const ambiguous = new Map([...AMBIGUOUS].map(([word, countries]) => [countryKey(word), countries]));
  const own = [...english, ...namesIn(VARIANTS)].map(keyed);
  const names = new Map([...unanimous(others.flat()), ...own, ...namesIn(DEMONYMS).map(keyed)]);
  for (const word of ambiguous.keys()) names.delete(word);
  return { names, english: own.filter(([key]) => /^[a-z ]+$/.test(key) && names.has(key)), ambiguous, alpha: alphaCodes() };
}

/** A name that two languages use for two countries counts for none. */
function unanimous(entries: readonly NamedCountry[]): Map<string, string> {
  const found = new Map<string, string | null>();
  for (const [key, code] of entries.map(keyed)) found.set(key, found.has(key) && found.get(key) !== code ? null : code);
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null));
}

function keyed({ code, name }: NamedCountry): [key: string, country: string] {
  return [countryKey(name), code];
}

function namesIn(lists: Readonly<Record<string, readonly string[]>>): NamedCountry[] {
  return Object.entries(lists).flatMap(([code, names]) => names.map((name) => ({ code, name })));
}

function alphaCodes(): Map<string, string> {
  return new Map(codes.flatMap(([alpha2, alpha3]) => [[String(alpha2), String(alpha2)], [String(alpha3), String(alpha2)]] as const));
}
