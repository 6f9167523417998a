import { INTENT_FAMILIES, PROGRAM_FAMILIES } from '../model';

/** Channels of campaigns (P3.2), with what people call them. */
const CHANNELS: Readonly<Record<string, string>> = {
  Google: 'google|google ads|google search|adwords|gads|gdn|search',
  Meta: 'meta|facebook|fb|instagram|ig|facebook ads|meta ads|fb ig|insta',
  LinkedIn: 'linkedin|linked in|li|linkedin ads',
  Website: 'website|web|site|seo|organic|landing page',
  WhatsApp: 'whatsapp|wa|whats app',
  Outbound: 'outbound|cold call|calls|call',
  Referral: 'referral|referrals|partner|partners',
  Bing: 'bing|microsoft|microsoft ads|bing ads',
  TikTok: 'tiktok|tik tok|tiktok ads',
  YouTube: 'youtube|yt',
  Email: 'email|e mail|newsletter',
};
const INTENTS: Readonly<Record<string, string>> = {
  PR: 'pr|permanent residence|permanent residency|immigration',
  Work: 'work|work permit|jobs|job|employment',
  Study: 'study|student|study permit|students|education',
  Visitor: 'visitor|visit|tourist|tourism|visitor visa',
  Citizenship: 'citizenship',
  Refugee: 'refugee|asylum',
  Other: 'other|general|mixed',
};
const PROGRAMS: Readonly<Record<string, string>> = {
  'Express Entry': 'express entry|ee|expressentry',
  PNP: 'pnp|provincial nominee|provincial nominee program|oinp|bcpnp|bc pnp|sinp|aaip',
  LMIA: 'lmia',
  'Study Permit': 'study permit|sp',
  'Visitor Visa': 'visitor visa|trv|tourist visa|super visa',
  Mixed: 'mixed|all',
};

function byWord(names: Readonly<Record<string, string>>, all: readonly string[]): ReadonlyMap<string, string> {
  const pairs = Object.entries(names).flatMap(([name, words]) => words.split('|').map((word): [string, string] => [word, name]));
  return new Map([...all.map((name): [string, string] => [name.toLowerCase(), name]), ...pairs]);
}

export const CHANNEL_NAMES = Object.keys(CHANNELS);
export const CHANNEL_WORDS = byWord(CHANNELS, CHANNEL_NAMES);
export const INTENT_WORDS = byWord(INTENTS, INTENT_FAMILIES);
export const PROGRAM_WORDS = byWord(PROGRAMS, PROGRAM_FAMILIES);

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|');

/** `2025-12` of `Dec 2025`, `12/2025`, `2025_12`, `202512`; null when no year is in it. */
export function monthIn(text: string): string | null {
  const clean = text.trim().toLowerCase();
  const [, year, month] = /^(20\d\d)[-_/. ]?(0?[1-9]|1[0-2])$/.exec(clean) ?? [];
  if (year && month) return `${year}-${month.padStart(2, '0')}`;
  const [, first, second] = /^(0?[1-9]|1[0-2])[-_/. ](20\d\d)$/.exec(clean) ?? [];
  if (first && second) return `${second}-${first.padStart(2, '0')}`;
  const [, word, inYear] = /^([a-z]{3})[a-z]*[-_/.,' ]*(20\d\d|\d\d)$/.exec(clean) ?? [];
  const index = MONTHS.indexOf(word ?? '');
  return index >= 0 && inYear ? `${inYear.padStart(4, '20')}-${String(index + 1).padStart(2, '0')}` : null;
}
