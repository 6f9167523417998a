/** One rep in the running for a lead. */
export interface Contender {
  readonly user_id: string;
  /** Relative share, more than 0. */
  readonly weight: number;
  /** Leads owed: the sum of the rep's shares in all decisions so far minus the leads received. */
  readonly credit: number;
  /** Number of the decision that last gave this rep a lead; null = never. */
  readonly last_turn: number | null;
}

export interface FairChoice {
  readonly chosen: string;
  /** Who would have got the lead without the chosen one; null = nobody else. */
  readonly runner_up: string | null;
  /** Credits after the decision, by user id; they add up to what they added up to before. */
  readonly credits: ReadonlyMap<string, number>;
}

/** Sums of shares are floating point and stored to a billionth; a ten-millionth of a lead is no difference. */
const TOLERANCE = 1e-7;

/** Whether the first is to be preferred among equal claims. */
export type TieBreak = (a: Contender, b: Contender) => boolean;

/**
 * Chooses by quota, earliest deadline first: the chairman assignment rule (R. Tijdeman, "The chairman
 * assignment problem", Discrete Mathematics 32, 1980). Every decision credits each contender with their share
 * of one lead and charges the chosen one a whole lead. Only who is owed at least 1/(2k-2) of a lead may get it
 * (k contenders), and of those the one who would soonest be too far behind does. For a fixed set and
 * weights, from equal credits, nobody is ever more than 1 - 1/(2k-2) leads away from their weighted
 * share, after every single decision; smooth weighted round robin does not keep that bound.
 * Who is not a contender (away, full, wrong language) gains no credit: nobody is flooded on return.
 * Equal claims go to whoever waited longest, which makes it plain round robin for equal weights.
 * @param contenders at least one
 */
export function chooseFairly(contenders: readonly Contender[], tieBreak: TieBreak = waitedLonger): FairChoice {
  const { first, second } = pickFairly(contenders, tieBreak);
  const total = totalWeight(contenders);
  return {
    chosen: first.user_id,
    runner_up: second?.user_id ?? null,
    credits: new Map(contenders.map((contender) => [contender.user_id, contender.credit + contender.weight / total - (contender === first ? 1 : 0)])),
  };
}

/** The choice alone, without a map of credits: a batch makes thousands over hundreds of reps. */
export function pickFairly<Each extends Contender>(contenders: readonly Each[], tieBreak: TieBreak = waitedLonger): { readonly first: Each; readonly second: Each | null } {
  const total = totalWeight(contenders);
  const first = bestClaim(contenders, total, null, tieBreak);
  if (first === null) throw new RangeError('A choice needs at least one contender');
  return { first, second: bestClaim(contenders, total, first, tieBreak) };
}

export function totalWeight(contenders: readonly { readonly weight: number }[]): number {
  let total = 0;
  for (const { weight } of contenders) total += weight;
  return total;
}

/** Earliest deadline among the entitled; without any (after a change of the set) whoever is owed most. */
function bestClaim<Each extends Contender>(contenders: readonly Each[], total: number, without: Each | null, tieBreak: TieBreak): Each | null {
  const threshold = contenders.length > 1 ? 1 / (2 * contenders.length - 2) : 0;
  const deadline = ({ credit, weight }: Contender): number => {
    const share = weight / total;
    const owed = credit + share;
    return owed >= threshold - TOLERANCE ? (1 - threshold - owed) / share : Infinity;
  };
  const byDeadline = smallest(contenders, without, deadline, tieBreak);
  return byDeadline ?? smallest(contenders, without, ({ credit, weight }) => -credit - weight / total, tieBreak);
}

/** The contender with the smallest value, of equals (within the tolerance) the preferred one; null when all are infinite. */
function smallest<Each extends Contender>(contenders: readonly Each[], without: Each | null, valueOf: (contender: Contender) => number, tieBreak: TieBreak): Each | null {
  let least = Infinity;
  for (const contender of contenders) if (contender !== without) least = Math.min(least, valueOf(contender));
  if (least === Infinity) return null;
  const limit = least + TOLERANCE * Math.max(1, Math.abs(least));
  let best: Each | null = null;
  for (const contender of contenders) {
    if (contender === without || valueOf(contender) > limit) continue;
    if (best === null || tieBreak(contender, best)) best = contender;
  }
  return best;
}

export function waitedLonger(a: Contender, b: Contender): boolean {
  const [turnA, turnB] = [a.last_turn ?? -1, b.last_turn ?? -1];
  return turnA === turnB ? a.user_id < b.user_id : turnA < turnB;
}
