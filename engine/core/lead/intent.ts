import type { INTENT_FAMILIES } from '../model';
import { comparable } from './text';

export type IntentFamily = (typeof INTENT_FAMILIES)[number];

/** Words that speak for an intent, after `comparable`. A light guess; the classification of Score & Segment decides. */
const WORDS: readonly (readonly [IntentFamily, RegExp])[] = [
  ['PR', /\b(pr|permanent residen\w*|express entry|ee|pnp|provincial nomin\w*|green card|immigrat\w*|crs|skilled (worker|migration)|settle)\b/],
  ['Work', /\b(work|working|job|lmia|employ\w*|pgwp|work permit)\b/],
  ['Study', /\b(study|studies|student|college|universit\w*|admission|course|school|masters?|bachelors?)\b/],
  ['Visitor', /\b(visit|visitor|tourist|tourism|super visa|travel|trv|holiday|vacation)\b/],
  ['Citizenship', /\b(citizenship|naturali[sz]ation|become a citizen)\b/],
  ['Refugee', /\b(refugee|asylum|protection claim|humanitarian|persecut\w*)\b/],
];

/** One piece of evidence and how much it counts: an answered question more than a page's address. */
export interface IntentEvidence {
  readonly text: string | null | undefined;
  readonly weight: number;
}

/** The intent that most of the evidence speaks for, or null when none does or two draw level. */
export function guessIntent(evidence: readonly IntentEvidence[]): IntentFamily | null {
  const points = new Map<IntentFamily, number>();
  for (const { text, weight } of evidence) {
    if (!text) continue;
    const words = comparable(text);
    for (const [intent, pattern] of WORDS) if (pattern.test(words)) points.set(intent, (points.get(intent) ?? 0) + weight);
  }
  const [best, second] = [...points].sort((a, b) => b[1] - a[1]);
  return best && best[1] > (second?.[1] ?? 0) ? best[0] : null;
}
