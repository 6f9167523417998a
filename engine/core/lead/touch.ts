import type { Touch } from '../model';
import { presence } from './text';

const UTM_NAMES = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const;
type UtmName = (typeof UTM_NAMES)[number];

/** Click ids of the ad platforms, as they stand in landing URLs. */
export const CLICK_ID_NAMES = ['gclid', 'gbraid', 'wbraid', 'gcl_id', 'dclid', 'fbclid', 'fbc', 'fbp', 'ctwa_clid', 'msclkid', 'li_fat_id', 'ttclid', 'twclid', 'epik', 'sccid', 'rdt_cid'] as const;
/** Cookies and other spellings under which forms send them. */
const OTHER_NAMES: Readonly<Record<string, string>> = { fbc: '_fbc', fbp: '_fbp', gclid: '_gclid', epik: '_epik', sccid: 'scclid' };

export type TouchNames = ReadonlyMap<string, string>;
type Platform = Touch['platform'];

/**
 * A touch from named values (`utm_source`, `gclid`, `page_url`, `referrer`, case-blind). What the values leave out is taken
 * from the query of the page URL (P3.5); nothing is invented.
 */
export function readTouch(values: TouchNames, platform: Platform = {}): Touch {
  const pageUrl = pick(values, ['page_url', 'landing_page', 'landing_url', 'url', 'page']);
  const query = queryOf(pageUrl);
  const value = (name: string) => presence(values.get(name)) ?? presence(query?.get(name));
  const clickId = (name: string) => value(name) ?? (OTHER_NAMES[name] ? value(OTHER_NAMES[name]) : null);
  const touch: Touch = { click_ids: {}, platform };
  for (const name of UTM_NAMES) setIfPresent(touch, name, value(name));
  for (const name of CLICK_ID_NAMES) {
    const id = clickId(name);
    if (id !== null) touch.click_ids[name] = id;
  }
  if (pageUrl !== null) touch.page_url = pageUrl;
  const referrer = pick(values, ['referrer', 'referer']);
  if (referrer !== null) touch.referrer = referrer;
  return touch;
}

function setIfPresent(touch: Touch, name: UtmName, text: string | null): void {
  if (text !== null) touch[name] = text;
}

function pick(values: TouchNames, names: readonly string[]): string | null {
  for (const name of names) {
    const found = presence(values.get(name));
    if (found !== null) return found;
  }
  return null;
}

/** The query of a URL by small names, also of a relative one; null when it is no URL. The first of two values counts. */
function queryOf(url: string | null): ReadonlyMap<string, string> | null {
  if (url === null || !url.includes('?') || !URL.canParse(url, 'https://page.invalid')) return null;
  return new Map([...new URL(url, 'https://page.invalid').searchParams].reverse().map(([name, value]) => [name.toLowerCase(), value]));
}

/** True when the touch says nothing at all about where the person came from. */
export function isEmptyTouch(touch: Touch): boolean {
  const { click_ids, platform, ...rest } = touch;
  return Object.keys(click_ids).length === 0 && Object.keys(platform).length === 0 && Object.keys(rest).length === 0;
}
