import { sql } from 'kysely';

import type { Store } from '../store';

export interface CampaignRow {
  readonly campaign_id: string;
  readonly name: string;
  readonly region: string;
  readonly intent: string;
  readonly program: string;
  readonly offer: string;
  readonly channel: string;
  readonly month: string;
  readonly utm_campaigns: readonly string[];
  readonly platform_ids: readonly { readonly kind: string; readonly value: string }[];
  /** Without test leads. */
  readonly leads: number;
  readonly sqls: number;
}

/** The register with what each campaign brought, newest month first (IN-16). */
export async function listCampaigns(store: Store, accountId: string, { month, limit }: { month: string | null; limit: number }): Promise<CampaignRow[]> {
  return store.transaction(accountId, async (tx) => {
    const { rows } = await sql<CampaignRow>`
      select c.id as campaign_id, c.name, c.region, c.intent, c.program, c.offer, c.channel, c.month,
        coalesce((select jsonb_agg(k.value order by k.value) from salesos.campaign_keys k where k.account_id = c.account_id and k.campaign_id = c.id and k.kind = 'utm'), '[]') as utm_campaigns,
        coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind, 'value', k.value) order by k.kind, k.value) from salesos.campaign_keys k
          where k.account_id = c.account_id and k.campaign_id = c.id and k.kind <> 'utm'), '[]') as platform_ids,
        (select count(*)::int from salesos.leads l where l.account_id = c.account_id and l.campaign_id = c.id and not l.is_test) as leads,
        (select count(*)::int from salesos.leads l where l.account_id = c.account_id and l.campaign_id = c.id and not l.is_test and l.is_sql) as sqls
      from salesos.campaigns c
      where c.account_id = ${tx.accountId} and (${month}::text is null or c.month = ${month})
      order by c.month desc, c.name limit ${limit}`.execute(tx.db);
    return rows;
  });
}
