import { type Columns, NAME_WORDS } from './columns';
import { CLOSE, OTHER_WORD, SAME_WORD, SHORT } from './compare-words';
import { at, MISSING } from './match-record';

/** How two names agree, for reuse: filled by `align`. */
export interface NameAlignment {
  given: number;
  family: number;
  /** The equal words, for their frequency; 0 = none equal. */
  givenWord: number;
  familyWord: number;
  /** Bits for the rest: middle names that agree or do not, words one name has more, a changed order. */
  rest: number;
}

const MIDDLE_SAME = 2;
const MIDDLE_LIKE = 0.8;
const MIDDLE_CONFLICT = -2.5;
/** Manuel and Javier Manuel: the second name of one is often the father's. */
const MIDDLE_FOR_FIRST = -9;
/** Peng and Feng, Mandeep and Amandeep are brothers more often than slips. */
const OTHER_BEGINNING = -3;
/** An initial fits a brother or sister as well. */
const INITIAL_ONLY = -2;
const MORE_WORDS = -0.3;
const TOLD_ORDER_CHANGED = -3;
const GUESSED_ORDER_CHANGED = -0.7;
const OTHER_GENERATION = -7;
const HALF_GENERATION = -1;

/**
 * Aligns the words of two names whatever their order: best words first, a word of the same part of the name before another.
 * What is left on both sides speaks against; a family name alone never stands for a given name. One aligner compares pair after pair.
 */
export class NameAligner {
  private readonly levels = new Uint8Array(NAME_WORDS * NAME_WORDS);
  private readonly found: NameAlignment = { given: MISSING, family: MISSING, givenWord: 0, familyWord: 0, rest: 0 };
  private takenA = 0;
  private takenB = 0;
  private bitsA = 0;
  private bitsB = 0;
  private crossed = 0;
  private middleOnly = false;

  constructor(
    private readonly columns: Columns,
    private readonly level: (left: number, right: number) => number,
  ) {}

  /** Aligns the names of two records; the result is reused by the next call. */
  align(i: number, j: number): Readonly<NameAlignment> {
    const { nameCount, familyBits } = this.columns;
    const [countA, countB] = [at(nameCount, i), at(nameCount, j)];
    this.start(at(familyBits, i), at(familyBits, j));
    if (countA === 0 || countB === 0) return this.found;
    this.compareWords(i, j, countA, countB);
    for (let wanted = SAME_WORD; wanted < OTHER_WORD; wanted += 1) {
      this.pass(i, j, wanted, true);
      // A beginning in another place is chance more often than a changed order.
      if (wanted !== SHORT) this.pass(i, j, wanted, false);
    }
    this.judgeLeftovers(i, j);
    this.judgeGenerations(i, j);
    return this.found;
  }

  private start(bitsA: number, bitsB: number): void {
    const { found } = this;
    found.given = found.family = MISSING;
    found.givenWord = found.familyWord = found.rest = 0;
    this.takenA = this.takenB = this.crossed = 0;
    this.middleOnly = false;
    this.bitsA = bitsA;
    this.bitsB = bitsB;
  }

  private compareWords(i: number, j: number, countA: number, countB: number): void {
    const { name } = this.columns;
    for (let a = 0; a < countA; a += 1) {
      for (let b = 0; b < countB; b += 1) this.levels[a * NAME_WORDS + b] = this.level(at(name, i * NAME_WORDS + a), at(name, j * NAME_WORDS + b));
    }
  }

  /** Pairs the words of one level that are still free. */
  private pass(i: number, j: number, wanted: number, samePart: boolean): void {
    const { nameCount } = this.columns;
    const [countA, countB] = [at(nameCount, i), at(nameCount, j)];
    for (let a = 0; a < countA; a += 1) {
      for (let b = 0; b < countB && !((this.takenA >> a) & 1); b += 1) {
        if ((this.takenB >> b) & 1 || at(this.levels, a * NAME_WORDS + b) !== wanted) continue;
        const familyA = (this.bitsA >> a) & 1;
        if (samePart && familyA !== ((this.bitsB >> b) & 1)) continue;
        // An initial stands for the name in its own place only: the R of Pooja R. is not Rajesh.
        if (wanted === SHORT && a !== b && !familyA) continue;
        this.take(a, b, wanted, i, j);
      }
    }
  }

  private take(a: number, b: number, level: number, i: number, j: number): void {
    this.takenA |= 1 << a;
    this.takenB |= 1 << b;
    const [familyA, familyB] = [(this.bitsA >> a) & 1, (this.bitsB >> b) & 1];
    if (familyA !== familyB) this.crossed += 1;
    const [wordA, wordB] = [at(this.columns.name, i * NAME_WORDS + a), at(this.columns.name, j * NAME_WORDS + b)];
    const initial = this.isInitial(wordA) || this.isInitial(wordB);
    const agreement = initial ? SHORT : level;
    const word = agreement === SAME_WORD ? wordA : 0;
    const { found } = this;
    // A word that is a family name in either stands for the family while that is open.
    const isFamily = familyA === familyB ? familyA === 1 : found.family === MISSING;
    if (isFamily && found.family === MISSING) {
      found.family = agreement;
      found.familyWord = word;
    } else if (!isFamily && found.given === MISSING) {
      found.given = agreement;
      found.givenWord = word;
      found.rest += this.doubts(a, b, agreement, initial, wordA, wordB);
      if (a > 0 && b > 0 && !familyA && !familyB) this.middleOnly = true;
    } else found.rest += agreement === SAME_WORD ? MIDDLE_SAME : MIDDLE_LIKE;
  }

  /** Bits against a given name that agrees only so. */
  private doubts(a: number, b: number, agreement: number, initial: boolean, wordA: number, wordB: number): number {
    const inGiven = !((this.bitsA >> a) & 1) && !((this.bitsB >> b) & 1);
    const otherBeginning = agreement === CLOSE && this.textOf(wordA)[0] !== this.textOf(wordB)[0];
    return (inGiven && a > 0 !== b > 0 ? MIDDLE_FOR_FIRST : 0) + (initial ? INITIAL_ONLY : 0) + (otherBeginning ? OTHER_BEGINNING : 0);
  }

  private judgeLeftovers(i: number, j: number): void {
    const { found, bitsA, bitsB } = this;
    const { nameCount, nameTold } = this.columns;
    const leftA = ((1 << at(nameCount, i)) - 1) & ~this.takenA;
    const leftB = ((1 << at(nameCount, j)) - 1) & ~this.takenB;
    const told = at(nameTold, i) && at(nameTold, j);
    if (leftA && leftB) {
      // Gurpreet Harjit and Tejinder Harjit share their father's name.
      if (this.middleOnly && leftA & ~bitsA & 1 && leftB & ~bitsB & 1) this.setGivenDifferent();
      else if (!told && found.given !== MISSING && found.family === MISSING) this.takeForFamily();
      else this.judgeBothLeft(leftA, leftB);
    } else if (leftA || leftB) found.rest += MORE_WORDS * Math.min(3, ones(leftA | leftB));
    if (this.crossed > 0) found.rest += told ? TOLD_ORDER_CHANGED : GUESSED_ORDER_CHANGED;
  }

  /** Which word is the family name was guessed: one word in common and others that differ are a family until proven otherwise. */
  private takeForFamily(): void {
    this.found.family = this.found.given;
    this.found.familyWord = this.found.givenWord;
    this.setGivenDifferent();
  }

  private setGivenDifferent(): void {
    this.found.given = OTHER_WORD;
    this.found.givenWord = 0;
  }

  private judgeBothLeft(leftA: number, leftB: number): void {
    const { found, bitsA, bitsB } = this;
    const givenOpen = found.given === MISSING && (leftA & ~bitsA || leftB & ~bitsB);
    const familyOpen = found.family === MISSING && (leftA & bitsA || leftB & bitsB);
    if (givenOpen) found.given = OTHER_WORD;
    if (familyOpen && !(givenOpen && ones(leftA) < 2 && ones(leftB) < 2)) found.family = OTHER_WORD;
    if (!givenOpen && !familyOpen) found.rest += MIDDLE_CONFLICT;
  }

  private judgeGenerations(i: number, j: number): void {
    const { generation } = this.columns;
    const [one, other] = [at(generation, i), at(generation, j)];
    if (one !== other) this.found.rest += one && other ? OTHER_GENERATION : HALF_GENERATION;
  }

  private isInitial(word: number): boolean {
    return this.textOf(word).length === 1;
  }

  private textOf(word: number): string {
    return this.columns.values.name.texts[word] ?? '';
  }
}

function ones(bits: number): number {
  let count = 0;
  for (let left = bits; left; left &= left - 1) count += 1;
  return count;
}
