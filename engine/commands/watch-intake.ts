import { sql } from 'kysely';

import type { EventDraft } from '../core/events';
import type { IntakeSettings } from '../core/lead';
import { appendEvents, currentSettings, type Store, type Tx } from '../store';

type Alerts = IntakeSettings['alerts'];

/**
 * Tells, as events, that deliveries wait too long or that too many fail (IN-10). Run it as often as you like: each alert has
 * a key of its own and is told once. @returns how many were new
 */
export async function watchIntake(store: Store, accountId: string, { at }: { at: Date }): Promise<number> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const { alerts } = settings.intake;
    const drafts = [...(await late(tx, alerts, at)), ...(await failing(tx, alerts, at))];
    return (await appendEvents(tx, drafts, at)).length;
  });
}

/** What waits for its lead to be fetched has an alert of its own, and a reason. */
async function late(tx: Tx, { latency_minutes }: Alerts, at: Date): Promise<EventDraft[]> {
  const { rows } = await sql<{ source: string; waiting: number; oldest: Date; delivery_id: string }>`
    select source, count(*)::int as waiting, min(received_at) as oldest, (array_agg(id order by received_at))[1] as delivery_id
    from salesos.raw_deliveries
    where account_id = ${tx.accountId} and status = 'received' and reason is null and received_at <= ${new Date(at.getTime() - latency_minutes * 60_000)}
    group by source`.execute(tx.db);
  return rows.map(({ source, waiting, oldest, delivery_id }) => {
    const minutes = Math.round((at.getTime() - oldest.getTime()) / 60_000);
    return { type: 'IntakeLatencyHigh', ...about(delivery_id, at), key: `latency:${source}:${at.toISOString().slice(0, 13)}`, data: { source, waiting, minutes, delivery_id } };
  });
}

async function failing(tx: Tx, { failures }: Alerts, at: Date): Promise<EventDraft[]> {
  const windowMs = failures.window_minutes * 60_000;
  const since = new Date(at.getTime() - windowMs);
  const { rows } = await sql<{ source: string; total: number; failed: number; code: string | null; delivery_id: string | null }>`
    select source, count(*)::int as total, count(*) filter (where status in ('rejected', 'dead'))::int as failed,
      mode() within group (order by split_part(reason, ':', 1)) filter (where status in ('rejected', 'dead')) as code,
      (array_agg(id order by received_at desc) filter (where status in ('rejected', 'dead')))[1] as delivery_id
    from salesos.raw_deliveries
    where account_id = ${tx.accountId} and received_at > ${since} and received_at <= ${at}
    group by source`.execute(tx.db);
  const window = Math.floor(at.getTime() / windowMs);
  return rows.flatMap(({ source, total, failed, code, delivery_id }): EventDraft[] => {
    if (delivery_id === null || failed < failures.least || failed / total < failures.rate) return [];
    return [{ type: 'IntakeFailureSpike', ...about(delivery_id, at), key: `failures:${source}:${window}`, data: { source, failed, total, since, code: code ?? '', delivery_id } }];
  });
}

function about(delivery_id: string, at: Date) {
  return { subject: { kind: 'delivery' as const, id: delivery_id }, occurred_at: at, actor: { kind: 'system' as const, id: 'watch' } };
}
