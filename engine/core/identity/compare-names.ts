import { AGREEMENT_RANK, compareTokens, type TokenAgreement } from './compare-tokens';
import { nameTokens, type NameTokens } from './name-tokens';
import { GENDERED_PAIRS } from './name-variants';

/**
 * same: the same words in any order; variant: clear spelling variants or one more middle name;
 * abbreviated: initials, a short form or a single given name; partial: some agree and some do not;
 * different: clearly two persons; unknown: a name is missing or written in another script.
 */
export type NameLevel = 'same' | 'variant' | 'abbreviated' | 'partial' | 'different' | 'unknown';

export interface NameComparison {
  readonly level: NameLevel;
  readonly why: string;
}

interface Pair {
  readonly left: number;
  readonly right: number;
  readonly agreement: TokenAgreement;
}

interface Matched {
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly pairs: readonly Pair[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/**
 * Compares two persons' names. Symmetric; knows word order, initials, particles, case, diacritics,
 * joined words, short forms and clear spelling variants. Bounded in time for any input.
 */
export function compareNames(left: string | null, right: string | null): NameComparison {
  const [a, b] = [nameTokens(left ?? ''), nameTokens(right ?? '')];
  if (a.tokens.length === 0 || b.tokens.length === 0) return { level: 'unknown', why: 'a name is missing' };
  if (a.script !== b.script)
    return {
      level: 'unknown',
      why: `the names are in different scripts (${[a.script, b.script].sort().join(', ')})`,
    };
  if (a.generation && b.generation && a.generation !== b.generation)
    return { level: 'different', why: `${a.generation} and ${b.generation} are two persons` };
  return weaken(levelOf(a, b), a, b);
}

/** `John Smith` and `John Smith Jr`: father and son share names and mailboxes, so a human looks. */
function weaken(comparison: NameComparison, a: NameTokens, b: NameTokens): NameComparison {
  const uneven = (a.generation === null) !== (b.generation === null);
  const close =
    comparison.level === 'same' || comparison.level === 'variant' || comparison.level === 'abbreviated';
  return uneven && close
    ? { level: 'partial', why: `only one name says ${a.generation ?? b.generation ?? ''}` }
    : comparison;
}

function levelOf(a: NameTokens, b: NameTokens): NameComparison {
  if (isJoined(a, b)) return { level: 'same', why: 'the names are the same' };
  const matched = match(a.tokens, b.tokens);
  if (isManAndWoman(matched))
    return {
      level: 'different',
      why: `${matched.onlyA.join(' ')} and ${matched.onlyB.join(' ')} name a man and a woman of one family`,
    };
  if (matched.onlyA.length === 0 && matched.onlyB.length === 0) return allAgree(matched);
  if (matched.onlyA.length === 0 || matched.onlyB.length === 0) return oneHasMore(matched);
  return bothHaveMore(matched);
}

/** `Mary Ann Lee` and `Maryann Lee`, `De Souza` and `Desouza`, `johnsmith` and `John Smith`. */
function isJoined(a: NameTokens, b: NameTokens): boolean {
  const spellings = (name: NameTokens) =>
    [name.tokens, name.withParticles].flatMap((words) => [words.join(''), [...words].reverse().join('')]);
  const of = new Set(spellings(a));
  return spellings(b).some((spelling) => of.has(spelling));
}

function match(a: readonly string[], b: readonly string[]): Matched {
  const options = a
    .flatMap((word, left) =>
      b.map((other, right) => ({ left, right, agreement: compareTokens(word, other) })),
    )
    .filter((pair) => pair.agreement !== 'none')
    .sort(
      (one, two) =>
        AGREEMENT_RANK[two.agreement] - AGREEMENT_RANK[one.agreement] ||
        one.left + one.right - two.left - two.right ||
        Math.abs(one.left - one.right) - Math.abs(two.left - two.right),
    );
  const pairs: Pair[] = [];
  for (const option of options) {
    if (!pairs.some((pair) => pair.left === option.left || pair.right === option.right)) pairs.push(option);
  }
  const onlyA = a.filter((_, index) => !pairs.some((pair) => pair.left === index));
  const onlyB = b.filter((_, index) => !pairs.some((pair) => pair.right === index));
  return { a, b, pairs, onlyA, onlyB };
}

function isManAndWoman({ onlyA, onlyB }: Matched): boolean {
  const has = (words: readonly string[], word: string) => words.includes(word);
  return GENDERED_PAIRS.some(
    ([man, woman]) => (has(onlyA, man) && has(onlyB, woman)) || (has(onlyA, woman) && has(onlyB, man)),
  );
}

function allAgree({ pairs }: Matched): NameComparison {
  const kinds = new Set(pairs.map((pair) => pair.agreement));
  if (kinds.has('near')) return nearlyAll(pairs);
  const whole = kinds.has('exact') || kinds.has('variant');
  if (!whole)
    return {
      level: pairs.length > 1 || kinds.has('short') ? 'abbreviated' : 'partial',
      why: 'only initials or short forms agree',
    };
  if (kinds.has('initial') || kinds.has('short'))
    return { level: 'abbreviated', why: 'one name abbreviates the other' };
  return kinds.has('variant')
    ? { level: 'variant', why: 'the names are spelling variants' }
    : { level: 'same', why: 'the names are the same' };
}

/** A near word beside equal ones may be a slip or a brother; near words alone say little. */
function nearlyAll(pairs: readonly Pair[]): NameComparison {
  const solid = pairs.some((pair) => pair.agreement === 'exact' || pair.agreement === 'variant');
  return solid || pairs.length === 1
    ? { level: 'partial', why: 'the names are close but may be two persons' }
    : { level: 'different', why: 'the names are different' };
}

function oneHasMore({ a, b, pairs }: Matched): NameComparison {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (pairs.some((pair) => pair.agreement === 'near'))
    return { level: 'partial', why: 'the names are close but may be two persons' };
  if (short.length === 1) return singleWord(short[0] ?? '', long);
  const whole = pairs.every((pair) => pair.agreement === 'exact' || pair.agreement === 'variant');
  return whole
    ? { level: 'variant', why: 'one name has a further middle name or surname' }
    : { level: 'abbreviated', why: 'one name abbreviates the other' };
}

/** `Priya` fits Priya Sharma; `Sharma` fits the whole family; a lone initial fits anyone. */
function singleWord(word: string, long: readonly string[]): NameComparison {
  if (word.length === 1) return { level: 'partial', why: 'one name is a single initial' };
  const isSurname = compareTokens(word, long.at(-1) ?? '') === 'exact';
  return isSurname
    ? { level: 'partial', why: `'${word}' alone may be a family name` }
    : { level: 'abbreviated', why: `'${word}' alone fits the given name` };
}

function bothHaveMore({ a, b, pairs, onlyA, onlyB }: Matched): NameComparison {
  const solid = pairs.filter((pair) => pair.agreement === 'exact' || pair.agreement === 'variant');
  const unlike = `${onlyA.join(' ')} and ${onlyB.join(' ')} differ`;
  if (solid.length === 0) return { level: 'different', why: unlike };
  const onlySurnames = solid.every((pair) => pair.left === a.length - 1 && pair.right === b.length - 1);
  return onlySurnames
    ? { level: 'different', why: `same family name, but ${unlike}` }
    : { level: 'partial', why: `part of the names agrees, but ${unlike}` };
}
