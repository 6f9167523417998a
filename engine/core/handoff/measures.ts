/** What P11.7 measures of one handed-over deal. Times are instants; null = has not happened. */
export interface HandoffHistory {
  readonly opportunity_id: string;
  readonly paid_at: Date | null;
  readonly triggered_at: Date | null;
  readonly confirmed_at: Date | null;
  readonly rejections: number;
  /** Whether something was missing when it was built for the first time. */
  readonly was_incomplete: boolean;
}

export interface Spread {
  readonly count: number;
  /** Minutes; null without a value. */
  readonly median_minutes: number | null;
  readonly p90_minutes: number | null;
  readonly longest_minutes: number | null;
}

export interface HandoffMeasures {
  readonly paid: number;
  readonly triggered: number;
  readonly confirmed: number;
  /** Paid, and no case is open yet. */
  readonly waiting: number;
  readonly paid_to_triggered: Spread;
  readonly paid_to_confirmed: Spread;
  /** Share of confirmed cases that were open within 24 hours of the payment (P11.7); null without one. */
  readonly opened_within_24_h: number | null;
  /** Handoffs that came back at least once, of those that were sent (target: under 2 %). */
  readonly rejection_rate: number | null;
  readonly rejections: number;
  /** Handoffs that had every mandatory field at the first try. */
  readonly payload_completeness: number | null;
}

const MINUTE_MS = 60_000;
const TARGET_MINUTES = 24 * 60;

/** HO-05, P11.7: how fast and how cleanly paid deals become cases. */
export function handoffMeasures(histories: readonly HandoffHistory[]): HandoffMeasures {
  const triggered = histories.filter(({ triggered_at }) => triggered_at !== null);
  const confirmed = histories.filter(({ confirmed_at }) => confirmed_at !== null);
  const toConfirmed = confirmed.flatMap(({ paid_at, confirmed_at }) => minutesBetween(paid_at, confirmed_at));
  return {
    paid: histories.filter(({ paid_at }) => paid_at !== null).length,
    triggered: triggered.length,
    confirmed: confirmed.length,
    waiting: histories.filter(({ paid_at, confirmed_at }) => paid_at !== null && confirmed_at === null).length,
    paid_to_triggered: spreadOf(triggered.flatMap(({ paid_at, triggered_at }) => minutesBetween(paid_at, triggered_at))),
    paid_to_confirmed: spreadOf(toConfirmed),
    opened_within_24_h: share(toConfirmed.filter((minutes) => minutes <= TARGET_MINUTES).length, toConfirmed.length),
    rejection_rate: share(triggered.filter(({ rejections }) => rejections > 0).length, triggered.length),
    rejections: histories.reduce((sum, { rejections }) => sum + rejections, 0),
    payload_completeness: share(triggered.filter(({ was_incomplete }) => !was_incomplete).length, triggered.length),
  };
}

function minutesBetween(from: Date | null, to: Date | null): number[] {
  return from === null || to === null ? [] : [Math.max(0, (to.getTime() - from.getTime()) / MINUTE_MS)];
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Nearest-rank percentiles: each figure is one that occurred. */
function spreadOf(minutes: readonly number[]): Spread {
  const sorted = [...minutes].sort((a, b) => a - b);
  const at = (rank: number) => sorted[Math.max(0, Math.ceil(rank * sorted.length) - 1)] ?? null;
  return { count: sorted.length, median_minutes: at(0.5), p90_minutes: at(0.9), longest_minutes: sorted.at(-1) ?? null };
}
