import { sql } from 'kysely';

import type { AiSettings } from '../../core/scoring';
import type { Tx } from '../../store';

/** What was spent or is reserved on the firm's day and in its month, in millionths. */
export async function spentMicros(tx: Tx, at: Date, timeZone: string): Promise<{ day: number; month: number }> {
  const { rows } = await sql<{ day: number; month: number }>`
    with bounds as (
      select date_trunc('day', ${at}::timestamptz at time zone ${timeZone}) at time zone ${timeZone} as day_start,
        date_trunc('month', ${at}::timestamptz at time zone ${timeZone}) at time zone ${timeZone} as month_start)
    select coalesce(sum(a.cost_micros) filter (where a.asked_at >= bounds.day_start), 0)::float8 as day, coalesce(sum(a.cost_micros), 0)::float8 as month
    from bounds left join salesos.ai_classifications a on a.account_id = ${tx.accountId} and a.asked_at >= bounds.month_start`.execute(tx.db);
  return rows[0] ?? { day: 0, month: 0 };
}

const SLACK_MS = 60_000;

/** Questions whose process died before the answer: they count as failed, and as paid, since the provider may have answered. */
export async function abandonOld(tx: Tx, at: Date, { timeout_seconds, retries }: AiSettings): Promise<void> {
  const longest = timeout_seconds * 1000 * (retries + 1) + SLACK_MS;
  await tx.db
    .updateTable('ai_classifications')
    .set({ status: 'failed', failure_code: 'AI_ABANDONED', failure: 'no answer was stored: n8n ended while it was awaited', answered_at: at })
    .where('account_id', '=', tx.accountId)
    .where('status', '=', 'pending')
    .where('asked_at', '<', new Date(at.getTime() - longest))
    .execute();
}
