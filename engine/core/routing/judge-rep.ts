import type { Rep } from './rep';
import type { RoutingRequest } from './routing-request';

/** Why a rep is not in the running, in the order in which the rules are asked (P6.2.2). */
export const EXCLUSIONS = [
  'inactive',
  'not_certified',
  'language',
  'geo',
  'excluded',
  'not_among',
  'away',
  'full_open',
  'full_day',
  'full_hour',
  'full_week',
  'off_shift',
  'unskilled',
  'no_share',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** One line of the receipt: in (no `out`) or out and why. */
export interface Verdict {
  readonly user_id: string;
  readonly out: Exclusion | null;
  readonly detail: string | null;
}

type CapRule = (rep: Pick<Rep, 'load' | 'caps'>) => string | null;
type Rule = (rep: Rep, request: RoutingRequest) => string | null;

/** P6.3: what closes a rep for every lead. */
const CAPS: readonly (readonly [Exclusion, CapRule])[] = [
  ['full_open', ({ load, caps }) => full(load.open_opportunities, caps.max_open_opportunities, 'open opportunities')],
  ['full_day', ({ load, caps }) => full(load.assigned_today, caps.daily_sql_limit, 'leads today')],
  ['full_hour', ({ load, caps }) => full(load.assigned_last_hour, caps.hourly_limit, 'leads in the last hour')],
  ['full_week', ({ load, caps }) => full(load.appointments_this_week, caps.active_appointments_cap, 'appointments this week')],
];

/** Each rule gives the reason why the rep is out, or null. Shift, skill and share are decided over the whole team. */
const RULES: readonly (readonly [Exclusion, Rule])[] = [
  ['inactive', ({ user }) => (user.active ? null : 'left or deactivated')],
  ['not_certified', ({ user }) => (user.certified ? null : 'not certified yet (playbook 15.5)')],
  ['language', ({ user }, { language }) => (language === null || user.languages.includes(language) ? null : `speaks ${user.languages.join(', ')}, not ${language}`)],
  ['geo', geoRule],
  ['excluded', ({ user }, { excluded }) => excluded.find(({ user_id }) => user_id === user.id)?.reason ?? null],
  ['not_among', ({ user }, { among }) => (!among || among.includes(user.id) ? null : 'not among those who were asked for')],
  ['away', ({ away }) => away?.reason ?? null],
  ...CAPS,
];

/** Asks the rules in order; the first that speaks excludes the rep. */
export function judgeRep(rep: Rep, request: RoutingRequest): Verdict {
  for (const [out, rule] of RULES) {
    const detail = rule(rep, request);
    if (detail !== null) return { user_id: rep.user.id, out, detail };
  }
  return { user_id: rep.user.id, out: null, detail: null };
}

/** Whether a cap closes the rep for every lead. */
export function isFull(rep: Pick<Rep, 'load' | 'caps'>): boolean {
  return CAPS.some(([, rule]) => rule(rep) !== null);
}

/** Whether the rep can take leads at all now: here, certified, and not full. */
export function isAvailable(rep: Rep): boolean {
  return rep.user.active && rep.user.certified && rep.away === null && !isFull(rep);
}

/** Fails closed: a rep licensed for some countries only is not asked to serve an unknown one. */
function geoRule({ user }: Rep, { residence_country: country }: RoutingRequest): string | null {
  if (country === null) return user.countries === null ? null : `may serve ${user.countries.join(', ')} only; the residence is not known`;
  if (user.excluded_countries.includes(country)) return `may not serve ${country}`;
  return user.countries === null || user.countries.includes(country) ? null : `may serve ${user.countries.join(', ')}, not ${country}`;
}

function full(now: number, cap: number | null, what: string): string | null {
  return cap !== null && now >= cap ? `${now} ${what}, cap ${cap}` : null;
}
