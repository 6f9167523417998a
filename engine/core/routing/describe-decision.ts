import type { RoutingDecision } from './decision';
import type { Exclusion, Verdict } from './judge-rep';
import type { OwnerRole } from './users';

const SHORT: Record<Exclusion, string> = {
  inactive: 'inactive',
  not_certified: 'not certified',
  language: 'without the language',
  geo: 'not allowed to serve the country',
  excluded: 'excluded',
  not_among: 'not asked for',
  away: 'away',
  full_open: 'full',
  full_day: 'at the daily limit',
  full_hour: 'at the hourly limit',
  full_week: 'at the weekly appointment cap',
  off_shift: 'off shift',
  unskilled: 'not skilled',
  no_share: 'with weight 0',
};

/** One sentence for people: who got it and why, or why nobody did. */
export function describeDecision(role: OwnerRole, decision: RoutingDecision): string {
  if (decision.outcome === 'waiting') return `Nobody can take it as ${role} now: ${countOut(role, decision.verdicts)}`;
  const inRunning = decision.running.length;
  const because: Record<RoutingDecision['reason'], string> = {
    sticky_owner: 'the prospect knows them from before',
    fair_share: `first by fair share of ${inRunning} in the running`,
    fair_share_unskilled: `no skilled rep is free; first by fair share of ${inRunning} others`,
    manual_override: 'chosen by hand',
    nobody_eligible: '',
  };
  return `${decision.owner_id} is the ${role}: ${because[decision.reason]}`;
}

/** `3 full, 1 away` over all reps; says so when there is no rep at all. */
function countOut(role: OwnerRole, verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return `no user has the owner role '${role}'. Add one in Firm Settings.`;
  const counts = new Map<string, number>();
  for (const { out } of verdicts) if (out) counts.set(SHORT[out], (counts.get(SHORT[out]) ?? 0) + 1);
  return [...counts].map(([why, count]) => `${count} ${why}`).join(', ');
}
