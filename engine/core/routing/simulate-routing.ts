import { localDay } from '../sla/zone-offsets';
import { NO_LOAD, type RepLoad, repsAt } from './rep';
import type { RoutingRequest } from './routing-request';
import { RoutingPool, type Standing } from './routing-pool';
import type { RoutingSettings } from './settings';
import type { FirmUser, OwnerRole } from './users';

const HOUR_MS = 3_600_000;

/** A lead of the demand that is played again, at the moment at which it comes. */
export interface DemandLead extends Omit<RoutingRequest, 'role' | 'excluded' | 'last_owner_id'> {
  readonly at: Date;
}

export interface SimulationInput {
  readonly role: OwnerRole;
  readonly users: readonly FirmUser[];
  readonly settings: RoutingSettings;
  readonly time_zone: string;
  readonly demand: readonly DemandLead[];
  /** How long a lead stays on the desk. */
  readonly desk_hours: number;
}

export interface SimulatedRep {
  readonly user_id: string;
  readonly leads: number;
  /** The most open leads on the desk at once. */
  readonly most_open: number;
}

export interface SimulatedDemand {
  readonly reps: readonly SimulatedRep[];
  /** Leads that had to wait for an owner. */
  readonly waited: number;
  readonly longest_wait_hours: number;
  /** Leads that had no owner at the end. */
  readonly left_waiting: number;
}

interface Given {
  readonly user_id: string;
  readonly at: Date;
}

/** What the rules would make of a demand, lead by lead in the order in which it comes; who waits is tried again with every lead. */
export function simulateRouting({ role, users, settings, time_zone, demand, desk_hours }: SimulationInput): SimulatedDemand {
  const given: Given[] = [];
  const most = new Map<string, number>();
  const waits: number[] = [];
  let queue: DemandLead[] = [];
  let standings = new Map<string, Standing>();
  let turn = 0;
  const sorted = [...demand].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const lead of sorted) {
    const loads = loadsAt(given, users, standings, time_zone, lead.at, desk_hours);
    const pool = new RoutingPool(repsAt(role, { users, loads, pauses: [], settings, time_zone }, lead.at), settings, turn);
    const still: DemandLead[] = [];
    for (const wanted of [...queue, lead]) {
      const decision = pool.decide({ ...wanted, role, excluded: [], last_owner_id: null });
      if (decision.owner_id === null) {
        still.push(wanted);
        continue;
      }
      pool.give(decision);
      given.push({ user_id: decision.owner_id, at: lead.at });
      if (wanted !== lead) waits.push(lead.at.getTime() - wanted.at.getTime());
    }
    for (const { user, load } of pool.reps) most.set(user.id, Math.max(most.get(user.id) ?? 0, load.open_opportunities));
    queue = still;
    standings = pool.standings();
    turn = pool.lastTurn;
  }
  const end = sorted[sorted.length - 1]?.at.getTime() ?? 0;
  const all = [...waits, ...queue.map(({ at }) => end - at.getTime())];
  const team = users.filter(({ owner_roles }) => owner_roles.includes(role)).map(({ id }) => id).sort();
  return {
    reps: team.map((user_id) => ({ user_id, leads: given.filter((each) => each.user_id === user_id).length, most_open: most.get(user_id) ?? 0 })),
    waited: all.length,
    longest_wait_hours: Math.max(0, ...all) / HOUR_MS,
    left_waiting: queue.length,
  };
}

function loadsAt(given: readonly Given[], users: readonly FirmUser[], standings: ReadonlyMap<string, Standing>, firmZone: string, at: Date, deskHours: number): Map<string, RepLoad> {
  const recent = given.filter((each) => at.getTime() - each.at.getTime() < Math.max(deskHours, 48) * HOUR_MS);
  return new Map(
    users.map(({ id, time_zone }) => {
      const zone = time_zone ?? firmZone;
      const today = localDay(zone, at.getTime());
      const own = recent.filter(({ user_id }) => user_id === id).map((each) => each.at.getTime());
      const within = (hours: number): number => own.filter((time) => at.getTime() - time < hours * HOUR_MS).length;
      const counts = { open_opportunities: within(deskHours), assigned_today: own.filter((time) => localDay(zone, time) === today).length, assigned_last_hour: within(1) };
      return [id, { ...NO_LOAD, ...(standings.get(id) ?? {}), ...counts }];
    }),
  );
}
