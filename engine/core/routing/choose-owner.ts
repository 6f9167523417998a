import { chooseFairly, type Contender } from './fair-share';
import { judgeRep, type Verdict } from './judge-rep';
import type { Rep } from './rep';
import type { RoutingRequest } from './routing-request';
import type { RoutingSettings } from './settings';

export type AssignmentReason = 'sticky_owner' | 'fair_share' | 'fair_share_unskilled' | 'manual_override';

/** The decision with everything needed to explain it and to get it again from the same inputs (house rule 6). */
export interface RoutingDecision {
  readonly outcome: 'assigned' | 'waiting';
  readonly owner_id: string | null;
  readonly reason: AssignmentReason | 'nobody_eligible';
  readonly runner_up: string | null;
  /** The language the reps were chosen by: the prospect's or a fallback; null = not known. */
  readonly language_used: string | null;
  readonly verdicts: readonly Verdict[];
  /** Credits of everybody in the running: before and after this decision. */
  readonly credits: Readonly<Record<string, { readonly before: number; readonly after: number }>>;
}

/**
 * Chooses the owner for one opportunity in the strict order of P6.2.2: language and geo, then skill, then
 * capacity, then the fair share (weighted, or plain round robin by equal weights). A known prospect stays
 * with their last owner while that rep passes the hard rules, is here and has room (RT-05).
 * @param reps the reps of the request's role as they stand now, see repsAt
 */
export function chooseOwner(request: RoutingRequest, reps: readonly Rep[], settings: RoutingSettings): RoutingDecision {
  let decision = waiting(request.language, []);
  for (const language of languagesToTry(request, reps, settings)) {
    decision = chooseSpeaking({ ...request, language }, reps, settings);
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

function chooseSpeaking(request: RoutingRequest, reps: readonly Rep[], settings: RoutingSettings): RoutingDecision {
  const verdicts = reps.map((rep) => judgeRep(rep, request));
  const able = reps.filter((_, index) => verdicts[index]?.out === null);
  const sticky = settings.sticky_owner ? able.find(({ user }) => user.id === request.last_owner_id) : undefined;
  if (sticky) return { ...decided('sticky_owner', [sticky], request, verdicts), runner_up: runnerUp(able, sticky, request, settings) };
  const preferred = preferredOf(able, request, settings);
  if (preferred.reps.length === 0) return waiting(request.language, passOver(verdicts, able, preferred.reps, request, settings));
  const reason = preferred.skilled ? 'fair_share' : 'fair_share_unskilled';
  return decided(reason, preferred.reps, request, passOver(verdicts, able, preferred.reps, request, settings));
}

/** Who would have got the lead without the prospect's own rep. */
function runnerUp(able: readonly Rep[], sticky: Rep, request: RoutingRequest, settings: RoutingSettings): string | null {
  const { reps } = preferredOf(able.filter((rep) => rep !== sticky), request, settings);
  return reps.length > 0 ? chooseFairly(reps.map(contender)).chosen : null;
}

/** Skilled and on shift first; who is off shift counts as away unless nobody is on. */
function preferredOf(able: readonly Rep[], request: RoutingRequest, settings: RoutingSettings): { reps: readonly Rep[]; skilled: boolean } {
  const on = settings.outside_hours === 'assign' ? able : able.filter(({ on_shift }) => on_shift);
  const shifts = settings.outside_hours === 'prefer_on_shift' ? [on, able] : [on];
  for (const shift of shifts) {
    const skilled = shift.filter((rep) => isSkilled(rep, request, settings));
    if (skilled.length > 0) return { reps: skilled, skilled: true };
    if (shift.length > 0 && settings.skill_fallback === 'any') return { reps: shift, skilled: false };
  }
  return { reps: [], skilled: true };
}

/** An unknown program asks for no skill. */
function isSkilled({ user }: Rep, { program_family, complexity_tier }: RoutingRequest, { min_skill_level }: RoutingSettings): boolean {
  if (program_family === null) return true;
  const needed = complexity_tier === null ? 1 : min_skill_level[complexity_tier];
  return user.skills.some((skill) => skill.program_family === program_family && skill.level >= needed);
}

/** Says why an able rep was not in the running after all: off shift or not skilled. */
function passOver(verdicts: readonly Verdict[], able: readonly Rep[], running: readonly Rep[], request: RoutingRequest, settings: RoutingSettings): Verdict[] {
  const passed = new Map(able.filter((rep) => !running.includes(rep)).map((rep) => [rep.user.id, rep]));
  return verdicts.map((verdict) => {
    const rep = passed.get(verdict.user_id);
    if (!rep) return verdict;
    if (!isSkilled(rep, request, settings)) return { ...verdict, out: 'unskilled', detail: `not skilled enough in ${request.program_family}` };
    return { ...verdict, out: 'off_shift', detail: 'outside working hours' };
  });
}

function decided(reason: AssignmentReason, running: readonly Rep[], request: RoutingRequest, verdicts: readonly Verdict[]): RoutingDecision {
  const choice = chooseFairly(running.map(contender));
  const credits = running.map(({ user, load }) => [user.id, { before: load.credit, after: choice.credits.get(user.id) ?? load.credit }] as const);
  return {
    outcome: 'assigned',
    owner_id: choice.chosen,
    reason,
    runner_up: choice.runner_up,
    language_used: request.language,
    verdicts,
    credits: Object.fromEntries(credits),
  };
}

function contender({ user, weight, load }: Rep): Contender {
  return { user_id: user.id, weight, credit: load.credit, last_turn: load.last_turn };
}

function waiting(language: string | null, verdicts: readonly Verdict[]): RoutingDecision {
  return { outcome: 'waiting', owner_id: null, reason: 'nobody_eligible', runner_up: null, language_used: language, verdicts, credits: {} };
}
