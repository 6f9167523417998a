import type { Problem } from '../errors';
import { CAMPAIGN_FORMAT, type CampaignName, cleanLine, comparable, readCountry } from '../lead';
import { INTENT_FAMILIES } from '../model';
import { CHANNEL_NAMES, CHANNEL_WORDS, INTENT_WORDS, monthIn, PROGRAM_WORDS } from './campaign-vocabulary';

export interface CampaignLint {
  readonly name: string;
  readonly is_valid: boolean;
  readonly problems: readonly Problem[];
  /** The name as the standard has it; null where a part is missing that nobody but marketing can say. */
  readonly corrected: string | null;
  /** The parts of the corrected name. */
  readonly parts: CampaignName | null;
  /** The utm_campaign that goes with it, for links. */
  readonly utm_campaign: string | null;
}

const PARTS = ['region', 'intent', 'program', 'offer', 'channel', 'month'] as const;
type Part = (typeof PARTS)[number];
type Parts = Record<Part, string>;

/**
 * What is wrong with a campaign's name, in marketing's words, and the name as it should be (P3.3.2). Other separators, other
 * words for a channel, swapped parts and other ways to write a month are mended; nothing is invented.
 */
export function lintCampaignName(name: string): CampaignLint {
  const pieces = split(name);
  const parts = pieces.length === PARTS.length ? inOrder(pieces) : null;
  if (!parts) return { name, is_valid: false, problems: [{ field: 'name', message: countMessage(pieces) }], corrected: null, parts: null, utm_campaign: null };
  const mended = mend(parts);
  const corrected = PARTS.every((part) => mended[part] !== null) ? (mended as Parts) : null;
  const canonical = corrected === null ? null : canonicalName(corrected);
  const problems = [...formProblems(name, pieces, parts), ...PARTS.flatMap((part) => partProblem(part, parts[part], mended[part]))];
  return { name, is_valid: problems.length === 0, problems, corrected: canonical, parts: corrected, utm_campaign: corrected === null ? null : campaignSlug(corrected) };
}

export function canonicalName(parts: CampaignName): string {
  return PARTS.map((part) => parts[part]).join(' | ');
}

/** `india_pr_express_entry_eligibility_check_google_2025_12`. */
export function campaignSlug(parts: CampaignName): string {
  return PARTS.map((part) => comparable(parts[part]).replaceAll(' ', '_')).join('_');
}

/** The standard separator, else the first that gives six parts. */
function split(name: string): string[] {
  const line = cleanLine(name).replace(/[｜¦│]/g, '|');
  const ways = [/\s*\|\s*/, /\s*[/;>»·]\s*/, /\s+[-–—]+\s+/, /\s*,\s*/, /\s*__+\s*/, /\s*_\s*/];
  if (line.includes('|')) return line.split(/\s*\|+\s*/).map((part) => part.trim());
  return ways.map((way) => line.split(way)).find((pieces) => pieces.length === PARTS.length) ?? line.split(/\s*\|\s*/);
}

function countMessage(pieces: readonly string[]): string {
  return `has ${pieces.length} of ${PARTS.length} parts; the standard is ${CAMPAIGN_FORMAT}`;
}

/** The pieces by their part; channel, intent and month are known by their words wherever they stand. */
function inOrder(pieces: readonly string[]): Parts {
  const [region = '', intent = '', program = '', offer = '', channel = '', month = ''] = pieces;
  const asWritten: Parts = { region, intent, program, offer, channel, month };
  if (known('intent', intent) && known('channel', channel)) return asWritten;
  const places = { channel: only(pieces, 'channel'), intent: only(pieces, 'intent'), month: only(pieces, 'month') };
  if (places.channel < 0 || places.intent < 0 || places.month < 0 || new Set(Object.values(places)).size < 3) return asWritten;
  const rest = pieces.filter((_, index) => !Object.values(places).includes(index));
  return { region: rest[0] ?? '', intent: pieces[places.intent] ?? '', program: rest[1] ?? '', offer: rest[2] ?? '', channel: pieces[places.channel] ?? '', month: pieces[places.month] ?? '' };
}

function known(part: 'channel' | 'intent' | 'month', text: string): boolean {
  return mendPart(part, text) !== null;
}

function only(pieces: readonly string[], part: 'channel' | 'intent' | 'month'): number {
  const found = pieces.flatMap((piece, index) => (known(part, piece) ? [index] : []));
  return found.length === 1 ? (found[0] ?? -1) : -1;
}

function mend(parts: Parts): Record<Part, string | null> {
  return Object.fromEntries(PARTS.map((part) => [part, mendPart(part, parts[part])])) as Record<Part, string | null>;
}

function mendPart(part: Part, text: string): string | null {
  const word = comparable(text);
  if (word === '') return null;
  if (part === 'intent') return INTENT_WORDS.get(word) ?? null;
  if (part === 'channel') return CHANNEL_WORDS.get(word) ?? null;
  if (part === 'month') return monthIn(text);
  if (part === 'program') return PROGRAM_WORDS.get(word) ?? cleanLine(text);
  return part === 'region' ? regionOf(text) : cleanLine(text);
}

const COUNTRY = new Intl.DisplayNames(['en'], { type: 'region' });

/** A country by its usual English name; regions such as GCC or South Asia stay as marketing calls them. */
function regionOf(text: string): string {
  const { country } = readCountry(text, { placesToo: false });
  if (country === null) return cleanLine(text);
  return ['AE', 'GB', 'US'].includes(country) && /^[A-Za-z.]{2,4}$/.test(text.trim()) ? ({ AE: 'UAE', GB: 'UK', US: 'USA' }[country] ?? text) : (COUNTRY.of(country) ?? text);
}

function formProblems(name: string, pieces: readonly string[], parts: Parts): Problem[] {
  const separator = name.includes('|') ? [] : [{ field: 'name', message: "separates its parts with something else than ' | '" }];
  const isSwapped = PARTS.some((part, index) => parts[part] !== pieces[index]);
  const isUneven = separator.length === 0 && !isSwapped && !pieces.includes('') && name !== pieces.join(' | ');
  return [...separator, ...(isSwapped ? [{ field: 'name', message: `has its parts in another order than ${CAMPAIGN_FORMAT}` }] : []), ...(isUneven ? [{ field: 'name', message: "must have one space on each side of every '|' and none at its ends" }] : [])];
}

function partProblem(part: Part, text: string, mended: string | null): Problem[] {
  if (text === '') return [{ field: part, message: 'is empty' }];
  if (mended === text) return [];
  if (mended !== null) return [{ field: part, message: `'${text}' must be written '${mended}'` }];
  const allowed = { intent: INTENT_FAMILIES.join(', '), channel: CHANNEL_NAMES.join(', '), month: 'a month such as 2025-12' }[part as 'intent' | 'channel' | 'month'];
  return [{ field: part, message: `'${text}' is none of these: ${allowed}` }];
}
