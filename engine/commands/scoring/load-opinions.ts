import { sql } from 'kysely';

import type { AiOpinion } from '../../core/scoring';
import type { Tx } from '../../store';

/** The AI's latest answer about each lead; leads without one are missing. */
export async function loadOpinions(tx: Tx, leadIds: readonly string[]): Promise<Map<string, AiOpinion>> {
  if (leadIds.length === 0) return new Map();
  const { rows } = await sql<AiOpinion & { lead_id: string }>`
    select distinct on (lead_id) lead_id, fields, model, prompt_version, suspicious from salesos.ai_classifications
    where account_id = ${tx.accountId} and status = 'answered' and lead_id in (${sql.join([...leadIds])})
    order by lead_id, asked_at desc, id desc`.execute(tx.db);
  return new Map(rows.map(({ lead_id, ...opinion }) => [lead_id, opinion]));
}
