import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import { type DemandLead, type OwnerRole, simulateRouting, type SimulatedDemand } from '../core/routing';
import type { FirmSettings } from '../core/settings';
import { currentSettings, type Store, type Tx } from '../store';

const DAY_MS = 86_400_000;

/** "What if Ana is away next week?" */
export interface WhatIf {
  readonly role: OwnerRole;
  /** Days of recent demand, played again over as many days from now. */
  readonly days: number;
  /** Who would be away all the time. */
  readonly away: readonly string[];
  /** Weights that would hold instead; by user id. */
  readonly weights: Readonly<Record<string, number>>;
  /** How long a lead stays on the desk, in hours. */
  readonly desk_hours: number;
  readonly at: Date;
}

export interface WhatIfAnswer {
  readonly leads: number;
  /** As the settings are, planned absences included. */
  readonly as_is: SimulatedDemand;
  readonly what_if: SimulatedDemand;
}

/** Plays the demand of the last days again, as the firm is and as it would be. Nothing is written. @throws DomainError `REP_UNKNOWN` */
export async function simulateDemand(store: Store, accountId: string, question: WhatIf): Promise<WhatIfAnswer> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, question.at);
    const changed = changedUsers(settings, question);
    const demand = await readDemand(tx, question);
    const base = { role: question.role, settings: settings.routing, time_zone: settings.firm.time_zone, demand, desk_hours: question.desk_hours };
    return { leads: demand.length, as_is: simulateRouting({ ...base, users: settings.users }), what_if: simulateRouting({ ...base, users: changed }) };
  });
}

function changedUsers({ users }: FirmSettings, { away, weights, role }: WhatIf): FirmSettings['users'] {
  const reps = users.filter(({ owner_roles }) => owner_roles.includes(role)).map(({ id }) => id);
  const unknown = [...away, ...Object.keys(weights)].filter((id) => !reps.includes(id));
  if (unknown.length > 0) throw new DomainError('REP_UNKNOWN', `${unknown.map((id) => `'${id}'`).join(', ')} takes no leads as ${role}; allowed: ${reps.join(', ') || 'nobody yet'}`);
  const pause = { from: '1970-01-01', to: null, reason: 'what if' };
  return users.map((user) => ({ ...user, weight: weights[user.id] ?? user.weight, pauses: away.includes(user.id) ? [pause] : user.pauses }));
}

async function readDemand(tx: Tx, { days, at }: WhatIf): Promise<DemandLead[]> {
  const { rows } = await sql<DemandLead>`
    select o.id as opportunity_id, coalesce(o.language, p.language) as language, coalesce(o.geo, p.geo) as residence_country, o.program_family,
      l.classification ->> 'complexity_tier' as complexity_tier, o.created_at as at
    from salesos.opportunities o
    join salesos.prospects p on p.account_id = o.account_id and p.id = o.prospect_id
    join salesos.leads l on l.account_id = o.account_id and l.id = o.lead_id
    where o.account_id = ${tx.accountId} and o.created_at > ${new Date(at.getTime() - days * DAY_MS)} and o.created_at <= ${at}
    order by o.created_at`.execute(tx.db);
  return rows.map((lead) => ({ ...lead, at: new Date(lead.at.getTime() + days * DAY_MS) }));
}
