import { textTokens } from './text-tokens';

/** One place of a phrase: any of these words, or a word with one of these beginnings. `gap` = up to three words, then this. */
export interface PatternWord {
  readonly exact: readonly string[];
  readonly stems: readonly string[];
  readonly gap: boolean;
}
export type Pattern = readonly PatternWord[];

/** Words that `...` may stand for. */
export const GAP = 3;
const GAP_WORD = '...';

/** What is wrong with a phrase as a rule writes it; null = nothing. */
export function patternProblem(phrase: string): string | null {
  const words = phrase.split(/\s+/);
  if (words[0] === GAP_WORD || words.at(-1) === GAP_WORD) return `'${phrase}': '...' must stand between two words`;
  if (words.every((word) => word.endsWith('?'))) return `'${phrase}': at least one word must not be optional`;
  const empty = words.find((word) => word !== GAP_WORD && word !== '*' && alternativesOf(word).length === 0);
  return empty === undefined ? null : `'${phrase}': '${empty}' holds no letters or digits`;
}

/** A phrase as patterns: one for each choice of its optional words. */
export function patternsOf(phrase: string): Pattern[] {
  return phrase
    .trim()
    .split(/\s+/)
    .reduce<string[][]>((paths, word) => (word.endsWith('?') ? [...paths, ...paths.map((path) => [...path, word.slice(0, -1)])] : paths.map((path) => [...path, word])), [[]])
    .map(toPattern)
    .filter((pattern) => pattern.length > 0);
}

function toPattern(words: readonly string[]): Pattern {
  const pattern: PatternWord[] = [];
  let gap = false;
  for (const word of words) {
    if (word === GAP_WORD) gap = true;
    else {
      pattern.push(...wordsOf(word, gap));
      gap = false;
    }
  }
  return pattern;
}

/** A word that the tokeniser splits (`mag-aral`, `d'asile`) is a pattern of several words. */
function wordsOf(word: string, gap: boolean): PatternWord[] {
  if (word === '*') return [{ exact: [], stems: [''], gap }];
  const choices = alternativesOf(word);
  const longest = Math.max(0, ...choices.map(({ tokens }) => tokens.length));
  if (choices.length === 1 || longest > 1) {
    const [first] = choices;
    return (first?.tokens ?? []).map((token, index, all) => {
      const stem = first?.stem === true && index === all.length - 1;
      return { exact: stem ? [] : [token], stems: stem ? [token] : [], gap: gap && index === 0 };
    });
  }
  const flat = choices.map(({ tokens, stem }) => ({ token: tokens[0] ?? '', stem }));
  return [{ exact: flat.filter(({ stem }) => !stem).map(({ token }) => token), stems: flat.filter(({ stem }) => stem).map(({ token }) => token), gap }];
}

function alternativesOf(word: string): { tokens: string[]; stem: boolean }[] {
  return word
    .replace(/\?$/, '')
    .split('|')
    .map((choice) => ({ tokens: textTokens(choice.replace(/\*$/, '')).filter((token) => token !== '.' && token !== ','), stem: choice.endsWith('*') }))
    .filter(({ tokens }) => tokens.length > 0);
}

/** Where the pattern ends (exclusive) when it begins at `start`, or -1. */
export function matchAt(tokens: readonly string[], start: number, pattern: Pattern): number {
  let at = start;
  for (const word of pattern) {
    at = nextMatch(tokens, at, word);
    if (at < 0) return -1;
    at += 1;
  }
  return at;
}

function nextMatch(tokens: readonly string[], from: number, word: PatternWord): number {
  const last = word.gap ? from + GAP : from;
  for (let index = from; index <= last; index++) {
    const token = tokens[index];
    if (token === undefined || token === '.') return -1;
    if (fits(token, word)) return index;
  }
  return -1;
}

function fits(token: string, { exact, stems }: PatternWord): boolean {
  if (token === ',') return false;
  for (const choice of exact) if (token === choice) return true;
  for (const stem of stems) if (token.startsWith(stem)) return true;
  return false;
}
