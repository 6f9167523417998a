import type { Overrides } from './classify-input';

/** The overrides that hold at a moment, and those whose time is over. */
export function splitOverrides(overrides: Overrides, at: Date): { readonly current: Overrides; readonly expired: Overrides } {
  const entries = Object.entries(overrides);
  const isOver = ([, override]: (typeof entries)[number]) => override?.expires_at instanceof Date && override.expires_at <= at;
  return { current: Object.fromEntries(entries.filter((entry) => !isOver(entry))), expired: Object.fromEntries(entries.filter(isOver)) };
}

/** The first moment at which one of the overrides ends; null = none does. */
export function firstExpiry(overrides: Overrides): Date | null {
  const moments = Object.values(overrides).flatMap((override) => (override?.expires_at ? [override.expires_at.getTime()] : []));
  return moments.length > 0 ? new Date(Math.min(...moments)) : null;
}
