/** One legal time for the whole country, although the database of zones lists a region that keeps its own. */
const LEGAL_TIME: ReadonlyMap<string, string> = new Map([
  ['CN', 'Asia/Shanghai'],
  ['UA', 'Europe/Kyiv'],
  ['XK', 'Europe/Belgrade'],
]);

/** Old names that ICU still gives first. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Africa/Asmera', 'Africa/Asmara'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
]);

interface RegionalLocale {
  getTimeZones?(): string[] | undefined;
}

const known = new Map<string, string | null>();

/** The IANA zone of a country where there is no choice: all its zones keep the same clock that year. Otherwise null. */
export function timeZoneOfCountry(country: string, at: Date): string | null {
  const year = at.getUTCFullYear();
  const key = `${country}${year}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const zone = LEGAL_TIME.get(country) ?? onlyClock(country, year);
  known.set(key, zone);
  return zone;
}

function onlyClock(country: string, year: number): string | null {
  const [first, ...others] = zonesOf(country);
  if (!first) return null;
  const clock = clockOf(first, year);
  return others.every((zone) => clockOf(zone, year) === clock) ? (RENAMED.get(first) ?? first) : null;
}

function zonesOf(country: string): string[] {
  const locale: RegionalLocale = new Intl.Locale(`und-${country}`) as RegionalLocale;
  return locale.getTimeZones?.() ?? [];
}

/** Offsets in mid-winter and mid-summer. */
function clockOf(timeZone: string, year: number): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
  return [0, 6].map((month) => format.format(new Date(Date.UTC(year, month, 15)))).join('|');
}

/** The zone that a browser or form names, if it is one. */
export function readTimeZone(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text.trim() }).resolvedOptions().timeZone && canonicalName(text.trim());
  } catch {
    return null;
  }
}

function canonicalName(zone: string): string | null {
  return zone.includes('/') || zone === 'UTC' ? (RENAMED.get(zone) ?? zone) : null;
}
