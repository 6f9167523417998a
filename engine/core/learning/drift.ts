import { binLabel } from './encoding';
import { binShares } from './learn-encoding';
import type { LearnedModel } from './learned-model';
import type { Column } from './table';

export interface SignalDrift {
  readonly signal: string;
  /** Population stability index: below 0.1 little, from 0.25 on another population. */
  readonly index: number;
  readonly verdict: 'stable' | 'watch' | 'drifted';
  /** The value whose share changed most, with its share when the model learned and now. */
  readonly most_changed: { readonly value: string; readonly before: number; readonly now: number } | null;
}

/** The customary limits of the population stability index. */
const LIMITS = { watch: 0.1, drifted: 0.25 };

/** How far recent leads differ from those the model learned from, signal by signal; the most changed first. */
export function driftOf(model: LearnedModel, recent: readonly Column[]): SignalDrift[] {
  const byName = new Map(recent.map((column) => [column.name, column]));
  return model.signals
    .flatMap(({ encoding, pair }) => {
      const column = byName.get(encoding.name);
      if (pair || !column || column.values.length === 0) return [];
      const now = binShares(encoding, column.values);
      // A sample of this size moves by chance; that much is taken off.
      const chance = (now.length - 1) * (1 / column.values.length + 1 / model.leads);
      const index = Math.max(0, stabilityIndex(encoding.shares, now) - chance);
      const changes = now.map((share, bin) => ({ value: binLabel(encoding, bin), before: encoding.shares[bin] ?? 0, now: share }));
      const most_changed = changes.sort((left, right) => Math.abs(right.now - right.before) - Math.abs(left.now - left.before))[0] ?? null;
      return [{ signal: encoding.name, index, verdict: verdictOf(index), most_changed }];
    })
    .sort((left, right) => right.index - left.index);
}

/** Sum of (now − before) · ln(now ÷ before); an empty bin counts as one lead in a thousand. */
export function stabilityIndex(before: readonly number[], now: readonly number[]): number {
  const kept = (share: number | undefined) => Math.max(share ?? 0, 0.001);
  return before.reduce((sum, share, bin) => sum + (kept(now[bin]) - kept(share)) * Math.log(kept(now[bin]) / kept(share)), 0);
}

function verdictOf(index: number): SignalDrift['verdict'] {
  if (index >= LIMITS.drifted) return 'drifted';
  return index >= LIMITS.watch ? 'watch' : 'stable';
}
