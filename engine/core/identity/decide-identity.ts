import { compareNames } from './compare-names';
import type { IdentityLead } from './identifiers';
import { identifiersOf } from './identifiers';
import {
  MATCH_RULES,
  weighCandidate,
  type Candidate,
  type Evidence,
  type MatchRule,
  type WeighedCandidate,
} from './weigh-candidate';

/** More known persons than this on one address (an agency's phone) are not weighed one by one: a human looks. */
export const MAX_CANDIDATES = 1000;
/** Links say "same household or agent"; beyond this many they say nothing more. */
export const MAX_RELATED = 20;

export interface RelatedProspect {
  readonly prospect_id: string;
  readonly why: string;
}

/** What identity resolution decided about one lead, with everything that led to it. */
export interface IdentityDecision {
  readonly outcome: 'new' | 'existing' | 'review';
  /** The rule of P4.6.1 that decided; null = no rule matched. */
  readonly rule: MatchRule | null;
  /** The matched person; null for new and review. */
  readonly prospect_id: string | null;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  /** Other persons who share an address with this one: household, agent, office. */
  readonly related: readonly RelatedProspect[];
  /** For review: the persons it may be, best first. */
  readonly candidates: readonly WeighedCandidate[];
  /** Known persons who may be one and the same: for a human, never merged silently. */
  readonly possible_duplicates: readonly string[];
  /** Version of the matcher's model behind the candidates' probabilities; 0 = the standard one. */
  readonly model_version?: number;
}

/**
 * ID-01, ID-03 (P4.6.1): email → phone → platform lead id → fuzzy name + phone.
 * Deterministic, and the same for any order of `candidates`. A shared mailbox or phone with clearly
 * different names relates two persons; what stays unsure goes to review.
 */
export function decideIdentity(lead: IdentityLead, candidates: readonly Candidate[]): IdentityDecision {
  if (candidates.length > MAX_CANDIDATES) return tooMany(candidates);
  const weighed = candidates.map((candidate) => weighCandidate(lead, candidate)).sort(byStrength);
  const same = weighed.filter(({ verdict }) => verdict === 'same');
  const unsure = weighed.filter(({ verdict }) => verdict === 'review');
  const related = weighed
    .filter(({ verdict }) => verdict === 'related')
    .slice(0, MAX_RELATED)
    .map(({ prospect_id, why }) => ({ prospect_id, why }));
  const conflict = findConflict(same);
  if (conflict) return review(same, related, conflict);
  const [best] = same;
  if (best) return existing(best, [...same.slice(1), ...unsure], related);
  if (unsure[0]) return review(unsure, related, unsure[0].why);
  return { ...NOBODY, why: whyNew(lead, related), related };
}

const NOBODY: IdentityDecision = {
  outcome: 'new',
  rule: null,
  prospect_id: null,
  why: '',
  evidence: [],
  related: [],
  candidates: [],
  possible_duplicates: [],
};

/** Rule order first, then how much speaks for it, then the older record (ids grow with time). */
function byStrength(left: WeighedCandidate, right: WeighedCandidate): number {
  const rank = ({ rule }: WeighedCandidate) => (rule ? MATCH_RULES.indexOf(rule) : MATCH_RULES.length);
  const weight = ({ evidence }: WeighedCandidate) =>
    evidence.reduce((sum, { speaks }) => sum + (speaks === 'for' ? 1 : speaks === 'against' ? -1 : 0), 0);
  return (
    rank(left) - rank(right) ||
    weight(right) - weight(left) ||
    (left.prospect_id < right.prospect_id ? -1 : left.prospect_id > right.prospect_id ? 1 : 0)
  );
}

/** A = lead and lead = B while A and B are clearly not one person: the chain is named, not followed. */
function findConflict(same: readonly WeighedCandidate[]): string | null {
  const [first] = same;
  const other = same.find((candidate) => first && isUnlike(first, candidate));
  if (!first || !other) return null;
  return `fits '${first.full_name ?? first.prospect_id}' by ${first.rule ?? ''} and '${other.full_name ?? other.prospect_id}' by ${other.rule ?? ''}, who look like two persons`;
}

function isUnlike(one: WeighedCandidate, other: WeighedCandidate): boolean {
  const { level } = compareNames(one.full_name, other.full_name);
  return level === 'different' || level === 'partial';
}

function existing(
  best: WeighedCandidate,
  others: readonly WeighedCandidate[],
  related: readonly RelatedProspect[],
): IdentityDecision {
  const duplicates =
    others.length > 0 ? [best.prospect_id, ...others.map(({ prospect_id }) => prospect_id)].sort() : [];
  const { rule, prospect_id, why, evidence } = best;
  return {
    ...NOBODY,
    outcome: 'existing',
    rule,
    prospect_id,
    why,
    evidence,
    related,
    possible_duplicates: duplicates,
  };
}

function review(
  candidates: readonly WeighedCandidate[],
  related: readonly RelatedProspect[],
  why: string,
): IdentityDecision {
  return {
    ...NOBODY,
    outcome: 'review',
    rule: candidates[0]?.rule ?? null,
    why,
    evidence: candidates[0]?.evidence ?? [],
    related,
    candidates,
  };
}

function tooMany(candidates: readonly Candidate[]): IdentityDecision {
  return {
    ...NOBODY,
    outcome: 'review',
    why: `shares an address with ${candidates.length} known persons; more than ${MAX_CANDIDATES} are not compared automatically`,
  };
}

function whyNew(lead: IdentityLead, related: readonly RelatedProspect[]): string {
  if (related[0]) return related[0].why;
  const searched = identifiersOf(lead)
    .filter(({ kind }) => kind !== 'name_key')
    .map(({ kind }) => kind.replaceAll('_', ' '));
  return searched.length > 0
    ? `nobody known by this ${searched.join(', ')}`
    : 'the lead has no email, phone or platform lead id to be recognised by';
}
