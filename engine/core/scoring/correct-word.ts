/** Shorter words are too near to others to guess. */
const LEAST_LENGTH = 5;
const MOST_REMEMBERED = 20_000;

/** Knows the words of the rules, and which of them a misspelt word was meant to be. */
export class Spelling {
  private readonly near = new Map<string, string[]>();
  private readonly remembered = new Map<string, string>();

  /**
   * @param words words that a correction may lead to
   * @param isKnown whether a word is right as it is
   */
  constructor(
    private readonly words: ReadonlySet<string>,
    private readonly isKnown: (word: string) => boolean,
  ) {
    for (const word of words) {
      if (word.length < LEAST_LENGTH) continue;
      for (const shorter of [word, ...deletions(word)]) this.near.set(shorter, [...(this.near.get(shorter) ?? []), word]);
    }
  }

  /** The word itself, or the word of the rules it was meant to be: `rejeted` → `rejected`, `visaaa` → `visa`, `detudes` → `etudes`. */
  correct(word: string): string {
    if (word.length < 4) return word;
    const known = this.remembered.get(word);
    if (known !== undefined) return known;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const corrected = this.isKnown(word) ? word : (this.squeezed(word) ?? this.bared(word) ?? this.nearest(word) ?? word);
    this.remembered.set(word, corrected);
    return corrected;
  }

  private squeezed(word: string): string | null {
    const short = word.replace(/(.)\1{2,}/gu, '$1');
    return short !== word && this.words.has(short) ? short : null;
  }

  /** Elided articles written together with the word, and the one-letter words of Arabic. */
  private bared(word: string): string | null {
    const bare = /^[dlmjns]\p{Script=Latin}{5,}|^[وفبلك]\p{Script=Arabic}{3,}/u.test(word) ? word.slice(1) : word;
    return bare !== word && this.words.has(bare) ? bare : null;
  }

  private nearest(word: string): string | null {
    if (/\d/.test(word)) return null;
    for (const shorter of [word, ...deletions(word)]) {
      const found = this.near.get(shorter)?.find((candidate) => candidate[0] === word[0] && isOneSlip(word, candidate));
      if (found !== undefined) return found;
    }
    return null;
  }
}

function deletions(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));
}

/** One letter more, less, other, or two neighbours exchanged. */
function isOneSlip(left: string, right: string): boolean {
  let from = 0;
  while (from < left.length && left[from] === right[from]) from++;
  let back = 0;
  while (back < Math.min(left.length, right.length) - from && left.at(-1 - back) === right.at(-1 - back)) back++;
  const [a, b] = [left.slice(from, left.length - back), right.slice(from, right.length - back)];
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]);
}
