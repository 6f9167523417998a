import { sql } from 'kysely';

import { type CampaignLint, lintCampaignName } from '../core/attribution';
import { DomainError } from '../core/errors';
import { type Actor, SOURCE_CHANNELS } from '../core/model';
import { json, lockKeys, newId, type Store, type Tx, writeAudit } from '../store';
import { failed, type Result } from './result';

export const CAMPAIGN_KEY_KINDS = ['utm', 'google', 'meta', 'linkedin', 'other'] as const;
export type CampaignKeyKind = (typeof CAMPAIGN_KEY_KINDS)[number];

/** A campaign as marketing lists it: its name, the utm_campaign of its links, its ids at the platforms. */
export interface CampaignEntry {
  readonly name: string;
  readonly keys: readonly { readonly kind: CampaignKeyKind; readonly value: string }[];
  /** Take the corrected name where the linter has one, instead of refusing. */
  readonly mend: boolean;
}

export interface RegisterCampaigns {
  readonly entries: readonly CampaignEntry[];
  readonly at: Date;
  readonly actor: Actor;
}

export interface RegisteredCampaign {
  readonly campaign_id: string;
  readonly name: string;
  readonly created: boolean;
  /** Earlier leads that now have their campaign. */
  readonly linked_leads: number;
}

interface Accepted {
  readonly lint: CampaignLint;
  readonly name: string;
  readonly keys: CampaignEntry['keys'];
}

/**
 * Writes campaigns into the register (IN-16), once each: the same name again only adds its keys. A key that belongs to another
 * campaign is refused, since a lead must have one. Leads that came before the entry get their campaign, too.
 * @returns one result per entry, in order; `CAMPAIGN_NAME_INVALID` lists every mistake of the name
 */
export async function registerCampaigns(store: Store, accountId: string, input: RegisterCampaigns): Promise<Result<RegisteredCampaign>[]> {
  return store.transaction(accountId, async (tx) => {
    await lockKeys(tx, ['campaign-register']);
    const results: Result<RegisteredCampaign>[] = [];
    // One after the other: a later entry of the list may name a key of an earlier one.
    for (const entry of input.entries) results.push(await register(tx, entry, input));
    return results;
  });
}

async function register(tx: Tx, entry: CampaignEntry, { at, actor }: RegisterCampaigns): Promise<Result<RegisteredCampaign>> {
  const checked = check(entry);
  if (!checked.ok) return checked;
  const known = await tx.db.selectFrom('campaigns').select('id').where('name', '=', checked.name).executeTakeFirst();
  const taken = await takenKeys(tx, checked, known?.id ?? null);
  if (taken) return failed(taken);
  const campaign_id = known?.id ?? newId();
  if (!known) await insertCampaign(tx, campaign_id, checked, at);
  await insertKeys(tx, campaign_id, checked);
  const linked_leads = await linkLeads(tx, campaign_id);
  await writeAudit(tx, known ? [] : [{ at, actor, action: 'campaign.registered', subject_kind: 'campaign', subject_id: campaign_id, after: { name: checked.name } }]);
  return { ok: true, campaign_id, name: checked.name, created: !known, linked_leads };
}

function check({ name, keys, mend }: CampaignEntry): Result<Accepted> {
  const lint = lintCampaignName(name);
  const right = lint.is_valid || mend ? lint.corrected : null;
  if (right === null) {
    const hint = lint.corrected === null ? '' : `; it should be '${lint.corrected}'`;
    return failed(new DomainError('CAMPAIGN_NAME_INVALID', `The campaign name '${name}' does not follow the standard${hint}`, lint.problems));
  }
  const clean = keys.map(({ kind, value }) => ({ kind, value: kind === 'utm' ? value.trim().toLowerCase() : value.trim() })).filter(({ value }) => value !== '');
  return { ok: true, lint, name: right, keys: clean };
}

async function takenKeys(tx: Tx, { keys, name }: Accepted, ownId: string | null): Promise<DomainError | null> {
  if (keys.length === 0) return null;
  const rows = await tx.db
    .selectFrom('campaign_keys')
    .innerJoin('campaigns', 'campaigns.id', 'campaign_keys.campaign_id')
    .select(['campaign_keys.kind', 'campaign_keys.value', 'campaigns.name', 'campaigns.id'])
    .where((eb) => eb.or(keys.map(({ kind, value }) => eb.and([eb('campaign_keys.kind', '=', kind), eb('campaign_keys.value', '=', value)]))))
    .execute();
  const foreign = rows.filter(({ id }) => id !== ownId);
  if (foreign.length === 0) return null;
  return new DomainError('CAMPAIGN_KEY_TAKEN', `'${name}' cannot have keys of other campaigns`, foreign.map((row) => ({ field: row.kind, message: `'${row.value}' belongs to '${row.name}'` })));
}

async function insertCampaign(tx: Tx, id: string, { lint, name }: Accepted, at: Date): Promise<void> {
  const { region = '', intent = '', program = '', offer = '', channel = '', month = '' } = lint.parts ?? {};
  await tx.db.insertInto('campaigns').values({ id, account_id: tx.accountId, name, region, intent, program, offer, channel, month, created_at: at, updated_at: at }).execute();
}

async function insertKeys(tx: Tx, campaign_id: string, { keys }: Accepted): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map((key) => ({ ...key, account_id: tx.accountId, campaign_id }));
  await tx.db.insertInto('campaign_keys').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}

/** By last touch, as normalisation finds it; a lead that has a campaign keeps it. */
async function linkLeads(tx: Tx, campaignId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update salesos.leads l set campaign_id = ${campaignId}::uuid
    where l.account_id = ${tx.accountId} and l.campaign_id is null and (
      exists (select from salesos.campaign_keys k where k.account_id = l.account_id and k.campaign_id = ${campaignId}::uuid
        and ((k.kind = 'utm' and k.value = lower(l.last_touch->>'utm_campaign'))
          or (k.value = l.last_touch#>>'{platform,campaign_id}' and k.kind = case when l.source_channel in (select jsonb_array_elements_text(${json(PLATFORMS)})) then l.source_channel else 'other' end)))
      or exists (select from salesos.campaigns c where c.account_id = l.account_id and c.id = ${campaignId}::uuid
        and lower(c.name) in (lower(l.last_touch->>'utm_campaign'), lower(l.last_touch#>>'{platform,campaign_name}'))))`.execute(tx.db);
  return Number(numAffectedRows ?? 0);
}

/** Sources whose campaigns have ids of their own. */
const PLATFORMS = SOURCE_CHANNELS.filter((channel) => (CAMPAIGN_KEY_KINDS as readonly string[]).includes(channel));
