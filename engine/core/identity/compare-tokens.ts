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

/** Sounds of words heard before: names repeat, and this is the dearest step of a comparison. */
const sounds = new Map<string, string>();
const MOST_SOUNDS = 100_000;

/** Sound-alike form: Jaspreet = Jasprit, Filip = Phillip, Kowalski = Kovalsky. The first letter's sound stays. */
export function soundSkeleton(token: string): string {
  const known = sounds.get(token);
  if (known !== undefined) return known;
  if (sounds.size >= MOST_SOUNDS) sounds.clear();
  const sound = sounded(token);
  sounds.set(token, sound);
  return sound;
}

function sounded(token: string): string {
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

const FAR = 3;
let before = new Uint16Array(64);
let previous = new Uint16Array(64);
let current = new Uint16Array(64);

/** Insert, delete, replace or swap of neighbours, counted; 3 and more are all "3", which ends the count early. */
export function editDistance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) >= FAR) return FAR;
  if (right.length >= current.length) [before, previous, current] = [0, 1, 2].map(() => new Uint16Array(right.length + 64)) as [Uint16Array<ArrayBuffer>, Uint16Array<ArrayBuffer>, Uint16Array<ArrayBuffer>];
  for (let column = 0; column <= right.length; column += 1) previous[column] = column;
  for (let row = 1; row <= left.length; row += 1) {
    if (fillRow(left, right, row) >= FAR) return FAR;
    const spare = before;
    before = previous;
    previous = current;
    current = spare;
  }
  return Math.min(FAR, previous[right.length] ?? FAR);
}

/** One row of the table of distances. @returns its smallest cell, below which the end cannot come */
function fillRow(left: string, right: string, row: number): number {
  const [letter, earlier] = [left.charCodeAt(row - 1), row > 1 ? left.charCodeAt(row - 2) : -1];
  let least = row;
  current[0] = row;
  for (let column = 1; column <= right.length; column += 1) {
    const other = right.charCodeAt(column - 1);
    let cost = (previous[column - 1] ?? FAR) + (letter === other ? 0 : 1);
    cost = Math.min(cost, (previous[column] ?? FAR) + 1, (current[column - 1] ?? FAR) + 1);
    if (earlier === other && column > 1 && letter === right.charCodeAt(column - 2)) cost = Math.min(cost, (before[column - 2] ?? FAR) + 1);
    current[column] = cost;
    if (cost < least) least = cost;
  }
  return least;
}
