import type { Qualification, Role, Stage } from '../../engine/core/model';
import { json, newId, type Store, type Tx } from '../../engine/store';

export const ACCOUNT = 'acme-immigration';
export const at = new Date('2025-03-10T15:00:00Z');
export const workflow = { kind: 'workflow', id: 'wf1' } as const;

export function later(ms: number): Date {
  return new Date(at.getTime() + ms);
}
export const MINUTE = 60_000;
export const DAY = 86_400_000;

const PEOPLE: readonly [string, Role][] = [
  ['ana', 'setter'],
  ['carla', 'setter'],
  ['bo', 'closer'],
  ['dan', 'closer'],
  ['max', 'manager'],
  ['olga', 'ops'],
  ['adm', 'admin'],
];

/** A firm with setters ana and carla, closers bo and dan, manager max, ops olga; gone is inactive, both plays setter and closer. */
export async function seedFirm(store: Store, accountId = ACCOUNT): Promise<void> {
  await store.transaction(accountId, async (tx) => {
    const known = await tx.db.selectFrom('users').select('id').execute();
    if (known.length > 0) return;
    const rows = PEOPLE.map(([id, role]) => userRow(tx, id, role));
    const both = { ...userRow(tx, 'both', 'setter'), profile: json({ owner_roles: ['setter', 'closer'] }) };
    await tx.db.insertInto('users').values([...rows, both, { ...userRow(tx, 'gone', 'setter'), active: false }]).execute();
  });
}

function userRow(tx: Tx, id: string, role: Role) {
  return { account_id: tx.accountId, id, name: id, email: `${id}@firm.example`, role, active: true, profile: json({}) };
}

export interface SeededOpportunity {
  readonly stage?: Stage;
  readonly setter_id?: string | null;
  readonly closer_id?: string | null;
  readonly qualification?: Qualification | null;
  readonly consultation_at?: Date | null;
  readonly email?: string;
  readonly prospect_id?: string;
}

export const qualified: Qualification = {
  intent_family: 'PR',
  timeline: '0-30 days',
  residence_country: 'IN',
  citizenship_country: 'IN',
  prior_refusals: false,
  doc_readiness: 'Partial',
  fee_comfort: true,
  contact_verified: true,
};

/** Inserts opportunities with their person and lead; by default of setter ana and closer bo. @returns their ids */
export async function seedOpportunities(store: Store, seeds: readonly SeededOpportunity[], accountId = ACCOUNT): Promise<string[]> {
  await seedFirm(store, accountId);
  return store.transaction(accountId, async (tx) => {
    const ids: string[] = [];
    for (const seed of seeds) ids.push(await seedOne(tx, seed));
    return ids;
  });
}

async function seedOne(tx: Tx, seed: SeededOpportunity): Promise<string> {
  const id = newId();
  const lead_id = newId();
  const prospect_id = seed.prospect_id ?? newId();
  const email = seed.email ?? `${id}@example.com`;
  const touch = json({ click_ids: {}, platform: {} });
  if (!seed.prospect_id) {
    const prospect = { id: prospect_id, account_id: tx.accountId, full_name: 'Priya Sharma', first_name: 'Priya', last_name: 'Sharma', email, phone: '+14165550123', language: 'en', geo: 'IN' };
    await tx.db
      .insertInto('prospects')
      .values({ ...prospect, citizenship_country: 'IN', time_zone: 'America/Toronto', engagement_level: 'Medium', first_touch: touch, last_touch: touch, created_at: at, updated_at: at })
      .execute();
    await tx.db.insertInto('prospect_identifiers').values({ account_id: tx.accountId, kind: 'email', value: email, prospect_id, added_at: at }).execute();
  }
  await tx.db.insertInto('leads').values(leadRow(tx, lead_id, prospect_id)).execute();
  await tx.db
    .insertInto('opportunities')
    .values({
      id,
      account_id: tx.accountId,
      prospect_id,
      lead_id,
      stage: seed.stage ?? 'SQL_ASSIGNED',
      setter_id: seed.setter_id === undefined ? 'ana' : seed.setter_id,
      closer_id: seed.closer_id === undefined ? 'bo' : seed.closer_id,
      probability: 0.05,
      band: 'Hot',
      score: 85,
      segment: 'Hot PR',
      program_family: 'Express Entry',
      intent_family: 'PR',
      language: 'en',
      geo: 'IN',
      qualification: seed.qualification ? json(seed.qualification) : null,
      consultation_at: seed.consultation_at ?? null,
      settings_version: 0,
      created_at: at,
      stage_changed_at: at,
    })
    .execute();
  return id;
}

function leadRow(tx: Tx, id: string, prospect_id: string) {
  const touch = json({ click_ids: {}, platform: {} });
  return {
    id,
    account_id: tx.accountId,
    source_channel: 'google' as const,
    is_test: false,
    full_name: 'Priya Sharma',
    first_name: 'Priya',
    last_name: 'Sharma',
    residence_country: 'IN',
    citizenship_country: 'IN',
    destination_country: 'CA',
    language: 'en',
    utms: json({}),
    first_touch: touch,
    last_touch: touch,
    consent: json([]),
    spam_score: 0,
    spam_reasons: json([]),
    answers: json({}),
    originals: json({}),
    flags: json([]),
    captured_at: at,
    recorded_at: at,
    settings_version: 0,
    prospect_id,
  };
}

/** The stage and version of an opportunity. */
export async function stageOf(store: Store, id: string, accountId = ACCOUNT) {
  return store.transaction(accountId, (tx) => tx.db.selectFrom('opportunities').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
}

/** Types of the events of an opportunity (also of its appointments and offers), oldest first. */
export async function eventsOf(store: Store, id: string, accountId = ACCOUNT) {
  return store.transaction(accountId, async (tx) => {
    const rows = await tx.db.selectFrom('events').selectAll().orderBy('seq').execute();
    return rows.filter((row) => (row.data as { opportunity_id?: string }).opportunity_id === id);
  });
}

/** Applies a settings document as version 1 or the next. */
export async function applyDocument(store: Store, document: object, accountId = ACCOUNT): Promise<void> {
  await store.transaction(accountId, async (tx) => {
    const last = await tx.db.selectFrom('firm_settings').select('version').orderBy('version', 'desc').executeTakeFirst();
    await tx.db
      .insertInto('firm_settings')
      .values({ account_id: tx.accountId, version: (last?.version ?? 0) + 1, document: json(document), effective_at: new Date('2025-01-01T00:00:00Z'), note: null, applied_by: 'max', applied_at: at })
      .execute();
  });
}
