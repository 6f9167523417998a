import { consonants } from './compare-words';
import { standardSpelling } from '../name-variants';
import { Interner } from './interner';
import type { MatchRecord } from './match-record';
import { readAddress, readBirth, readCode, readEmail, readName, readPhone, readPlace } from './read-values';

export const NAME_WORDS = 6;
export const STREET_WORDS = 6;
export const CONTACTS = 3;

/** The values of a column: id → text, how many records hold it. */
export interface Values {
  readonly texts: readonly string[];
  readonly counts: readonly number[];
}

/**
 * Records as columns of small numbers, 0 = nothing there: a million of them fit in memory and are compared without making objects.
 * Cells that hold several values are laid side by side (`NAME_WORDS` a record, …).
 */
export interface Columns {
  readonly size: number;
  readonly ids: readonly string[];
  readonly name: Int32Array;
  readonly nameCount: Uint8Array;
  /** Bit n: word n belongs to the family name. */
  readonly familyBits: Uint8Array;
  readonly nameTold: Uint8Array;
  readonly generation: Uint8Array;
  readonly email: Int32Array;
  readonly local: Int32Array;
  readonly phone: Int32Array;
  readonly birth: Int32Array;
  readonly city: Int32Array;
  readonly numbers: Int32Array;
  readonly street: Int32Array;
  readonly postcode: Int32Array;
  readonly country: Int32Array;
  readonly values: ColumnValues;
  /** Sound of each name word, as a number: equal for usual spellings of one name. */
  readonly sounds: Int32Array;
}

export interface ColumnValues {
  readonly name: Values;
  readonly email: Values;
  readonly local: Values;
  readonly phone: Values;
  readonly birth: Values;
  readonly city: Values;
  readonly numbers: Values;
  readonly street: Values;
  readonly postcode: Values;
  readonly country: Values;
}

type Interners = Record<keyof ColumnValues, Interner>;
type Filled = { -readonly [Key in keyof Omit<Columns, 'values' | 'sounds'>]: Columns[Key] };

/** Lays records out as columns, in the order given. */
export function makeColumns(records: readonly MatchRecord[]): Columns {
  const values = makeInterners();
  const columns = emptyColumns(records.length);
  for (const [index, record] of records.entries()) fillRecord(columns, values, index, record);
  return { ...columns, ids: records.map(({ id }) => id), values, sounds: soundsOf(values.name.texts) };
}

function makeInterners(): Interners {
  const make = () => new Interner();
  return { name: make(), email: make(), local: make(), phone: make(), birth: make(), city: make(), numbers: make(), street: make(), postcode: make(), country: make() };
}

function emptyColumns(size: number): Filled {
  const numbers = (width = 1) => new Int32Array(size * width);
  return {
    size,
    ids: [],
    name: numbers(NAME_WORDS),
    nameCount: new Uint8Array(size),
    familyBits: new Uint8Array(size),
    nameTold: new Uint8Array(size),
    generation: new Uint8Array(size),
    email: numbers(CONTACTS),
    local: numbers(CONTACTS),
    phone: numbers(CONTACTS),
    birth: numbers(),
    city: numbers(),
    numbers: numbers(2),
    street: numbers(STREET_WORDS),
    postcode: numbers(),
    country: numbers(),
  };
}

function fillRecord(columns: Filled, values: Interners, index: number, record: MatchRecord): void {
  fillName(columns, values, index, record);
  fillContacts(columns, values, index, record);
  const birth = readBirth(record.date_of_birth);
  if (birth > 0) columns.birth[index] = values.birth.add(String(birth));
  columns.city[index] = values.city.add(readPlace(record.city));
  columns.postcode[index] = values.postcode.add(readCode(record.postcode));
  columns.country[index] = values.country.add(readPlace(record.country));
  if (!record.address) return;
  const address = readAddress(record.address);
  fillCells(columns.numbers, index, 2, address.numbers, values.numbers);
  fillCells(columns.street, index, STREET_WORDS, address.words, values.street);
}

function fillName(columns: Filled, values: Interners, index: number, record: MatchRecord): void {
  const { given, family, told, generation } = readName(record.full_name, record.given_name, record.family_name);
  const families = family.slice(0, NAME_WORDS - 2);
  const words = [...given.slice(0, NAME_WORDS - Math.min(families.length, 2)), ...families].slice(0, NAME_WORDS);
  const firstFamily = words.length - Math.min(families.length, words.length);
  fillCells(columns.name, index, NAME_WORDS, words, values.name);
  columns.nameCount[index] = words.length;
  columns.familyBits[index] = ((1 << words.length) - 1) & ~((1 << firstFamily) - 1);
  columns.nameTold[index] = told ? 1 : 0;
  columns.generation[index] = generation;
}

function fillContacts(columns: Filled, values: Interners, index: number, record: MatchRecord): void {
  const emails = listOf(record.email).flatMap((text) => readEmail(text) ?? []);
  fillCells(columns.email, index, CONTACTS, emails.map(({ key }) => key), values.email);
  fillCells(columns.local, index, CONTACTS, emails.map(({ local, isRole }) => (isRole ? '' : local)), values.local);
  fillCells(columns.phone, index, CONTACTS, listOf(record.phone).map(readPhone).filter(Boolean), values.phone);
}

function listOf(value: string | readonly string[] | null | undefined): readonly string[] {
  return value === null || value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;
}

function fillCells(cells: Int32Array, index: number, width: number, texts: readonly string[], values: Interner): void {
  for (let place = 0; place < width && place < texts.length; place += 1) cells[index * width + place] = values.add(texts[place] ?? '');
}

function soundsOf(words: readonly string[]): Int32Array {
  const sounds = new Interner();
  return Int32Array.from(words, (word) => (word === '' ? 0 : sounds.add(consonants(standardSpelling(word)).slice(0, 5))));
}
