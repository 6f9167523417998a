import { sql } from 'kysely';

import { type Hidden, maskBody } from '../../core/lead';
import { json, type Tx } from '../../store';
import type { LoadedDelivery } from './load-deliveries';

export interface SettledDelivery {
  readonly delivery: LoadedDelivery;
  readonly status: 'processed' | 'rejected';
  readonly reason: string | null;
  /** Secrets and sensitive values to be masked in what is stored. */
  readonly hidden: readonly Hidden[];
}

/** Marks deliveries as finished and masks what is stored of them; the hash of the original bytes stays. */
export async function settleDeliveries(tx: Tx, deliveries: readonly SettledDelivery[], at: Date): Promise<void> {
  if (deliveries.length === 0) return;
  const bodies = maskedBodies(deliveries);
  const rows = deliveries.map(({ delivery, status, reason, hidden }) => ({
    id: delivery.id,
    status,
    reason,
    body: delivery.bytes_id === delivery.id ? (bodies.get(delivery.id) ?? null) : null,
    fetched_body: delivery.fetched === null ? null : masked(delivery.fetched, hidden),
  }));
  await sql`
    update salesos.raw_deliveries d set
      status = s.status, reason = s.reason, processed_at = ${at}, next_attempt_at = null,
      body = coalesce(decode(s.body, 'base64'), d.body), fetched_body = coalesce(decode(s.fetched_body, 'base64'), d.fetched_body)
    from jsonb_to_recordset(${json(rows)}) as s(id uuid, status text, reason text, body text, fetched_body text)
    where d.account_id = ${tx.accountId} and d.id = s.id`.execute(tx.db);
  await maskElsewhere(tx, bodies, new Set(rows.map(({ id }) => id)));
}

/** By the row that holds the bytes: what its notices must not leave in it, all together. Base64; nothing to mask = no entry. */
function maskedBodies(deliveries: readonly SettledDelivery[]): Map<string, string> {
  const byHolder = new Map<string, { body: Buffer; hidden: Hidden[] }>();
  for (const { delivery, hidden } of deliveries) {
    const entry = byHolder.get(delivery.bytes_id) ?? { body: delivery.body, hidden: [] };
    entry.hidden.push(...hidden);
    byHolder.set(delivery.bytes_id, entry);
  }
  return new Map([...byHolder].flatMap(([id, { body, hidden }]) => {
    const text = masked(body, hidden);
    return text === null ? [] : [[id, text]];
  }));
}

function masked(body: Buffer, hidden: readonly Hidden[]): string | null {
  const after = maskBody(body, hidden);
  return after.equals(body) ? null : after.toString('base64');
}

/** Bytes that are held by a notice which is not among the settled ones; `loadDeliveries` has locked it. */
async function maskElsewhere(tx: Tx, bodies: ReadonlyMap<string, string>, settled: ReadonlySet<string>): Promise<void> {
  const rows = [...bodies].filter(([id]) => !settled.has(id)).map(([id, body]) => ({ id, body }));
  if (rows.length === 0) return;
  await sql`
    update salesos.raw_deliveries d set body = decode(s.body, 'base64')
    from jsonb_to_recordset(${json(rows)}) as s(id uuid, body text)
    where d.account_id = ${tx.accountId} and d.id = s.id`.execute(tx.db);
}
