import { json, newId, type Store, type Tx } from '../../engine/store';
import { applySettings } from '../../engine/commands/apply-settings';

export const ADMIN = { kind: 'user', id: 'editor' } as const;
export const FLOW = { kind: 'workflow', id: 'wf-1' } as const;

export interface SeedOpportunity {
  readonly band?: 'Hot' | 'Warm' | 'Cold';
  readonly segment?: string;
  readonly language?: string | null;
  readonly geo?: string | null;
  readonly program_family?: string | null;
  readonly prospect_id?: string;
  readonly stage?: string;
  readonly created_at?: Date;
}

export interface Seeded {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
}

const CREATED = new Date('2026-05-11T14:00:00Z');

/** Opportunities with their prospects and leads, as Score & Segment leaves them. */
export async function seedOpportunities(store: Store, accountId: string, wanted: readonly SeedOpportunity[]): Promise<Seeded[]> {
  const seeded = wanted.map((each) => ({ each, prospect_id: each.prospect_id ?? newId(), lead_id: newId(), opportunity_id: newId() }));
  await store.transaction(accountId, async (tx) => {
    for (let from = 0; from < seeded.length; from += 250) await insert(tx, accountId, seeded.slice(from, from + 250));
  });
  return seeded.map(({ each: _, ...ids }) => ids);
}

async function insert(tx: Tx, account_id: string, seeded: readonly (Seeded & { each: SeedOpportunity })[]): Promise<void> {
  const fresh = seeded.filter(({ each }) => each.prospect_id === undefined);
  const touch = json({ click_ids: {}, platform: {} });
  if (fresh.length > 0) {
    await tx.db
      .insertInto('prospects')
      .values(fresh.map(({ prospect_id: id, each }) => ({ id, account_id, full_name: 'Test Person', language: each.language ?? null, geo: each.geo ?? null, engagement_level: 'Low' as const, first_touch: touch, last_touch: touch, created_at: CREATED, updated_at: CREATED })))
      .execute();
  }
  await tx.db
    .insertInto('leads')
    .values(
      seeded.map(({ lead_id: id, prospect_id }) => ({
        id, account_id, prospect_id, source_channel: 'google' as const, is_test: false, utms: json({}), first_touch: touch, last_touch: touch, consent: json([]), spam_score: 0,
        spam_reasons: json([]), answers: json({}), originals: json({}), flags: json([]), captured_at: CREATED, recorded_at: CREATED, settings_version: 0,
      })),
    )
    .execute();
  await tx.db
    .insertInto('opportunities')
    .values(
      seeded.map(({ opportunity_id: id, prospect_id, lead_id, each }) => ({
        id, account_id, prospect_id, lead_id, stage: (each.stage ?? 'SQL_ASSIGNED') as 'SQL_ASSIGNED', probability: 0.05, band: each.band ?? ('Hot' as const), score: 85, segment: each.segment ?? 'Hot PR',
        program_family: each.program_family ?? null, language: each.language ?? null, geo: each.geo ?? null, settings_version: 0, created_at: each.created_at ?? CREATED, stage_changed_at: each.created_at ?? CREATED,
      })),
    )
    .execute();
}

export function rep(id: string, fields: object = {}): object {
  return { id, name: `${id} name`, email: `${id}@firm.test`, role: 'setter', certified: true, ...fields };
}

/** Applies a settings document at `at`; `{}` caps and hours, unless said. */
export async function applyDocument(store: Store, accountId: string, document: object, at: Date): Promise<void> {
  await applySettings(store, accountId, { document, dry_run: false, note: null, effective_at: null, at, actor: FLOW, acting_user_id: null });
}

interface PoolRow {
  readonly user_ids: readonly string[];
  readonly credits: readonly number[];
  readonly received: readonly number[];
  readonly last_turns: readonly number[];
}

/** What a pool remembers, one object a rep. */
export function sharesOf({ user_ids, credits, received, last_turns }: PoolRow) {
  return user_ids.map((user_id, index) => ({ user_id, credit: credits[index]!, received: received[index]!, last_turn: last_turns[index] || null }));
}
