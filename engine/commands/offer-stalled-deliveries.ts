import { sql } from 'kysely';

import { appendEvents, type Store } from '../store';

/** After so many offers a delivery is put with the dead ones, where a human looks at it. */
const MOST_ATTEMPTS = 8;

interface Stalled {
  id: string;
  source: string;
  attempts: number;
  status: string;
  reason: string | null;
}

/**
 * Deliveries that were acknowledged but that no execution finished (n8n died after the 2xx) are offered again
 * as DeliveryStalled, after 1, 2, 4 … minutes; what fails eight times is dead, never dropped (IN-09).
 * @returns how many were offered
 */
export async function offerStalledDeliveries(store: Store, accountId: string, input: { at: Date; limit: number }): Promise<number> {
  return store.transaction(accountId, async (tx) => {
    const { rows } = await sql<Stalled>`
      update salesos.raw_deliveries d set
        attempts = d.attempts + 1,
        status = case when d.attempts >= ${MOST_ATTEMPTS} then 'dead' else d.status end,
        reason = case when d.attempts >= ${MOST_ATTEMPTS} then coalesce(d.reason, 'No workflow finished it after ${sql.raw(String(MOST_ATTEMPTS))} offers') else d.reason end,
        next_attempt_at = case when d.attempts >= ${MOST_ATTEMPTS} then null
          else ${input.at}::timestamptz + interval '1 minute' * power(2, d.attempts) end
      where d.account_id = ${accountId} and d.id in (
        select id from salesos.raw_deliveries
        where account_id = ${accountId} and status = 'received' and next_attempt_at <= ${input.at}
        order by next_attempt_at limit ${input.limit} for update skip locked)
      returning id, source, attempts, status, reason`.execute(tx.db);
    const offered = rows.filter(({ status }) => status === 'received');
    const died = rows.filter(({ status }) => status === 'dead');
    await appendEvents(tx, [...offered.map((delivery) => stalled(delivery, input.at)), ...died.map((delivery) => unfinished(delivery, input.at))], input.at);
    return offered.length;
  });
}

function stalled({ id, source, attempts }: Stalled, at: Date) {
  return {
    type: 'DeliveryStalled' as const,
    subject: { kind: 'delivery' as const, id },
    occurred_at: at,
    actor: { kind: 'system' as const, id: 'sweep' },
    // With the moment: a delivery that starts over counts its attempts from one again.
    key: `stalled:${id}:${attempts}:${at.toISOString()}`,
    data: { delivery_id: id, source },
  };
}

function unfinished({ id, source, attempts, reason }: Stalled, at: Date) {
  return {
    type: 'DeliveryUnfinished' as const,
    subject: { kind: 'delivery' as const, id },
    occurred_at: at,
    actor: { kind: 'system' as const, id: 'sweep' },
    key: `unfinished:${id}:${attempts}:${at.toISOString()}`,
    data: { delivery_id: id, source, reason: reason ?? '' },
  };
}
