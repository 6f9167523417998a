import type * as Tinyld from 'tinyld';

import { languageOfScript } from '../lead';
import type { Finding } from '../model';
import { SMALL_WORDS, TELLING_LETTERS } from './language-evidence';

/** Fewer words than these say nothing reliable ("Canada visa please"). */
const FEWEST_WORDS = 4;
const LOOKED_AT = 2_000;

const SMALL = Object.entries(SMALL_WORDS).map(([language, words]) => [language, new Set(words.split(' '))] as const);

/** The language of what a person wrote, or null when it is too short or two languages are as likely. */
export function guessLanguage(text: string): Finding | null {
  const sample = text.slice(0, LOOKED_AT).replace(/https?:\S+|\S+@\S+/g, ' ');
  const script = languageOfScript(sample);
  if (script) return { value: script, source: 'script of the text', confidence: 'High' };
  const letters = telling(sample);
  if (letters) return { value: letters, source: 'letters of the text', confidence: countLetters(sample) >= 12 ? 'High' : 'Medium' };
  return /^[\p{Script=Latin}\p{P}\p{S}\p{N}\p{Z}\s\p{M}]*$/u.test(sample) ? inLatin(sample) : byStatistics(sample);
}

function telling(sample: string): string | null {
  if (countLetters(sample) < 4) return null;
  const scripts = /\p{Script=Arabic}|\p{Script=Cyrillic}|\p{Script=Devanagari}|\p{Script=Ethiopic}|[ơưạảấầậắặẹếềệịọốồộớờợụứừựỳ]/iu;
  if (!scripts.test(sample)) return null;
  return TELLING_LETTERS.find(([, letters]) => letters.test(sample))?.[0] ?? (/\p{Script=Han}/u.test(sample) ? 'zh' : null);
}

function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** Small words and letter statistics must agree; small words alone convince only when they are many. */
function inLatin(sample: string): Finding | null {
  const words = sample.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase().match(/[a-z]+/g) ?? [];
  if (words.length < FEWEST_WORDS) return null;
  const counts = SMALL.map(([language, small]) => ({ language, hits: new Set(words.filter((word) => small.has(word))).size })).sort((a, b) => b.hits - a.hits);
  const [best, second] = counts;
  const statistics = byStatistics(sample);
  if (!best || best.hits < 2) return statistics && words.length >= 12 ? { ...statistics, confidence: 'Low' } : null;
  const ahead = best.hits - (second?.hits ?? 0);
  if (statistics?.value === best.language) return { value: best.language, source: 'words of the text', confidence: best.hits >= 4 && ahead >= 2 ? 'High' : 'Medium' };
  if (ahead >= 3) return { value: best.language, source: 'words of the text', confidence: 'Medium' };
  return null;
}

/** A library's letter statistics; its own accuracy is the share of the first against the others. */
function byStatistics(sample: string): Finding | null {
  // About a megabyte of profiles: only when a text needs them.
  const { detectAll } = require('tinyld') as typeof Tinyld;
  const [first, second] = detectAll(sample);
  if (!first || first.accuracy < 0.15 || first.accuracy - (second?.accuracy ?? 0) < 0.05) return null;
  return { value: first.lang, source: 'letters of the text', confidence: 'Medium' };
}
