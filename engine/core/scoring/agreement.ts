/** What a person said of a field beside what rules and AI say of it; null = they say nothing. */
export interface Comparison {
  readonly field: string;
  readonly human: string | boolean;
  readonly rule: string | boolean | null;
  readonly ai: string | boolean | null;
}

export type JudgedSource = 'rule' | 'ai';

/** How often a source that said something said what people said. */
export interface Agreement {
  readonly source: JudgedSource;
  readonly field: string;
  readonly compared: number;
  readonly agreed: number;
}

/** Agreement by source and field. What a source left empty is no disagreement: a gap is not a mistake. */
export function agreementOf(comparisons: readonly Comparison[]): Agreement[] {
  const found = new Map<string, { source: JudgedSource; field: string; compared: number; agreed: number }>();
  for (const { field, human, ...said } of comparisons) {
    for (const source of ['rule', 'ai'] as const) {
      if (said[source] === null) continue;
      const key = `${source} ${field}`;
      const entry = found.get(key) ?? { source, field, compared: 0, agreed: 0 };
      found.set(key, { ...entry, compared: entry.compared + 1, agreed: entry.agreed + (said[source] === human ? 1 : 0) });
    }
  }
  return [...found.values()].sort((a, b) => a.source.localeCompare(b.source) || a.field.localeCompare(b.field));
}

export interface Drift extends Agreement {
  readonly rate: number;
  /** In the window before; null = nothing to compare with. */
  readonly rate_before: number | null;
  /** Fallen by more than the allowed points, and by more than chance explains. */
  readonly dropped: boolean;
}

/** Fewer words of people than this tell nothing about a rate. */
const LEAST = 20;
/** One-sided, 5 of 100. */
const SURE = 1.645;

/** SC-12: compares a window with the one before; `points` is how many percent points a rate may fall unnoticed. */
export function driftOf(now: readonly Agreement[], before: readonly Agreement[], points: number): Drift[] {
  return now.map((own) => {
    const earlier = before.find(({ source, field }) => source === own.source && field === own.field);
    const rate = own.agreed / own.compared;
    const rate_before = earlier ? earlier.agreed / earlier.compared : null;
    const enough = earlier !== undefined && own.compared >= LEAST && earlier.compared >= LEAST;
    return { ...own, rate, rate_before, dropped: enough && rate_before !== null && (rate_before - rate) * 100 > points && fallOf(own, earlier) > SURE };
  });
}

/** The fall in standard errors of the pooled rate. */
function fallOf(now: Agreement, before: Agreement): number {
  const pooled = (now.agreed + before.agreed) / (now.compared + before.compared);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.compared + 1 / before.compared));
  return error === 0 ? 0 : (before.agreed / before.compared - now.agreed / now.compared) / error;
}
