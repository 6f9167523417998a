import { BANDS, type Band } from '../model';

/** Leads of a band that came in in a month, and how many of them were won. */
export interface BandMonth {
  /** `2026-03`, in the firm's time zone. */
  readonly month: string;
  readonly band: Band;
  readonly leads: number;
  readonly won: number;
}

export interface ConversionAlarm {
  readonly kind: 'band_converts_less' | 'band_grows_and_converts_less' | 'bands_out_of_order';
  readonly band: Band;
  /** `Hot leads of 2026-03 convert at 8 % (12 of 150), before at 21 % (126 of 600)` */
  readonly sentence: string;
}

/** Leads below which a month says nothing. */
const FEWEST_LEADS = 30;
/** One false alarm in a hundred comparisons. */
const SURE = 2.326;
/** Months that the newest one is compared with. */
const MONTHS_BEFORE = 6;

/**
 * Score inflation: a band that converts less than it used to, worse when it also takes in more of the leads, or a band
 * that converts less than the one below it. `months` hold only leads whose outcome can be known by now.
 */
export function watchBands(months: readonly BandMonth[]): ConversionAlarm[] {
  const names = [...new Set(months.map(({ month }) => month))].sort();
  const newest = names.at(-1);
  if (newest === undefined) return [];
  const earlier = names.slice(-1 - MONTHS_BEFORE, -1);
  const now = (band: Band) => sumOf(months.filter((row) => row.month === newest && row.band === band));
  const before = (band: Band) => sumOf(months.filter((row) => earlier.includes(row.month) && row.band === band));
  const total = { now: sumOf(months.filter(({ month }) => month === newest)).leads, before: sumOf(months.filter(({ month }) => earlier.includes(month))).leads };
  const fallen = BANDS.flatMap((band) => fallenBand(band, newest, now(band), before(band), total));
  const recent = (band: Band) => sumOf(months.filter((row) => row.band === band && (row.month === newest || earlier.includes(row.month))));
  return [...fallen, ...outOfOrder('Hot', 'Warm', recent), ...outOfOrder('Warm', 'Cold', recent)];
}

interface Count {
  readonly leads: number;
  readonly won: number;
}

function fallenBand(band: Band, month: string, now: Count, before: Count, total: { now: number; before: number }): ConversionAlarm[] {
  if (!surelyLess(now, before)) return [];
  const grows = now.leads / Math.max(1, total.now) > (1.25 * before.leads) / Math.max(1, total.before);
  const share = grows ? `; the band takes in ${percent(now.leads, total.now)} of the leads, before ${percent(before.leads, total.before)}` : '';
  const sentence = `${band} leads of ${month} convert at ${rate(now)}, before at ${rate(before)}${share}`;
  return [{ kind: grows ? 'band_grows_and_converts_less' : 'band_converts_less', band, sentence }];
}

function outOfOrder(higher: Band, lower: Band, recent: (band: Band) => Count): ConversionAlarm[] {
  if (!surelyLess(recent(higher), recent(lower))) return [];
  return [{ kind: 'bands_out_of_order', band: higher, sentence: `${higher} leads convert at ${rate(recent(higher))}, ${lower} leads at ${rate(recent(lower))}: the score does not order them` }];
}

/** One-sided two-proportion test. */
function surelyLess(one: Count, other: Count): boolean {
  if (one.leads < FEWEST_LEADS || other.leads < FEWEST_LEADS) return false;
  const pooled = (one.won + other.won) / (one.leads + other.leads);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.leads + 1 / other.leads));
  return error > 0 && (other.won / other.leads - one.won / one.leads) / error > SURE;
}

function sumOf(rows: readonly BandMonth[]): Count {
  return rows.reduce((sum, { leads, won }) => ({ leads: sum.leads + leads, won: sum.won + won }), { leads: 0, won: 0 });
}

function rate({ leads, won }: Count): string {
  return `${percent(won, leads)} (${won} of ${leads})`;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
}
