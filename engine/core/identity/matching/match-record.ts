/**
 * One record to compare, as loosely filled as files are: everything but the id may be missing, blank or dirty.
 * Values are as a person wrote them; matching folds case, accents, scripts and punctuation itself.
 */
export interface MatchRecord {
  readonly id: string;
  /** The whole name in any order; used where `given_name` and `family_name` are both missing. */
  readonly full_name?: string | null;
  readonly given_name?: string | null;
  readonly family_name?: string | null;
  /** One address or all known ones; the first three count. */
  readonly email?: string | readonly string[] | null;
  /** E.164 or as dialled; one number or all known ones; the first three count. */
  readonly phone?: string | readonly string[] | null;
  /** YYYY-MM-DD, YYYYMMDD, DD/MM/YYYY, a year. Only for comparing files: a prospect never stores it. */
  readonly date_of_birth?: string | null;
  readonly city?: string | null;
  readonly address?: string | null;
  readonly postcode?: string | null;
  readonly country?: string | null;
}

/** What two records are compared by, in the order of the comparison vector. */
export const FIELDS = ['given', 'family', 'email', 'phone', 'birth', 'city', 'address', 'postcode', 'country'] as const;
export type Field = (typeof FIELDS)[number];

export const GIVEN = 0;
export const FAMILY = 1;
export const EMAIL = 2;
export const PHONE = 3;
export const BIRTH = 4;
export const CITY = 5;
export const ADDRESS = 6;
export const POSTCODE = 7;
export const COUNTRY = 8;

/** Levels of a field, best first; the last is "different". */
export const LEVELS: Readonly<Record<Field, readonly string[]>> = {
  given: ['same', 'variant', 'close', 'short', 'different'],
  family: ['same', 'variant', 'close', 'short', 'different'],
  email: ['same', 'same name elsewhere', 'one slip', 'different'],
  phone: ['same', 'one slip', 'different'],
  birth: ['same', 'one slip', 'partly', 'different'],
  city: ['same', 'close', 'different'],
  address: ['same', 'nearly', 'same street', 'partly', 'different'],
  postcode: ['same', 'close', 'different'],
  country: ['same', 'different'],
};

/** Levels a field at most, and the mark of a field that one of the records lacks. */
export const WIDTH = 6;
export const MISSING = 5;

/** Reads a cell of a typed array whose index is known to be inside: the one place that says so to the compiler. */
export function at(cells: Int32Array | Uint8Array | Float64Array | Float32Array | Uint32Array | Uint16Array, index: number): number {
  return cells[index] as number;
}
