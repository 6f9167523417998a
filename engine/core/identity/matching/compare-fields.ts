import { editDistance } from '../compare-tokens';
import { type Columns, CONTACTS, STREET_WORDS } from './columns';
import { jaroWinkler, OTHER_WORD, SHORT } from './compare-words';
import { at, MISSING } from './match-record';

/** A level and the values that agreed, for their frequency; reused between calls. */
export interface FieldLevel {
  level: number;
  /** Number of the equal value; 0 = none. */
  value: number;
  /** A second equal value: the house number of an address. */
  second: number;
}

export type FieldComparison = (i: number, j: number) => FieldLevel;

const fresh = (): FieldLevel => ({ level: MISSING, value: 0, second: 0 });

/** Emails: same mailbox, same name at another provider, one slip, different. The best of all pairs counts. */
export function emailComparison({ email, local, values }: Columns): FieldComparison {
  const found = fresh();
  return (i, j) => {
    found.level = MISSING;
    found.value = 0;
    for (let a = i * CONTACTS; a < (i + 1) * CONTACTS && at(email, a); a += 1) {
      for (let b = j * CONTACTS; b < (j + 1) * CONTACTS && at(email, b); b += 1) {
        const [one, other] = [at(email, a), at(email, b)];
        const sameLocal = at(local, a) !== 0 && at(local, a) === at(local, b);
        const level = one === other ? 0 : sameLocal ? 1 : areEmailsNear(values.email.texts[one] ?? '', values.email.texts[other] ?? '') ? 2 : 3;
        if (level >= found.level) continue;
        found.level = level;
        found.value = level === 0 ? one : level === 1 ? at(local, a) : 0;
      }
    }
    return found;
  };
}

/** Up to two slips, none of them in the digits: amit74@ and amit75@ are two people's. */
function areEmailsNear(left: string, right: string): boolean {
  return areSlips(left, right, 2) && left.replace(/\D/g, '') === right.replace(/\D/g, '');
}

export function phoneComparison({ phone, values }: Columns): FieldComparison {
  const found = fresh();
  return (i, j) => {
    found.level = MISSING;
    found.value = 0;
    for (let a = i * CONTACTS; a < (i + 1) * CONTACTS && at(phone, a); a += 1) {
      for (let b = j * CONTACTS; b < (j + 1) * CONTACTS && at(phone, b); b += 1) {
        const [one, other] = [at(phone, a), at(phone, b)];
        const level = one === other ? 0 : arePhonesNear(values.phone.texts[one] ?? '', values.phone.texts[other] ?? '') ? 1 : 2;
        if (level >= found.level) continue;
        found.level = level;
        found.value = one;
      }
    }
    return found;
  };
}

/** One slip, or the national digits of a number whose country code is written in one of them only. */
function arePhonesNear(left: string, right: string): boolean {
  if (left.length !== right.length && Math.min(left.length, right.length) >= 8 && (left.endsWith(right) || right.endsWith(left))) return true;
  if (left.length === 10 && right.length === 10 && left.slice(-9) === right.slice(-9)) return true;
  return areSlips(left, right, 1);
}

/** Slips are counted only where the texts share a half: most pairs do not, and counting is dear. */
function areSlips(left: string, right: string, most: number): boolean {
  if (Math.abs(left.length - right.length) > most) return false;
  const half = Math.floor(Math.min(left.length, right.length) / 2) - 1;
  if (half < 2 || (left.slice(0, half) !== right.slice(0, half) && left.slice(-half) !== right.slice(-half))) return false;
  return editDistance(left, right) <= most;
}

/** Dates of birth: same; one digit or day and month exchanged; two of three parts, or a year alone; different. */
export function birthComparison({ birth, values }: Columns): FieldComparison {
  const found = fresh();
  const levels = new Map<number, number>();
  return (i, j) => {
    const [one, other] = [at(birth, i), at(birth, j)];
    found.value = one;
    found.level = one === 0 || other === 0 ? MISSING : one === other ? 0 : births(values.birth.texts[one] ?? '', values.birth.texts[other] ?? '', levels);
    return found;
  };
}

const MEMO_LIMIT = 200_000;

function births(left: string, right: string, known: Map<number, number>): number {
  const key = Number(left) * 1e8 + Number(right);
  const memo = known.get(key);
  if (memo !== undefined) return memo;
  if (known.size > MEMO_LIMIT) known.clear();
  const level = compareBirths(left, right);
  known.set(key, level);
  return level;
}

function compareBirths(left: string, right: string): number {
  const parts = (text: string) => [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)];
  const [[year, month, day], [otherYear, otherMonth, otherDay]] = [parts(left), parts(right)];
  if (month === '00' || otherMonth === '00') return year === otherYear ? 2 : 3;
  if (year === otherYear && month === otherDay && day === otherMonth) return 1;
  if (editDistance(left, right) === 1) return 1;
  const equal = Number(year === otherYear) + Number(month === otherMonth) + Number(day === otherDay);
  return equal >= 2 ? 2 : 3;
}

/** Cities and postcodes: same, close, different. `close` is decided once a pair of values. */
export function placeComparison(cells: Int32Array, texts: readonly string[], isClose: (left: string, right: string) => boolean): FieldComparison {
  const found = fresh();
  const memo = new Map<number, boolean>();
  const near = (one: number, other: number) => {
    const key = one < other ? one * 4_194_304 + other : other * 4_194_304 + one;
    const known = memo.get(key);
    if (known !== undefined) return known;
    if (memo.size > MEMO_LIMIT) memo.clear();
    const close = isClose(texts[one] ?? '', texts[other] ?? '');
    memo.set(key, close);
    return close;
  };
  return (i, j) => {
    const [one, other] = [at(cells, i), at(cells, j)];
    found.value = one;
    found.level = one === 0 || other === 0 ? MISSING : one === other ? 0 : near(one, other) ? 1 : 2;
    return found;
  };
}

export function areCitiesClose(left: string, right: string): boolean {
  if (left.length < 3 || right.length < 3) return false;
  return left.startsWith(right) || right.startsWith(left) || left.endsWith(` ${right}`) || right.endsWith(` ${left}`) || jaroWinkler(left, right) >= 0.9;
}

/** One slip, two neighbours exchanged, or the same delivery area. */
export function arePostcodesClose(left: string, right: string): boolean {
  if (editDistance(left, right) === 1) return true;
  const half = Math.ceil(Math.min(left.length, right.length) / 2);
  return half >= 3 && left.slice(0, half) === right.slice(0, half);
}

/** Addresses by house number and the rarer words of the street; see LEVELS.address. */
export function addressComparison({ numbers, street }: Columns, level: (left: number, right: number) => number, rarity: Float64Array): FieldComparison {
  const found = fresh();
  const weightOf = (i: number) => {
    let weight = 0;
    for (let cell = i * STREET_WORDS; cell < (i + 1) * STREET_WORDS; cell += 1) weight += at(street, cell) ? -at(rarity, at(street, cell)) : 0;
    return weight;
  };
  return (i, j) => {
    found.level = MISSING;
    found.value = found.second = 0;
    const [whole, other] = [weightOf(i), weightOf(j)];
    if ((whole === 0 && !at(numbers, i * 2)) || (other === 0 && !at(numbers, j * 2))) return found;
    found.second = commonNumber(numbers, i, j);
    const share = commonShare(i, j) / Math.max(1, Math.min(whole, other));
    const hasNumbers = at(numbers, i * 2) !== 0 && at(numbers, j * 2) !== 0;
    if (found.second) found.level = share >= 0.7 ? 0 : share >= 0.35 ? 1 : 3;
    else if (share >= 0.7) found.level = hasNumbers ? 2 : 1;
    else found.level = share >= 0.5 ? 3 : 4;
    return found;
  };

  function commonShare(i: number, j: number): number {
    let common = 0;
    let [rarest, taken] = [0, 0];
    for (let a = i * STREET_WORDS; a < (i + 1) * STREET_WORDS && at(street, a); a += 1) {
      const word = at(street, a);
      for (let b = 0; b < STREET_WORDS && at(street, j * STREET_WORDS + b); b += 1) {
        if ((taken >> b) & 1) continue;
        const agreement = level(word, at(street, j * STREET_WORDS + b));
        if (agreement >= OTHER_WORD) continue;
        taken |= 1 << b;
        common += -at(rarity, word) * (agreement === 0 ? 1 : agreement === SHORT ? 0.5 : 0.8);
        if (agreement === 0 && at(rarity, word) < rarest) {
          rarest = at(rarity, word);
          found.value = word;
        }
        break;
      }
    }
    return common;
  }
}

function commonNumber(numbers: Int32Array, i: number, j: number): number {
  const [one, two] = [at(numbers, i * 2), at(numbers, i * 2 + 1)];
  const [other, another] = [at(numbers, j * 2), at(numbers, j * 2 + 1)];
  if (one !== 0 && (one === other || one === another)) return one;
  return two !== 0 && two === other ? two : 0;
}
