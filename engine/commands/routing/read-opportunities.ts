import { sql } from 'kysely';

import type { Band, Classification, Stage } from '../../core/model';
import type { OwnerRole } from '../../core/routing';
import type { Tx } from '../../store';

/** An opportunity as routing sees it, locked until the transaction ends. */
export interface RoutableOpportunity {
  readonly id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly stage: Stage;
  readonly band: Band;
  readonly segment: string;
  readonly score: number;
  readonly version: number;
  readonly owner_id: string | null;
  readonly waiting_role: OwnerRole | null;
  readonly waiting_since: Date | null;
  readonly language: string | null;
  readonly residence_country: string | null;
  readonly program_family: string | null;
  readonly complexity_tier: Classification['complexity_tier'];
  /** The prospect's last owner in this role on another opportunity. */
  readonly last_owner_id: string | null;
  /** Whether the present owner's assignment counted for their share; null = no assignment on record. */
  readonly contested: boolean | null;
  /** Who must not serve the prospect, and why. */
  readonly blocked: readonly { readonly user_id: string; readonly reason: string }[];
}

export interface RoutableBatch {
  readonly opportunities: ReadonlyMap<string, RoutableOpportunity>;
  /** The settings version in force; 0 = none applied yet. */
  readonly settings_version: number;
}

/** Locks and reads a batch in the order of ids, with the settings version in force, in one statement. */
export async function readOpportunities(tx: Tx, ids: readonly string[], role: OwnerRole, at: Date): Promise<RoutableBatch> {
  const owner = sql.ref(role === 'setter' ? 'o.setter_id' : 'o.closer_id');
  const { rows } = await sql<{ settings_version: number } & ({ [Key in keyof RoutableOpportunity]: RoutableOpportunity[Key] | null })>`
    with found as (
      select o.id, o.prospect_id, o.lead_id, o.stage, o.band, o.segment, o.score, o.version, ${owner} as owner_id, o.waiting_role, o.waiting_since,
        coalesce(o.language, p.language) as language, coalesce(o.geo, p.geo) as residence_country, o.program_family,
        l.classification ->> 'complexity_tier' as complexity_tier, last.user_id as last_owner_id, own.contested,
        coalesce((select jsonb_agg(jsonb_build_object('user_id', b.user_id, 'reason', b.reason)) from salesos.routing_blocks b
          where b.account_id = o.account_id and b.prospect_id = o.prospect_id), '[]') as blocked
      from salesos.opportunities o
      join salesos.prospects p on p.account_id = o.account_id and p.id = o.prospect_id
      join salesos.leads l on l.account_id = o.account_id and l.id = o.lead_id
      left join salesos.assignments own on own.account_id = o.account_id and own.opportunity_id = o.id and own.role = ${role} and own.ended_at is null
      left join lateral (
        select a.user_id from salesos.opportunities earlier
        join salesos.assignments a on a.account_id = earlier.account_id and a.opportunity_id = earlier.id and a.role = ${role}
        where earlier.account_id = o.account_id and earlier.prospect_id = o.prospect_id and earlier.id <> o.id
        order by a.seq desc limit 1) last on true
      where o.account_id = ${tx.accountId} and o.id = any(${`{${[...new Set(ids)].join(',')}}`}::uuid[])
      order by o.id
      for update of o),
    in_force as (select coalesce((select version from salesos.firm_settings where account_id = ${tx.accountId} and effective_at <= ${at} order by version desc limit 1), 0) as settings_version)
    select in_force.settings_version, found.* from in_force left join found on true`.execute(tx.db);
  const found = rows.flatMap(({ settings_version: _, ...row }) => (row.id === null ? [] : [row as RoutableOpportunity]));
  return { opportunities: new Map(found.map((row) => [row.id, row])), settings_version: rows[0]?.settings_version ?? 0 };
}
