import type { AssignmentReason, RoutingDecision } from './decision';
import { type Contender, pickFairly, type TieBreak, waitedLonger } from './fair-share';
import { judgeRep, type Verdict } from './judge-rep';
import { randomOrder } from './random-order';
import type { Rep } from './rep';
import type { RoutingRequest } from './routing-request';
import type { RoutingSettings } from './settings';

/** Who may have a kind of lead now, and why the others may not. */
export interface Team<Each extends Rep = Rep> {
  readonly verdicts: readonly Verdict[];
  /** Those who pass the hard rules, are here and have room. */
  readonly able: readonly Each[];
  /** Of these, those the lead is shared out among. */
  readonly running: readonly Each[];
  /** Their claims and ids: one list, however many decisions are made over it. */
  readonly claims: readonly Contender[];
  readonly running_ids: readonly string[];
  readonly skilled: boolean;
}

/**
 * Chooses the owner for one opportunity in the strict order of P6.2.2: language and geo, then skill, then
 * capacity, then the fair share (weighted, or plain round robin by equal weights). A known prospect stays
 * with their last owner while that rep passes the hard rules, is here and has room (RT-05).
 * @param reps the reps of the request's role as they stand now, see repsAt
 * @param teamFor remembers the teams of a batch, see RoutingPool
 */
export function chooseOwner<Each extends Rep>(
  request: RoutingRequest,
  reps: readonly Each[],
  settings: RoutingSettings,
  teamFor: (request: RoutingRequest) => Team<Each> = (each) => teamOf(each, reps, settings),
): RoutingDecision {
  let decision = waiting(request.language, []);
  for (const language of languagesToTry(request, reps, settings)) {
    const asked = { ...request, language };
    decision = chooseFrom(asked, teamFor(asked), reps, settings);
    if (decision.outcome === 'assigned') return decision;
  }
  return decision;
}

/** The prospect's language, then the fallbacks where the settings allow them. */
function languagesToTry({ language }: RoutingRequest, reps: readonly Rep[], settings: RoutingSettings): (string | null)[] {
  const { languages, when } = settings.language_fallback;
  const spoken = reps.some(({ user }) => user.active && user.certified && language !== null && user.languages.includes(language));
  if (language === null || (spoken && when === 'nobody_speaks')) return [language];
  return [language, ...languages.filter((fallback) => fallback !== language)];
}

/** Judges every rep for a kind of lead. */
export function teamOf<Each extends Rep>(request: RoutingRequest, reps: readonly Each[], settings: RoutingSettings): Team<Each> {
  const verdicts = reps.map((rep) => judgeRep(rep, request));
  const able = reps.filter((_, index) => verdicts[index]?.out === null);
  const { preferred, skilled } = preferredOf(able, request, settings);
  const running = preferred.filter(({ weight }) => weight > 0);
  return { verdicts: passOver(verdicts, able, new Set<Rep>(running), request, settings), able, running, claims: running.map(({ claim }) => claim), running_ids: running.map(({ user }) => user.id), skilled };
}

function chooseFrom<Each extends Rep>(request: RoutingRequest, team: Team<Each>, reps: readonly Each[], settings: RoutingSettings): RoutingDecision {
  const tieBreak = tieBreakOf(settings, request.opportunity_id);
  const sticky = settings.sticky_owner && request.last_owner_id !== null ? reps.find((rep) => isSticky(rep, request, settings)) : undefined;
  if (sticky) return decided('sticky_owner', sticky.user.id, runnerUp(team, sticky, tieBreak), [sticky.user.id], request, stickyVerdicts(team.verdicts, sticky));
  if (team.running.length === 0) return waiting(request.language, team.verdicts);
  const { first, second } = pickFairly(team.claims, tieBreak);
  return decided(team.skilled ? 'fair_share' : 'fair_share_unskilled', first.user_id, second?.user_id ?? null, team.running_ids, request, team.verdicts);
}

/** RT-05: the prospect's own rep, able to take the lead now or back within the days that the settings allow. */
function isSticky(rep: Rep, request: RoutingRequest, { sticky_max_away_days }: RoutingSettings): boolean {
  if (rep.user.id !== request.last_owner_id) return false;
  const soonBack = rep.away !== null && rep.away.days_left !== null && rep.away.days_left <= sticky_max_away_days;
  return judgeRep(soonBack ? { ...rep, away: null } : rep, request).out === null;
}

function stickyVerdicts(verdicts: readonly Verdict[], { user }: Rep): readonly Verdict[] {
  return verdicts.map((verdict) => (verdict.user_id === user.id ? { ...verdict, out: null, detail: null } : verdict));
}

/** Who would have got the lead without the prospect's own rep. */
function runnerUp(team: Team, sticky: Rep, tieBreak: TieBreak): string | null {
  const others = team.claims.filter(({ user_id }) => user_id !== sticky.user.id);
  return others.length > 0 ? pickFairly(others, tieBreak).first.user_id : null;
}

function tieBreakOf({ mode, seed }: RoutingSettings, lead: string): TieBreak {
  return mode === 'random' ? randomOrder(seed, lead) : waitedLonger;
}

/** Skilled and on shift first; who is off shift counts as away unless nobody is on. */
function preferredOf<Each extends Rep>(able: readonly Each[], request: RoutingRequest, settings: RoutingSettings): { preferred: readonly Each[]; skilled: boolean } {
  const on = settings.outside_hours === 'assign' ? able : able.filter(({ on_shift }) => on_shift);
  const shifts = settings.outside_hours === 'prefer_on_shift' ? [on, able] : [on];
  for (const shift of shifts) {
    const skilled = shift.filter((rep) => isSkilled(rep, request, settings) && rep.weight > 0);
    if (skilled.length > 0) return { preferred: skilled, skilled: true };
    if (settings.skill_fallback === 'any' && shift.some(({ weight }) => weight > 0)) return { preferred: shift, skilled: false };
  }
  return { preferred: [], skilled: true };
}

/** An unknown program asks for no skill. */
function isSkilled({ user }: Rep, { program_family, complexity_tier }: RoutingRequest, { min_skill_level }: RoutingSettings): boolean {
  if (program_family === null) return true;
  const needed = complexity_tier === null ? 1 : min_skill_level[complexity_tier];
  return user.skills.some((skill) => skill.program_family === program_family && skill.level >= needed);
}

/** Says why an able rep was not in the running after all: without a share, off shift or not skilled. */
function passOver(verdicts: readonly Verdict[], able: readonly Rep[], running: ReadonlySet<Rep>, request: RoutingRequest, settings: RoutingSettings): Verdict[] {
  const passed = new Map(able.filter((rep) => !running.has(rep)).map((rep) => [rep.user.id, rep]));
  return verdicts.map((verdict) => {
    const rep = passed.get(verdict.user_id);
    if (!rep) return verdict;
    if (rep.weight === 0) return { ...verdict, out: 'no_share', detail: 'weight 0: gets leads of their own prospects and by hand only' };
    if (!isSkilled(rep, request, settings)) return { ...verdict, out: 'unskilled', detail: `not skilled enough in ${request.program_family}` };
    return { ...verdict, out: 'off_shift', detail: 'outside working hours' };
  });
}

function decided(reason: AssignmentReason, owner_id: string, runner_up: string | null, running: readonly string[], { language }: RoutingRequest, verdicts: readonly Verdict[]): RoutingDecision {
  return { outcome: 'assigned', owner_id, reason, runner_up, language_used: language, verdicts, running };
}

function waiting(language: string | null, verdicts: readonly Verdict[]): RoutingDecision {
  return { outcome: 'waiting', owner_id: null, reason: 'nobody_eligible', runner_up: null, language_used: language, verdicts, running: [] };
}
