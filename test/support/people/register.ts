import { CULTURES, rareWord } from './cultures';
import { type Labelled, shuffled } from './labelled';
import { type Random, randomFrom } from './random';
import { respell, shorten, slip, slipDigit } from './slips';

interface Entry {
  readonly given: string;
  readonly family: string;
  readonly birth: string;
  readonly number: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
}

const STREETS = ['Road', 'Street', 'Avenue', 'Drive', 'Lane', 'Court', 'Crescent', 'Place'];

/** A population register with dates of birth and addresses, keyed in by hand: members of a family live at one address. */
export function makeRegister(count: number, seed = 2): Labelled[] {
  const random = randomFrom(seed);
  const towns = Array.from({ length: 60 + Math.floor(count / 400) }, () => ({ city: rareWord(random.below, ['ton', 'ville', 'bury', 'ford', ' Bay', ' Hills']), postcode: String(1000 + random.below(9000)) }));
  const entries: Labelled[] = [];
  let [person, household] = [0, 0];
  while (entries.length < count) {
    const culture = random.pick(CULTURES);
    const family = random.chance(0.5) ? random.pickCommon(culture.families) : rareWord(random.below, culture.endings);
    const home = { number: String(1 + random.below(250)), street: `${rareWord(random.below, ['', 'a', 'er'])} ${random.pick(STREETS)}`, ...random.pickCommon(towns) };
    const taken = new Set<string>();
    for (let members = random.chance(0.4) ? 1 : 2 + random.below(3); members > 0; members -= 1) {
      const given = newGiven(random.chance(0.5) ? culture.women : culture.men, random, taken);
      const entry = { given, family, birth: birthOf(random), ...home };
      for (let copy = random.chance(0.55) ? 1 : 2 + random.below(2); copy > 0; copy -= 1) entries.push({ record: asKeyedIn(entry, random, entries.length, copy > 1), person, household });
      person += 1;
    }
    household += 1;
  }
  return shuffled(entries.slice(0, count), random.below);
}

function newGiven(names: readonly string[], random: Random, taken: Set<string>): string {
  const given = random.pickCommon(names);
  if (taken.has(given)) return newGiven(names, random, taken);
  taken.add(given);
  return given;
}

function birthOf(random: Random): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${1930 + random.below(75)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
}

/** Up to three fields of a copy are wrong, and any may be blank. */
function asKeyedIn(entry: Entry, random: Random, index: number, isCopy: boolean) {
  const dirty: Record<keyof Entry, string | null> = { ...entry };
  const fields = Object.keys(entry) as (keyof Entry)[];
  for (let wrong = isCopy ? random.below(4) : 0; wrong > 0; wrong -= 1) {
    const field = random.pick(fields);
    dirty[field] = wrongly(field, entry[field], random);
  }
  if (isCopy && random.chance(0.03)) [dirty.given, dirty.family] = [dirty.family, dirty.given];
  for (const field of fields) if (random.chance(0.02)) dirty[field] = null;
  const { given, family, birth, number, street, city, postcode } = dirty;
  return { id: `R${String(index).padStart(8, '0')}`, given_name: given, family_name: family, date_of_birth: birth, address: [number, street].filter(Boolean).join(' ') || null, city, postcode };
}

function wrongly(field: keyof Entry, value: string, random: Random): string {
  if (field === 'birth' && random.chance(0.3)) return value.replace(/-(\d\d)-(\d\d)$/, '-$2-$1');
  if (field === 'birth' || field === 'number' || field === 'postcode') return slipDigit(value.padEnd(3, '0'), random);
  if (field === 'given' && random.chance(0.4)) return shorten(value, random);
  return random.chance(0.4) ? respell(value, random) : slip(value, random);
}
