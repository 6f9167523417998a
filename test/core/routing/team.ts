import { firmUser, NO_LOAD, type Rep, type RepLoad, type RepPause, repsAt, routingSettings, type RoutingRequest, type RoutingSettings } from '../../../engine/core/routing';
import type { z } from 'zod';

export const NOON = new Date('2026-05-11T12:00:00-04:00');

type UserInput = Partial<z.input<typeof firmUser>>;

export function userOf(id: string, fields: UserInput = {}) {
  return firmUser.parse({ id, name: id, email: `${id}@firm.test`, role: 'setter', certified: true, ...fields });
}

export function requestOf(fields: Partial<RoutingRequest> = {}): RoutingRequest {
  return { opportunity_id: 'opp-1', role: 'setter', language: 'en', residence_country: 'IN', program_family: null, complexity_tier: null, last_owner_id: null, excluded: [], ...fields };
}

export function settingsOf(fields: z.input<typeof routingSettings> = {}): RoutingSettings {
  return routingSettings.parse(fields);
}

interface TeamOptions {
  readonly loads?: Record<string, Partial<RepLoad>>;
  readonly pauses?: readonly RepPause[];
  readonly settings?: RoutingSettings;
  readonly at?: Date;
}

export function teamOf(users: Record<string, UserInput>, { loads = {}, pauses = [], settings = settingsOf(), at = NOON }: TeamOptions = {}): Rep[] {
  return repsAt(
    'setter',
    {
      users: Object.entries(users).map(([id, fields]) => userOf(id, fields)),
      loads: new Map(Object.entries(loads).map(([id, load]) => [id, { ...NO_LOAD, ...load }])),
      pauses,
      settings,
      time_zone: 'America/Toronto',
    },
    at,
  );
}
