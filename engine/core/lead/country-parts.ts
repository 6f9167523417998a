import { dictionary } from './country-dictionary';
import { countryKey } from './country-key';
import { bare, byName, type CountryReading, NOTHING, sure } from './country-phrase';
import { CITY_COUNTRIES, PROVINCE_LETTERS, REGION_COUNTRIES, STATE_LETTERS } from './places';

/** What one part of an address may mean, and how much it counts: a country outranks a state, a state a city. */
interface Sense {
  readonly rank: 1 | 2 | 3;
  readonly countries: readonly string[];
}

const SEVERAL_OR_NONE = /\b(dual|both|not|except|but|non|former|formerly|or|and|never|left)\b/i;

/** "Mumbai, India" and "Paris, Texas" name one country; "Indian / Canadian" two; "Savannah, Georgia" may be in either. */
export function readParts(parts: readonly string[], placesToo: boolean): CountryReading {
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
  const country = letters === 'NA' ? undefined : dictionary().alpha.get(letters);
  const countries = [...(country ? [country] : []), ...(STATE_LETTERS.has(letters) ? ['US'] : []), ...(PROVINCE_LETTERS.has(letters) ? ['CA'] : [])];
  return countries.length > 0 ? { rank: 2, countries: [...new Set(countries)] } : null;
}
