import { type RawBuilder, sql } from 'kysely';

import type { FrozenAttribution } from '../../core/model';
import type { Tx } from '../../store';

/**
 * The attribution of a journey that begins now: the person's first touch, the last touch and the campaign of the lead that
 * became the SQL (IN-12). The database refuses to change it later, whatever the person clicks on then.
 */
export function frozenAttribution({ accountId }: Tx, leadId: string, prospectId: string, at: Date): RawBuilder<FrozenAttribution> {
  return sql<FrozenAttribution>`(
    select jsonb_build_object('lead_id', l.id, 'first_touch', coalesce(p.first_touch, l.first_touch), 'last_touch', l.last_touch,
      'campaign_id', l.campaign_id, 'campaign', c.name, 'frozen_at', ${at.toISOString()}::text)
    from salesos.leads l
    left join salesos.prospects p on p.account_id = l.account_id and p.id = ${prospectId}::uuid
    left join salesos.campaigns c on c.account_id = l.account_id and c.id = l.campaign_id
    where l.account_id = ${accountId} and l.id = ${leadId}::uuid)`;
}
