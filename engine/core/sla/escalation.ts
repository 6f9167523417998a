import type { LadderAction } from './ladder-settings';

/** A person as the ladder sees them. */
export interface LadderPerson {
  readonly id: string;
  readonly role: string;
  readonly manager_id: string | null;
  readonly active: boolean;
  readonly away: boolean;
}

export interface Addressee {
  /** null = nobody is to be told. */
  readonly recipient_id: string | null;
  /** Nobody who could be told is there: the ladder waits on this step until somebody is. */
  readonly held: boolean;
}

const NOBODY: Addressee = { recipient_id: null, held: false };

/**
 * SL-03: who is told. The rep for a warning and a reminder (without one, the manager); for the manager, the first of the
 * rep's managers upwards who is here, then any manager, then an admin. When all of them are away the ladder waits.
 */
export function addresseeOf(action: LadderAction, ownerId: string | null, people: ReadonlyMap<string, LadderPerson>): Addressee {
  if (action === 'reassign') return NOBODY;
  const owner = ownerId === null ? undefined : people.get(ownerId);
  if ((action === 'warn' || action === 'notify_rep') && owner?.active) return { recipient_id: owner.id, held: false };
  const manager = managerHere(owner, people);
  if (manager) return { recipient_id: manager.id, held: false };
  return { recipient_id: null, held: action === 'notify_manager' && [...people.values()].some(isManager) };
}

function managerHere(owner: LadderPerson | undefined, people: ReadonlyMap<string, LadderPerson>): LadderPerson | undefined {
  const seen = new Set<string>();
  for (let id = owner?.manager_id ?? null; id !== null && !seen.has(id); ) {
    seen.add(id);
    const person = people.get(id);
    if (person && isHere(person)) return person;
    id = person?.manager_id ?? null;
  }
  const others = [...people.values()].filter(isHere).sort((a, b) => (a.id < b.id ? -1 : 1));
  return others.find(({ role }) => role === 'manager') ?? others.find(({ role }) => role === 'admin');
}

function isManager({ role, active }: LadderPerson): boolean {
  return active && (role === 'manager' || role === 'admin');
}

function isHere(person: LadderPerson): boolean {
  return person.active && !person.away;
}

/** A notice that a person would get. */
export interface Notice {
  readonly recipient_id: string | null;
  /** When the step was due. */
  readonly step_at: Date;
}

export interface NoticeRules {
  /** Later than this it is no news: it goes into the digest. */
  readonly digest_after_minutes: number;
  /** More than this many for one person at once go into the digest. */
  readonly digest_above: number;
}

const MINUTE_MS = 60_000;

/** Which notices of one beat are told in a digest rather than alone: late ones, and all of a person who would get too many. */
export function inDigest(notices: readonly Notice[], { digest_after_minutes, digest_above }: NoticeRules, at: Date): boolean[] {
  const counts = new Map<string, number>();
  for (const { recipient_id } of notices) if (recipient_id !== null) counts.set(recipient_id, (counts.get(recipient_id) ?? 0) + 1);
  return notices.map(({ recipient_id, step_at }) => {
    if (recipient_id === null) return false;
    return at.getTime() - step_at.getTime() > digest_after_minutes * MINUTE_MS || (counts.get(recipient_id) ?? 0) > digest_above;
  });
}
