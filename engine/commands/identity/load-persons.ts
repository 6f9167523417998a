import { sql } from 'kysely';

import type { Identifier } from '../../core/identity';
import type { Stage } from '../../core/model';
import { lockKeys, type Tx } from '../../store';

/** What a merge moves from one record to the other: tables whose rows hang on a person. */
export const MOVED_TABLES = ['leads', 'consents', 'activities', 'opportunities', 'messages'] as const;
export type MovedTable = (typeof MOVED_TABLES)[number];
export type MovedRows = Readonly<Record<MovedTable, readonly string[]>>;

export interface OpenJourney {
  readonly id: string;
  readonly stage: Stage;
  readonly probability: number;
  readonly version: number;
  readonly created_at: string;
}

/** A person with everything that hangs on the record. */
export interface LoadedPerson {
  readonly id: string;
  readonly full_name: string | null;
  readonly merged_into: string | null;
  readonly identifiers: readonly Identifier[];
  readonly rows: MovedRows;
  /** Records that were merged into this one before. */
  readonly children: readonly string[];
  readonly open: OpenJourney | null;
}

/** Locks what resolving and scoring lock, so that nobody meets a person while it moves; then reads. Unknown ids are missing. */
export async function lockPersons(tx: Tx, ids: readonly string[]): Promise<Map<string, LoadedPerson>> {
  const before = await loadPersons(tx, ids);
  const values = [...before.values()].flatMap(({ identifiers }) => identifiers.slice(0, MOST_LOCKS));
  await lockKeys(tx, [...values.map(({ kind, value }) => `identity:${kind}:${value}`), ...ids.map((id) => `person:${id}`)]);
  if (before.size > 0) await tx.db.selectFrom('prospects').select('id').where('account_id', '=', tx.accountId).where('id', 'in', [...before.keys()]).orderBy('id').forUpdate().execute();
  return loadPersons(tx, ids);
}

/** An agent's thousand addresses are not locked one by one; the lock on the person holds against other merges. */
const MOST_LOCKS = 100;

export async function loadPersons(tx: Tx, ids: readonly string[]): Promise<Map<string, LoadedPerson>> {
  if (ids.length === 0) return new Map();
  const idsOf = (table: MovedTable) => sql`'${sql.raw(table)}', coalesce((select jsonb_agg(t.id order by t.id) from salesos.${sql.raw(table)} t where t.account_id = p.account_id and t.prospect_id = p.id), '[]')`;
  const { rows } = await sql<LoadedPerson>`
    select p.id, p.full_name, p.merged_into,
      coalesce((select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value) from salesos.prospect_identifiers i where i.account_id = p.account_id and i.prospect_id = p.id), '[]') as identifiers,
      jsonb_build_object(${sql.join(MOVED_TABLES.map(idsOf))}) as rows,
      array(select m.id::text from salesos.prospects m where m.account_id = p.account_id and m.merged_into = p.id order by m.id) as children,
      (select jsonb_build_object('id', o.id, 'stage', o.stage, 'probability', o.probability, 'version', o.version, 'created_at', o.created_at) from salesos.opportunities o
        where o.account_id = p.account_id and o.prospect_id = p.id and o.stage not in ('CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED') limit 1) as open
    from salesos.prospects p where p.account_id = ${tx.accountId} and p.id in (${sql.join([...new Set(ids)])})`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}
