import { type Columns, CONTACTS, NAME_WORDS, STREET_WORDS } from './columns';
import type { Frequencies } from './frequencies';
import { ADDRESS, at, BIRTH, CITY, EMAIL, FAMILY, GIVEN, PHONE, POSTCODE } from './match-record';

/** One way to bring records together. */
export interface BlockingKey {
  readonly name: string;
  /** Bits of the fields that agree by construction; what they say about a match is no evidence for estimation. */
  readonly fields: number;
  /** Writes the record's keys into `keys`, 0 = none. @returns how many */
  write(i: number, keys: Uint32Array): number;
  /** Too large a block is split by name and date before it is given up. */
  readonly splits?: boolean;
}

const bit = (...fields: readonly number[]): number => fields.reduce((bits, field) => bits | (1 << field), 0);

/** Mixes numbers into a key of 32 bits, never 0. */
export function mix(...parts: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x01000193);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    hash ^= hash >>> 12;
  }
  return hash >>> 0 || 1;
}

const NAMES = bit(GIVEN, FAMILY);

/** All keys that the records have columns for. Order-free in names: every word of a name makes its own key. */
export function blockingKeys(columns: Columns, frequencies: Frequencies): BlockingKey[] {
  const { values, birth, city, postcode } = columns;
  const has = (column: keyof typeof values) => values[column].texts.length > 1;
  const births = birthParts(columns);
  const halves = phoneHalves(columns);
  const names = [nameKey(columns), rareNameKey(columns, frequencies)];
  const contact = [has('email') && cellsKey('email', bit(EMAIL), columns.email), has('email') && cellsKey('email name', bit(EMAIL), columns.local), has('phone') && cellsKey('phone', bit(PHONE), columns.phone)];
  const withNames = [
    has('phone') && soundKey(columns, 'name and last digits', bit(PHONE), halves.last),
    has('phone') && soundKey(columns, 'name and first digits', bit(PHONE), halves.first),
    has('birth') && soundKey(columns, 'name and year of birth', bit(BIRTH), births.year),
    has('birth') && soundKey(columns, 'name and day of birth', bit(BIRTH), births.day),
    has('postcode') && soundKey(columns, 'name and postcode', bit(POSTCODE), postcode),
    has('city') && soundKey(columns, 'name and city', bit(CITY), city),
  ];
  const places = [has('birth') && cellKey('birth', bit(BIRTH), birth), has('postcode') && cellKey('postcode', bit(POSTCODE), postcode), ...(has('street') ? addressKeys(columns, frequencies) : [])];
  return [...names, ...contact, ...withNames, ...places].filter((key): key is BlockingKey => key !== false);
}

function cellKey(name: string, fields: number, cells: Int32Array): BlockingKey {
  return {
    name, fields, splits: true,
    write(i, keys) {
      if (at(cells, i) === 0) return 0;
      keys[0] = mix(at(cells, i));
      return 1;
    },
  };
}

function cellsKey(name: string, fields: number, cells: Int32Array): BlockingKey {
  return {
    name, fields, splits: true,
    write(i, keys) {
      let count = 0;
      while (count < CONTACTS && at(cells, i * CONTACTS + count) !== 0) {
        keys[count] = mix(at(cells, i * CONTACTS + count));
        count += 1;
      }
      return count;
    },
  };
}

/** Each word's sound with another value: finds the same person whatever the order of the names. */
function soundKey({ name, nameCount, sounds }: Columns, title: string, fields: number, cells: Int32Array): BlockingKey {
  return {
    name: title, fields: fields | NAMES,
    write(i, keys) {
      const value = at(cells, i);
      if (value === 0) return 0;
      const count = Math.min(4, at(nameCount, i));
      for (let word = 0; word < count; word += 1) keys[word] = mix(at(sounds, at(name, i * NAME_WORDS + word)), value);
      return count;
    },
  };
}

/** The sounds of the first and the last word, in either order. */
function nameKey({ name, nameCount, sounds }: Columns): BlockingKey {
  return {
    name: 'name', fields: NAMES, splits: true,
    write(i, keys) {
      const count = at(nameCount, i);
      if (count < 2) return 0;
      const first = at(sounds, at(name, i * NAME_WORDS));
      const last = at(sounds, at(name, i * NAME_WORDS + count - 1));
      keys[0] = mix(Math.min(first, last), Math.max(first, last));
      return 1;
    },
  };
}

/** The rarest word of the name. */
function rareNameKey({ name, nameCount }: Columns, { name: shares }: Frequencies): BlockingKey {
  return { name: 'rare name', fields: NAMES, write: (i, keys) => rarest(name, i * NAME_WORDS, at(nameCount, i), shares, keys, 1) };
}

function addressKeys({ street, numbers }: Columns, { street: shares }: Frequencies): BlockingKey[] {
  const fields = bit(ADDRESS, POSTCODE, CITY);
  const rare = (i: number, keys: Uint32Array, most: number) => rarest(street, i * STREET_WORDS, STREET_WORDS, shares, keys, most);
  return [
    {
      name: 'house', fields,
      write(i, keys) {
        const number = at(numbers, i * 2);
        const count = number === 0 ? 0 : rare(i, keys, 2);
        for (let key = 0; key < count; key += 1) keys[key] = mix(at(keys, key), number);
        return count;
      },
    },
    { name: 'street', fields, splits: true, write: (i, keys) => rare(i, keys, 1) },
  ];
}

/** Keys of the rarest words among some cells. */
function rarest(cells: Int32Array, start: number, width: number, shares: Float64Array, keys: Uint32Array, most: number): number {
  let [first, second] = [0, 0];
  for (let cell = start; cell < start + width; cell += 1) {
    const word = at(cells, cell);
    if (word === 0 || word === first) continue;
    if (first === 0 || at(shares, word) < at(shares, first)) [first, second] = [word, first];
    else if (second === 0 || at(shares, word) < at(shares, second)) second = word;
  }
  if (first !== 0) keys[0] = mix(first);
  if (second !== 0 && most > 1) keys[1] = mix(second);
  return Math.min(most, (first ? 1 : 0) + (second ? 1 : 0));
}

function birthParts({ birth, values }: Columns): { year: Int32Array; day: Int32Array } {
  const numbers = values.birth.texts.map(Number);
  return {
    year: birth.map((id) => Math.floor((numbers[id] ?? 0) / 10_000)),
    day: birth.map((id) => (numbers[id] ?? 0) % 10_000),
  };
}

/** The last four digits of the first phone, and the five before them: a slip lies in one half only. */
function phoneHalves({ size, phone, values }: Columns): { last: Int32Array; first: Int32Array } {
  const last = new Int32Array(size);
  const first = new Int32Array(size);
  for (let i = 0; i < size; i += 1) {
    const text = values.phone.texts[at(phone, i * CONTACTS)] ?? '';
    if (text === '') continue;
    last[i] = Number(text.slice(-4)) + 1;
    first[i] = Number(text.slice(-9, -4)) + 1;
  }
  return { last, first };
}
