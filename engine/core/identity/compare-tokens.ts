import { standardSpelling } from './name-variants';

/**
 * How two words of two names agree, best first:
 * exact; variant (same name, spelled otherwise); short (`Raj` for `Rajesh`); initial (`P` for `Priya`);
 * near (one slip away, may be a sibling: Mandeep, Sandeep); none.
 */
export type TokenAgreement = 'exact' | 'variant' | 'short' | 'initial' | 'near' | 'none';
export const AGREEMENT_RANK: Readonly<Record<TokenAgreement, number>> = {
  exact: 5,
  variant: 4,
  short: 3,
  initial: 2,
  near: 1,
  none: 0,
};

/** Endings that make another person's name of a name: Daniel, Daniela; Paul, Paula, Pauline. */
const GENDERED_ENDING = /^(a|e|o|i|ah|ia|ina|ine|ita|ette|elle|inha|inho|ito)$/;

/** Compares two folded words. Symmetric. */
export function compareTokens(left: string, right: string): TokenAgreement {
  if (left === right) return 'exact';
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length === 1) return long.startsWith(short) ? 'initial' : 'none';
  if (standardSpelling(left) === standardSpelling(right)) return 'variant';
  if (isGenderedPair(short, long)) return 'near';
  if (soundSkeleton(left) === soundSkeleton(right)) return 'variant';
  if (long.startsWith(short)) return comparePrefix(short, long);
  return compareSlips(short, long);
}

function comparePrefix(short: string, long: string): TokenAgreement {
  const rest = long.slice(short.length);
  if (GENDERED_ENDING.test(rest)) return 'near';
  return short.length >= 3 && rest.length >= 2 ? 'short' : 'near';
}

/** Mario, Maria; Andres, Andrea: the last vowel tells a man from a woman. */
function isGenderedPair(left: string, right: string): boolean {
  return (
    left.length === right.length &&
    left.slice(0, -1) === right.slice(0, -1) &&
    /[aeo]$/.test(left) &&
    /[aeo]$/.test(right)
  );
}

/** One slip inside a long word is a typing error; elsewhere it may be a sibling's name, so it is only near. */
function compareSlips(short: string, long: string): TokenAgreement {
  const slips = editDistance(short, long);
  if (slips > 2 || short.length < 3) return 'none';
  const inside = short[0] === long[0] && short.at(-1) === long.at(-1);
  if (slips === 1) return inside && short.length >= 6 ? 'variant' : 'near';
  return inside && short.length >= 7 ? 'near' : 'none';
}

/** Sound-alike form: Jaspreet = Jasprit, Filip = Phillip, Kowalski = Kovalsky. The first letter's sound stays. */
export function soundSkeleton(token: string): string {
  return token
    .replace(/ph/g, 'f')
    .replace(/ck|q|c(?=[aou]|$)/g, 'k')
    .replace(/([tdbgj])h/g, '$1')
    .replace(/w/g, 'v')
    .replace(/y/g, 'i')
    .replace(/ee|ie|ei/g, 'i')
    .replace(/oo|ou/g, 'u')
    .replace(/(.)\1+/g, '$1');
}

/** Insert, delete, replace or swap of neighbours; stops at names, which are short. */
export function editDistance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 2) return 3;
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      current.push(cheapest({ left, right, row, column, current, previous, before }));
    }
    [before, previous] = [previous, current];
  }
  return previous[right.length] ?? 0;
}

interface Cell {
  left: string;
  right: string;
  row: number;
  column: number;
  current: number[];
  previous: number[];
  before: number[];
}

function cheapest({ left, right, row, column, current, previous, before }: Cell): number {
  const same = left[row - 1] === right[column - 1];
  const at = (line: number[], index: number) => line[index] ?? Number.MAX_SAFE_INTEGER;
  const plain = Math.min(
    at(previous, column) + 1,
    at(current, column - 1) + 1,
    at(previous, column - 1) + (same ? 0 : 1),
  );
  const swapped =
    row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
  return swapped ? Math.min(plain, at(before, column - 2) + 1) : plain;
}
