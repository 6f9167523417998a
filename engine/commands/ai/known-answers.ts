import { sql } from 'kysely';

import type { StoredAiField, Tx } from '../../store';

export interface ReusableAnswer {
  readonly id: string;
  readonly fields: Record<string, StoredAiField>;
  readonly suspicious: boolean;
}

/** What was asked before; keys are `lead id hash`, of reusable answers the hash alone. */
export interface KnownAnswers {
  /** The fields of the latest answer. */
  readonly answered: ReadonlyMap<string, Readonly<Record<string, StoredAiField>>>;
  readonly pending: ReadonlySet<string>;
  /** Failures that the question itself was the cause of. */
  readonly failures: ReadonlyMap<string, number>;
  readonly reusable: ReadonlyMap<string, ReusableAnswer>;
}

interface Row {
  readonly lead_id: string;
  readonly question_sha256: string;
  readonly status: 'pending' | 'answered' | 'failed';
  readonly fields: Record<string, StoredAiField>;
  readonly count: number;
}

/** Failures of the question, not of the line or the purse: asking again gives the same. */
const OWN_FAULTS = ['AI_NOT_JSON', 'AI_ANSWER_INVALID', 'AI_REFUSED', 'AI_CUT_OFF', 'AI_REQUEST_REFUSED'];

/** Earlier answers to the same questions, of these leads and of others. */
export async function knownAnswers(tx: Tx, hashes: readonly string[], leadIds: readonly string[]): Promise<KnownAnswers> {
  if (hashes.length === 0) return { answered: new Map(), pending: new Set(), failures: new Map(), reusable: new Map() };
  const { rows } = await sql<Row>`
    select lead_id, question_sha256, status, count(*)::int as count, (array_agg(fields order by asked_at desc, id desc))[1] as fields from salesos.ai_classifications
    where account_id = ${tx.accountId} and lead_id in (${sql.join([...leadIds])}) and question_sha256 in (${sql.join([...hashes])})
      and (status <> 'failed' or failure_code in (${sql.join(OWN_FAULTS)}))
    group by 1, 2, 3`.execute(tx.db);
  const { rows: others } = await sql<ReusableAnswer & { question_sha256: string }>`
    select distinct on (question_sha256) question_sha256, id, fields, suspicious from salesos.ai_classifications
    where account_id = ${tx.accountId} and status = 'answered' and reused_from is null and question_sha256 in (${sql.join([...hashes])})
    order by question_sha256, asked_at desc, id desc`.execute(tx.db);
  const those = (status: Row['status']) => rows.filter((row) => row.status === status).map((row) => ({ ...row, key: `${row.lead_id} ${row.question_sha256}` }));
  return {
    answered: new Map(those('answered').map(({ key, fields }) => [key, fields])),
    pending: new Set(those('pending').map(({ key }) => key)),
    failures: new Map(those('failed').map(({ key, count }) => [key, count])),
    reusable: new Map(others.map((other) => [other.question_sha256, other])),
  };
}
