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

/** Sums of shares are floating point; a millionth of a lead is no difference. */
const TOLERANCE = 1e-9;

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
export function chooseFairly(contenders: readonly Contender[]): FairChoice {
  const claims = claimsOf(contenders);
  const first = bestClaim(claims);
  const rest = claims.filter((claim) => claim !== first);
  const second = rest.length > 0 ? bestClaim(rest) : null;
  return {
    chosen: first.contender.user_id,
    runner_up: second?.contender.user_id ?? null,
    credits: new Map(claims.map((claim) => [claim.contender.user_id, claim === first ? claim.owed - 1 : claim.owed])),
  };
}

interface Claim {
  readonly contender: Contender;
  /** Leads owed once this lead's share is added. */
  readonly owed: number;
  /** Further decisions until the rep would be too far behind; negative = already is. */
  readonly deadline: number;
  readonly entitled: boolean;
}

function claimsOf(contenders: readonly Contender[]): Claim[] {
  const total = contenders.reduce((sum, { weight }) => sum + weight, 0);
  const threshold = contenders.length > 1 ? 1 / (2 * contenders.length - 2) : 0;
  return contenders.map((contender) => {
    const share = contender.weight / total;
    const owed = contender.credit + share;
    return { contender, owed, deadline: (1 - threshold - owed) / share, entitled: owed >= threshold - TOLERANCE };
  });
}

/** Earliest deadline among the entitled; without any (after a change of the set) whoever is owed most. */
function bestClaim(claims: readonly Claim[]): Claim {
  const entitled = claims.filter((claim) => claim.entitled);
  const ranked = entitled.length > 0 ? equalBest(entitled, ({ deadline }) => deadline) : equalBest(claims, ({ owed }) => -owed);
  return ranked.reduce((best, claim) => (waitedLonger(claim.contender, best.contender) ? claim : best));
}

/** All claims that share the smallest value, within the tolerance. */
function equalBest(claims: readonly Claim[], valueOf: (claim: Claim) => number): Claim[] {
  const smallest = claims.reduce((least, claim) => Math.min(least, valueOf(claim)), Infinity);
  return claims.filter((claim) => valueOf(claim) <= smallest + TOLERANCE * Math.max(1, Math.abs(smallest)));
}

function waitedLonger(a: Contender, b: Contender): boolean {
  const [turnA, turnB] = [a.last_turn ?? -1, b.last_turn ?? -1];
  return turnA === turnB ? a.user_id < b.user_id : turnA < turnB;
}
