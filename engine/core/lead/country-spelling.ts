import { dictionary } from './country-dictionary';

/** Words of their own, one letter from a country's name. */
const OTHER_WORDS: ReadonlySet<string> = new Set(
  'siberia iberia prussia granada roland inland ismael ishmael hungry romani romany romana romano angela angora franco franca greene brunel island islands caledonia cameron malaga oriental central'.split(' '),
);
/** Words that tell two countries apart: never a slip of each other. */
const TELLING: ReadonlySet<string> = new Set('north south east west northern southern eastern western central new old upper lower saint british american french dutch united equatorial'.split(' '));

const SHORTEST = 6;
/** From this length on two slips still leave no doubt. */
const LONG = 10;

/** The one country whose English name is a slip away, or null: when two are as near, none is meant surely. */
export function misspeltCountry(key: string): string | null {
  if (key.length < SHORTEST || key.length > 40 || !/^[a-z ]+$/.test(key) || OTHER_WORDS.has(key)) return null;
  let nearest = 3;
  const found = new Set<string>();
  for (const [name, country] of dictionary().english) {
    const slips = slipsBetween(key, name);
    if (slips > nearest || slips > 2) continue;
    if (slips < nearest) found.clear();
    nearest = slips;
    found.add(country);
  }
  const [country] = found;
  return found.size === 1 && country ? country : null;
}

/** Slips between two names, word by word; 3 for names that are not alike. */
function slipsBetween(key: string, name: string): number {
  if (Math.abs(key.length - name.length) > 2 || name.length < SHORTEST - 1) return 3;
  const [typed, meant] = [key.split(' '), name.split(' ')];
  if (typed.length !== meant.length) return 3;
  let total = 0;
  for (const [index, word] of typed.entries()) {
    total += wordSlips(word, meant[index] ?? '');
    if (total > 2) return 3;
  }
  return total;
}

function wordSlips(typed: string, meant: string): number {
  if (typed === meant) return 0;
  if (meant.length < SHORTEST - 1 || typed[0] !== meant[0] || TELLING.has(typed)) return 3;
  const slips = editDistance(typed, meant);
  return slips <= (meant.length >= LONG ? 2 : 1) ? slips : 3;
}

/** Insertions, deletions, changes and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      row[j] = Math.min(change, swap, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
