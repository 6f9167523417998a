import { sql } from 'kysely';

import { currentSettings, type Store } from '../store';

export interface AiUsageReport {
  readonly from: Date;
  readonly enabled: boolean;
  /** Questions put to the model; answers taken over from an equal text are not among them. */
  readonly asked: number;
  readonly answered: number;
  readonly failed: number;
  readonly pending: number;
  readonly reused: number;
  /** Answers that are not used because the text reads like instructions. */
  readonly suspicious: number;
  readonly failures: readonly { readonly code: string; readonly count: number; readonly last_at: Date; readonly last_message: string }[];
  readonly models: readonly { readonly model: string; readonly prompt_version: string; readonly asked: number; readonly input_tokens: number; readonly output_tokens: number; readonly cost_micros: number }[];
  readonly currency: string;
  readonly cost_micros: number;
  readonly daily_budget_minor: number;
  readonly monthly_budget_minor: number;
}

interface Counts {
  readonly asked: number;
  readonly answered: number;
  readonly failed: number;
  readonly pending: number;
  readonly reused: number;
  readonly suspicious: number;
  readonly cost_micros: number;
}

/** SC-03: what the AI was asked in the last days, how it failed, and what it cost. */
export async function aiUsage(store: Store, accountId: string, { at, days }: { at: Date; days: number }): Promise<AiUsageReport> {
  const from = new Date(at.getTime() - days * 86_400_000);
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const { enabled, prices, daily_budget_minor, monthly_budget_minor } = settings.scoring.ai;
    const own = sql`account_id = ${accountId} and asked_at >= ${from}`;
    const { rows } = await sql<Counts>`
      select count(*) filter (where reused_from is null and failure_code is distinct from 'AI_BUDGET_SPENT')::int as asked, count(*) filter (where status = 'answered' and reused_from is null)::int as answered,
        count(*) filter (where status = 'failed')::int as failed, count(*) filter (where status = 'pending')::int as pending,
        count(reused_from)::int as reused, count(*) filter (where suspicious)::int as suspicious, coalesce(sum(cost_micros), 0)::float8 as cost_micros
      from salesos.ai_classifications where ${own}`.execute(tx.db);
    const failures = await sql<AiUsageReport['failures'][number]>`
      select failure_code as code, count(*)::int as count, max(asked_at) as last_at, (array_agg(failure order by asked_at desc, id desc))[1] as last_message
      from salesos.ai_classifications where ${own} and status = 'failed' group by 1 order by 2 desc, 1`.execute(tx.db);
    const models = await sql<AiUsageReport['models'][number]>`
      select model, prompt_version, count(*) filter (where reused_from is null)::int as asked, sum(input_tokens)::int as input_tokens, sum(output_tokens)::int as output_tokens, sum(cost_micros)::float8 as cost_micros
      from salesos.ai_classifications where ${own} group by 1, 2 order by 1, 2`.execute(tx.db);
    const counts = rows[0] ?? { asked: 0, answered: 0, failed: 0, pending: 0, reused: 0, suspicious: 0, cost_micros: 0 };
    return { from, enabled, ...counts, failures: failures.rows, models: models.rows, currency: prices.currency, daily_budget_minor, monthly_budget_minor };
  });
}

/** Whether the firm uses the AI now, and how long and how often it may be asked. */
export async function aiSwitch(store: Store, accountId: string, at: Date): Promise<{ enabled: boolean; timeout_seconds: number; retries: number }> {
  return store.transaction(accountId, async (tx) => {
    const { enabled, timeout_seconds, retries } = (await currentSettings(tx, at)).settings.scoring.ai;
    return { enabled, timeout_seconds, retries };
  });
}
