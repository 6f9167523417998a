const DAY_MS = 86_400_000;

/** How old an open item is, as finance reads it. */
export const AGE_BUCKETS = ['0-1 days', '2-7 days', '8-30 days', 'over 30 days'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

export interface Age {
  /** Whole days since it became due. */
  readonly age_days: number;
  readonly age: AgeBucket;
}

export function ageOf(since: Date, at: Date): Age {
  const age_days = Math.max(0, Math.floor((at.getTime() - since.getTime()) / DAY_MS));
  const age = age_days <= 1 ? '0-1 days' : age_days <= 7 ? '2-7 days' : age_days <= 30 ? '8-30 days' : 'over 30 days';
  return { age_days, age };
}
