/** Leads that one rep received in one band. */
export interface ReceivedLeads {
  readonly user_id: string;
  readonly band: string;
  readonly leads: number;
  /** Average score of these leads. */
  readonly score: number;
}

export interface RepEquality {
  readonly user_id: string;
  readonly leads: number;
  /** Leads beyond an equal part; negative = fewer. */
  readonly difference: number;
  readonly average_score: number;
  readonly bands: Readonly<Record<string, number>>;
}

/** Whether reps got the same number and the same mix, so that their results can be compared (S3). */
export interface EqualityReport {
  readonly leads: number;
  /** The same for each: leads by reps. */
  readonly equal_part: number;
  /** The most that any rep is away from it. */
  readonly largest_difference: number;
  readonly reps: readonly RepEquality[];
  /** Chi-square test of bands by reps: how likely a mix as unequal as this is when leads are dealt without regard to their band. */
  readonly chi_square: number;
  readonly degrees_of_freedom: number;
  readonly p_value: number;
  /** p ≥ 0.05: nothing speaks against comparing the reps. */
  readonly comparable: boolean;
}

const SIGNIFICANT = 0.05;

/** RT-07: the report over the leads that were shared out in a period. */
export function equalityOf(rows: readonly ReceivedLeads[]): EqualityReport {
  const users = [...new Set(rows.map(({ user_id }) => user_id))].sort();
  const bands = [...new Set(rows.map(({ band }) => band))].sort();
  const total = sum(rows);
  const equal_part = users.length === 0 ? 0 : total / users.length;
  const reps = users.map((user_id): RepEquality => {
    const own = rows.filter((row) => row.user_id === user_id);
    const leads = sum(own);
    return { user_id, leads, difference: leads - equal_part, average_score: own.reduce((points, row) => points + row.score * row.leads, 0) / leads, bands: Object.fromEntries(own.map(({ band, leads: count }) => [band, count])) };
  });
  const chi_square = chiSquare(reps, bands, rows, total);
  const degrees_of_freedom = Math.max(0, (users.length - 1) * (bands.length - 1));
  const p_value = degrees_of_freedom === 0 ? 1 : upperTail(degrees_of_freedom / 2, chi_square / 2);
  return { leads: total, equal_part, largest_difference: Math.max(0, ...reps.map(({ difference }) => Math.abs(difference))), reps, chi_square, degrees_of_freedom, p_value, comparable: p_value >= SIGNIFICANT };
}

function chiSquare(reps: readonly RepEquality[], bands: readonly string[], rows: readonly ReceivedLeads[], total: number): number {
  let statistic = 0;
  for (const band of bands) {
    const inBand = sum(rows.filter((row) => row.band === band));
    for (const rep of reps) {
      const expected = (rep.leads * inBand) / total;
      statistic += ((rep.bands[band] ?? 0) - expected) ** 2 / expected;
    }
  }
  return statistic;
}

function sum(rows: readonly ReceivedLeads[]): number {
  return rows.reduce((all, { leads }) => all + leads, 0);
}

/** Regularised upper incomplete gamma function Q(a, x), by its series or continued fraction (Lentz). */
function upperTail(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let series = term;
    for (let n = 1; n < 500 && term > series * 1e-12; n += 1) series += term *= x / (a + n);
    return 1 - front * series;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 500; n += 1) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / (step * d + b);
    c = b + step / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-12) break;
  }
  return front * fraction;
}

/** Stirling's series, shifted up to where it is exact enough. */
function logGamma(value: number): number {
  let shift = 0;
  let z = value;
  for (; z < 12; z += 1) shift -= Math.log(z);
  return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1_260 * z ** 5);
}
