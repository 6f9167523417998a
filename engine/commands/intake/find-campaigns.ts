import { sql } from 'kysely';

import type { Touch } from '../../core/model';
import type { Tx } from '../../store';
import type { LeadRow } from './lead-row';

interface Key {
  readonly kind: string;
  readonly value: string;
}

/** Leads with the registered campaign that brought them: by their last touch, else by their first (IN-16). No register, no cost but one read. */
export async function withCampaigns(tx: Tx, rows: readonly LeadRow[]): Promise<LeadRow[]> {
  const keys = rows.map((row) => [...keysOf(row.last_touch, row.source_channel), ...keysOf(row.first_touch, row.source_channel)]);
  const found = await campaignsByKey(tx, keys.flat());
  return rows.map((row, index) => ({ ...row, campaign_id: (keys[index] ?? []).map((key) => found.get(textOf(key))).find((id) => id !== undefined) ?? null }));
}

/** The platform's id is the surest, then the tag of the link, then the name that the platform gives. */
function keysOf({ utm_campaign, platform }: Touch, channel: string): Key[] {
  const { campaign_id, campaign_name } = platform;
  return [
    ...(campaign_id === undefined ? [] : [{ kind: ['google', 'meta', 'linkedin'].includes(channel) ? channel : 'other', value: campaign_id }]),
    ...(utm_campaign === undefined ? [] : [{ kind: 'utm', value: utm_campaign.toLowerCase() }, { kind: 'name', value: utm_campaign.toLowerCase() }]),
    ...(campaign_name === undefined ? [] : [{ kind: 'name', value: campaign_name.toLowerCase() }]),
  ];
}

function textOf({ kind, value }: Key): string {
  return `${kind} ${value}`;
}

async function campaignsByKey(tx: Tx, keys: readonly Key[]): Promise<Map<string, string>> {
  const distinct = [...new Map(keys.map((key) => [textOf(key), key])).values()];
  if (distinct.length === 0) return new Map();
  const { rows } = await sql<Key & { campaign_id: string }>`
    with wanted as (select kind, value from jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as w(kind text, value text))
    select w.kind, w.value, k.campaign_id from wanted w join salesos.campaign_keys k
      on k.account_id = ${tx.accountId} and k.kind = w.kind and k.value = w.value
    union all
    select w.kind, w.value, c.id from wanted w join salesos.campaigns c
      on c.account_id = ${tx.accountId} and w.kind = 'name' and lower(c.name) = w.value`.execute(tx.db);
  return new Map(rows.map(({ campaign_id, ...key }) => [textOf(key), campaign_id]));
}
