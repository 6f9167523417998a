import { NameAligner } from './align-names';
import type { Columns } from './columns';
import { addressComparison, areCitiesClose, arePostcodesClose, birthComparison, emailComparison, type FieldLevel, phoneComparison, placeComparison } from './compare-fields';
import type { Frequencies } from './frequencies';
import { ADDRESS, at, BIRTH, CITY, COUNTRY, EMAIL, FAMILY, FIELDS, GIVEN, MISSING, PHONE, POSTCODE, WIDTH } from './match-record';
import type { MatchParameters } from './parameters';
import { wordMemo } from './word-memo';

/** What is the case if two records look so: one person, two of a household or agent, or strangers. All in bits (log2). */
export interface Scores {
  /** Odds of "one person" against everything else. Above 0 it is likelier than not. */
  match: number;
  /** Odds of "two persons of one household or agent" against everything else. */
  household: number;
}

export interface Scorer {
  /** Scores records i and j; the result is reused by the next call. */
  score(i: number, j: number): Readonly<Scores>;
  /** Level of each field of the pair scored last, by FIELDS; MISSING where one record lacks it. */
  readonly levels: Uint8Array;
  /** log2 of the random share of the pair's value, where it is equal; 0 = use the level's own share. */
  readonly shares: Float64Array;
  /** Bits that the rest of the names adds. */
  rest(): number;
}

/** Street, city and postcode say the same thing again: beside the weightiest the others count in part. */
const PLACE_AGAIN = 0.45;

/**
 * The Fellegi–Sunter score with three classes. Each field adds log2(share among matches / share among strangers), an equal value by
 * its own frequency; the household class sees the same evidence, so that a shared phone, surname and address never outweigh
 * a clearly different given name.
 */
export function makeScorer(columns: Columns, frequencies: Frequencies, parameters: MatchParameters, baseSize = columns.size): Scorer {
  const level = wordMemo(columns.values.name, columns.sounds);
  const aligner = new NameAligner(columns, level);
  const compare = fieldComparisons(columns, frequencies);
  const weights = weightTables(parameters);
  const prior = priors(parameters, baseSize);
  const levels = new Uint8Array(FIELDS.length).fill(MISSING);
  const shares = new Float64Array(FIELDS.length);
  const result: Scores = { match: 0, household: 0 };
  let rest = 0;

  function readPair(i: number, j: number): void {
    const names = aligner.align(i, j);
    rest = names.rest;
    levels[GIVEN] = names.given;
    levels[FAMILY] = names.family;
    shares[GIVEN] = names.givenWord ? at(frequencies.name, names.givenWord) : 0;
    shares[FAMILY] = names.familyWord ? at(frequencies.name, names.familyWord) : 0;
    for (const { field, of, share } of compare) {
      const found = of(i, j);
      levels[field] = found.level;
      shares[field] = found.level === MISSING ? 0 : share(found);
    }
  }

  return {
    levels,
    shares,
    rest: () => rest,
    score(i, j) {
      readPair(i, j);
      return combine(levels, shares, rest, weights, prior, result);
    },
  };
}

interface Comparison {
  readonly field: number;
  readonly of: (i: number, j: number) => FieldLevel;
  /** log2 share of strangers who agree so; 0 = the level's own. */
  readonly share: (found: FieldLevel) => number;
}

/** A mailbox that is only a name says little more than the name does; bits. */
const PLAIN_LOCAL = -6;

/** Only fields that the records hold at all are compared. */
function fieldComparisons(columns: Columns, frequencies: Frequencies): Comparison[] {
  const { values } = columns;
  const least = -Math.log2(columns.size + 400) - 2;
  const own = (shares: Float64Array) => (found: FieldLevel) => (found.level === 0 ? at(shares, found.value) : 0);
  const address = (found: FieldLevel) => {
    if (found.level > 2 || found.value === 0) return 0;
    const word = at(frequencies.street, found.value);
    return found.second ? Math.max(least, word + at(frequencies.numbers, found.second)) * (found.level === 0 ? 1 : 0.7) : word;
  };
  const emailShare = ({ level, value }: FieldLevel) => {
    if (level > 1) return 0;
    return level === 0 ? at(frequencies.email, value) : Math.max(at(frequencies.local, value), /\d/.test(values.local.texts[value] ?? '') ? -Infinity : PLAIN_LOCAL);
  };
  const streetLevel = wordMemo(values.street);
  const all: (Comparison & { used: boolean })[] = [
    { field: EMAIL, used: values.email.texts.length > 1, of: emailComparison(columns), share: emailShare },
    { field: PHONE, used: values.phone.texts.length > 1, of: phoneComparison(columns), share: own(frequencies.phone) },
    { field: BIRTH, used: values.birth.texts.length > 1, of: birthComparison(columns), share: own(frequencies.birth) },
    { field: CITY, used: values.city.texts.length > 1, of: placeComparison(columns.city, values.city.texts, areCitiesClose), share: own(frequencies.city) },
    { field: ADDRESS, used: values.street.texts.length > 1 || values.numbers.texts.length > 1, of: addressComparison(columns, streetLevel, frequencies.street), share: address },
    { field: POSTCODE, used: values.postcode.texts.length > 1, of: placeComparison(columns.postcode, values.postcode.texts, arePostcodesClose), share: own(frequencies.postcode) },
    { field: COUNTRY, used: values.country.texts.length > 1, of: placeComparison(columns.country, values.country.texts, () => false), share: own(frequencies.country) },
  ];
  return all.filter(({ used }) => used);
}

export interface WeightTables {
  readonly match: Float64Array;
  readonly household: Float64Array;
  readonly random: Float64Array;
}

/** log2 of every share, by field and level. */
export function weightTables({ fields }: MatchParameters): WeightTables {
  const table = (kind: 'match' | 'household' | 'random') => {
    const cells = new Float64Array(FIELDS.length * WIDTH);
    for (const [index, field] of FIELDS.entries()) {
      for (const [place, share] of fields[field][kind].entries()) cells[index * WIDTH + place] = Math.log2(Math.max(share, 1e-7));
    }
    return cells;
  };
  return { match: table('match'), household: table('household'), random: table('random') };
}

export interface Priors {
  readonly match: number;
  readonly household: number;
  /** Bits that a name can bring at most. */
  readonly name: number;
}

/** However rare a name is in the base, relatives and namesakes share it: alone it makes a person likely, never sure. */
const NAME_ALONE = 2.5;
/** Bits that other fields must bring together for a name not to stand alone. */
const SECOND_EVIDENCE = 3;

/** log2 odds that two records taken at random are one person, or of one household. */
export function priors({ matches_per_record, related_per_record }: MatchParameters, size: number): Priors {
  const others = Math.max(50, size);
  return { match: Math.log2(matches_per_record / others), household: Math.log2(related_per_record / others), name: Math.log2(others) + NAME_ALONE };
}

const places = new Float64Array(3);
const relatedPlaces = new Float64Array(3);

/** Adds the evidence up into `result`. */
export function combine(levels: Uint8Array, shares: Float64Array, rest: number, weights: WeightTables, prior: Priors, result: Scores): Scores {
  let match = prior.match + rest;
  let household = prior.household;
  let count = 0;
  let name = 0;
  for (let field = 0; field < FIELDS.length; field += 1) {
    const level = at(levels, field);
    if (level === MISSING) continue;
    const cell = field * WIDTH + level;
    const random = at(shares, field) || at(weights.random, cell);
    const matchBits = at(weights.match, cell) - random;
    const householdBits = at(weights.household, cell) - random;
    if (field === CITY || field === ADDRESS || field === POSTCODE) {
      places[count] = matchBits;
      relatedPlaces[count] = householdBits;
      count += 1;
    } else {
      if (field <= FAMILY) name += matchBits;
      match += matchBits;
      household += householdBits;
    }
  }
  match += ranked(places, count);
  if (name > prior.name && match - prior.match - rest - name < SECOND_EVIDENCE) match -= name - prior.name;
  household += ranked(relatedPlaces, count);
  result.match = match - log2Sum(household);
  result.household = household - log2Sum(match);
  return result;
}

/** Sum of up to three weights: what speaks for is discounted among itself, and so is what speaks against. */
function ranked(weights: Float64Array, count: number): number {
  let [most, rest, least, worse] = [0, 0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const bits = at(weights, index);
    rest += Math.max(0, Math.min(most, bits));
    most = Math.max(most, bits);
    worse += Math.min(0, Math.max(least, bits));
    least = Math.min(least, bits);
  }
  return most + least + PLACE_AGAIN * (rest + worse);
}

/** log2(1 + 2^bits), without overflow. */
function log2Sum(bits: number): number {
  return bits > 30 ? bits : bits < -30 ? 0 : Math.log2(1 + 2 ** bits);
}

/** Bits of odds as a probability. */
export function probability(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}
