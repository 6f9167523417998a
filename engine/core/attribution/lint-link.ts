import type { Problem } from '../errors';
import { isTemplate, missingUtms, readTouch } from '../lead';
import type { Touch } from '../model';

export interface LinkLint {
  readonly url: string;
  readonly is_valid: boolean;
  readonly problems: readonly Problem[];
  /** The link with what can be mended mended; null when it is no link. */
  readonly corrected: string | null;
  readonly touch: Touch | null;
}

const UTMS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const;
const MEDIA: readonly string[] = 'cpc ppc paid_search paid_social social display video cpm email sms whatsapp referral affiliate organic banner retargeting push qr offline'.split(' ');
const OTHER_MEDIA: ReadonlyMap<string, string> = new Map([
  ...(['paidsocial', 'paid-social', 'paid social', 'social_paid', 'social-paid'] as const).map((word): [string, string] => [word, 'paid_social']),
  ...(['paidsearch', 'paid-search', 'paid search', 'sem', 'search'] as const).map((word): [string, string] => [word, 'cpc']),
  ...(['e-mail', 'e_mail', 'newsletter', 'mail'] as const).map((word): [string, string] => [word, 'email']),
]);
const SOURCES: ReadonlyMap<string, string> = new Map([
  ...(['google.com', 'adwords', 'google_ads', 'google-ads', 'googleads', 'google ads'] as const).map((word): [string, string] => [word, 'google']),
  ...(['fb', 'facebook.com', 'facebook_ads', 'facebook-ads', 'm.facebook.com'] as const).map((word): [string, string] => [word, 'facebook']),
  ...(['ig', 'instagram.com', 'insta'] as const).map((word): [string, string] => [word, 'instagram']),
  ...(['linkedin.com', 'li', 'lnkd.in'] as const).map((word): [string, string] => [word, 'linkedin']),
]);

/** What is wrong with the tags of a link to the website (P3.5), and the link as it should be. */
export function lintLink(url: string): LinkLint {
  const text = url.trim();
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    return { url, is_valid: false, problems: [{ field: 'url', message: `'${text.slice(0, 200)}' is no link; it must start with https://` }], corrected: null, touch: null };
  }
  const link = new URL(text);
  const problems = [...doubled(link), ...mendNames(link), ...UTMS.flatMap((name) => valueProblems(link, name)), ...personalData(link)];
  const touch = readTouch(new Map([['page_url', link.href]]));
  const untagged = UTMS.every((name) => touch[name] === undefined);
  const missing = untagged ? ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content'] : missingUtms(touch);
  const all = [...problems, ...missing.map((field) => ({ field, message: field === 'utm_term' ? 'is missing: search links need the keyword' : 'is missing' }))];
  return { url, is_valid: all.length === 0, problems: all, corrected: link.href, touch };
}

function doubled(link: URL): Problem[] {
  return UTMS.filter((name) => link.searchParams.getAll(name).length > 1).map((name) => ({ field: name, message: 'stands in the link twice; the first one counts' }));
}

/** `UTM_Source` is another parameter than `utm_source` for every analytics tool. */
function mendNames(link: URL): Problem[] {
  const wrong = [...link.searchParams.keys()].filter((name) => name !== name.toLowerCase().trim() && (UTMS as readonly string[]).includes(name.toLowerCase().trim()));
  for (const name of wrong) {
    const value = link.searchParams.get(name) ?? '';
    link.searchParams.delete(name);
    link.searchParams.set(name.toLowerCase().trim(), value);
  }
  return wrong.map((name) => ({ field: name.toLowerCase().trim(), message: `must be written in small letters, not '${name}'` }));
}

function valueProblems(link: URL, name: (typeof UTMS)[number]): Problem[] {
  const value = link.searchParams.get(name);
  if (value === null || value === '') return [];
  if (isTemplate(value)) return [{ field: name, message: `'${value}' is a placeholder that the ad platform did not fill` }];
  const mended = mendedValue(name, value);
  if (mended !== value) link.searchParams.set(name, mended);
  const unknown = name === 'utm_medium' && !MEDIA.includes(mended) ? [{ field: name, message: `'${value}' is none of these: ${MEDIA.join(', ')}` }] : [];
  return [...(mended === value ? [] : [{ field: name, message: `'${value}' must be written '${mended}'` }]), ...unknown];
}

/** Campaign names of the standard keep their capitals; every other value is small, without spaces. */
function mendedValue(name: (typeof UTMS)[number], value: string): string {
  const trimmed = value.trim().replace(/\s+/g, ' ');
  if (name === 'utm_campaign' && trimmed.includes('|')) return trimmed;
  const small = trimmed.toLowerCase();
  if (name === 'utm_source') return SOURCES.get(small) ?? small.replaceAll(' ', '_');
  return name === 'utm_medium' ? (OTHER_MEDIA.get(small) ?? small.replaceAll(' ', '_')) : small.replaceAll(' ', '_');
}

function personalData(link: URL): Problem[] {
  const found = [...link.searchParams].filter(([, value]) => /[^\s@/]+@[^\s@/]+\.[a-z]{2,}/i.test(value));
  return found.map(([field]) => ({ field, message: 'holds an e-mail address: no personal data in links' }));
}
