import type { SourceChannel } from '../model';
import type { IntakeSettings } from './settings';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** One page or account of a source, by its deliveries of the last months. */
export interface FeedHistory {
  readonly source: SourceChannel;
  readonly first_received_at: Date;
  readonly last_received_at: Date;
}

/**
 * The same hours of earlier weeks as those since the last delivery: nights, weekends and office hours count as they
 * usually are. Only weeks in which the feed existed; a silence of more than a week is compared with longer steps.
 */
export function comparableSpans(feed: FeedHistory, at: Date, weeks: number): Span[] {
  const silence = at.getTime() - feed.last_received_at.getTime();
  const step = Math.max(1, Math.ceil(silence / WEEK_MS)) * WEEK_MS;
  const spans = Array.from({ length: weeks }, (_, index) => ({ from: new Date(feed.last_received_at.getTime() - (index + 1) * step), to: new Date(at.getTime() - (index + 1) * step) }));
  return spans.filter(({ from }) => from >= feed.first_received_at);
}

export interface SilenceVerdict {
  readonly silent: boolean;
  readonly silent_hours: number;
  /** Deliveries that came in a comparable span, on average; 0 without any. */
  readonly expected: number;
}

/**
 * Whether a feed that usually sends has stopped (IN-10). By the firm's hours for its source where there are any, else when
 * as many deliveries as the settings say would have come by now.
 * @param counts deliveries in each of `comparableSpans`
 */
export function judgeSilence(feed: FeedHistory, counts: readonly number[], at: Date, { silence }: IntakeSettings['alerts']): SilenceVerdict {
  const hours = (at.getTime() - feed.last_received_at.getTime()) / HOUR_MS;
  const expected = counts.length === 0 ? 0 : counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const limit = silence.after_hours[feed.source];
  const silent = limit === undefined ? expected >= silence.expected_leads : hours >= limit;
  return { silent, silent_hours: round(hours), expected: round(expected) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
