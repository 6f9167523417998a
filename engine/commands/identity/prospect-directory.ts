import { sql } from 'kysely';

import { type Candidate, type Identifier, MAX_CANDIDATES } from '../../core/identity';
import type { Tx } from '../../store';
import { TEST_MARK } from './lead-to-resolve';

/** Known persons by what identifies them, as one transaction sees them and as it goes on changing them. */
export interface ProspectDirectory {
  /** Everybody who shares one of these values. */
  candidatesFor(identifiers: readonly Identifier[]): Candidate[];
  /** Tells the directory of a new person, or of another value or fuller name of a known one. */
  remember(person: Candidate): void;
}

interface FoundRow {
  prospect_id: string;
  full_name: string | null;
  identifiers: Identifier[];
}

/** A name with half a phone number only suggests; more of them than this suggest nothing. */
const MAX_BY_NAME = 50;

/**
 * Reads everybody who shares a value with any lead of the batch, in one query; merged records count as the living one.
 * The lateral lookups (limit 1) keep it on the indexes also where statistics are missing, as in a young embedded store.
 */
export async function loadDirectory(tx: Tx, identifiers: readonly Identifier[]): Promise<ProspectDirectory> {
  const directory = emptyDirectory();
  if (identifiers.length === 0) return directory;
  const account = tx.accountId;
  const { rows } = await sql<FoundRow>`
    with wanted as (select distinct kind, value from jsonb_to_recordset(${JSON.stringify(identifiers)}::jsonb) as w(kind text, value text)),
    found as (
      select distinct living.id
      from wanted w
      cross join lateral (
        select i.prospect_id from salesos.prospect_identifiers i
        where i.account_id = ${account} and i.kind = w.kind and i.value = w.value
        order by i.prospect_id limit case when w.kind = 'name_key' then ${MAX_BY_NAME}::int else ${MAX_CANDIDATES + 1}::int end
      ) i
      cross join lateral (
        select coalesce(p.merged_into, p.id) as id from salesos.prospects p where p.account_id = ${account} and p.id = i.prospect_id limit 1
      ) living
    )
    select found.id as prospect_id, person.full_name, known.identifiers
    from found
    cross join lateral (select p.full_name from salesos.prospects p where p.account_id = ${account} and p.id = found.id limit 1) person
    cross join lateral (
      select coalesce(jsonb_agg(distinct jsonb_build_object('kind', i.kind, 'value', i.value)), '[]') as identifiers
      from (select found.id union all select m.id from salesos.prospects m where m.account_id = ${account} and m.merged_into = found.id) own
      cross join lateral (
        select i.kind, i.value from salesos.prospect_identifiers i where i.account_id = ${account} and i.prospect_id = own.id limit 10000
      ) i
    ) known`.execute(tx.db);
  for (const row of rows) directory.remember(row);
  return directory;
}

function emptyDirectory(): ProspectDirectory {
  const persons = new Map<string, Candidate>();
  const byValue = new Map<string, Set<string>>();
  return {
    candidatesFor(identifiers) {
      const ids = new Set(identifiers.flatMap((identifier) => [...(byValue.get(keyOf(identifier)) ?? [])]));
      return [...ids].flatMap((id) => persons.get(id) ?? []).map(withPlainValues);
    },
    remember(person) {
      const known = persons.get(person.prospect_id);
      const added = person.identifiers.filter((identifier) => !known?.identifiers.some((other) => keyOf(other) === keyOf(identifier)));
      persons.set(person.prospect_id, { ...person, identifiers: [...(known?.identifiers ?? []), ...added] });
      for (const identifier of added) {
        const ids = byValue.get(keyOf(identifier)) ?? new Set();
        byValue.set(keyOf(identifier), ids.add(person.prospect_id));
      }
    },
  };
}

/** The mark of a test's values served to find it; the decision compares the values themselves. */
function withPlainValues(person: Candidate): Candidate {
  return { ...person, identifiers: person.identifiers.map(({ kind, value }) => ({ kind, value: value.replace(TEST_MARK, '') })) };
}

function keyOf({ kind, value }: Identifier): string {
  return `${kind} ${value}`;
}
