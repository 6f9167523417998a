import { sql } from 'kysely';

import { json, type Tx } from '../../store';

export interface SettledDelivery {
  readonly id: string;
  readonly status: 'processed' | 'rejected';
  readonly reason: string | null;
  /** The body with secrets and sensitive values masked; null = nothing to mask. The hash of the original stays. */
  readonly masked_body: Buffer | null;
}

/** Marks deliveries as finished and masks their bodies, in one statement. */
export async function settleDeliveries(tx: Tx, deliveries: readonly SettledDelivery[], at: Date): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map(({ masked_body, ...rest }) => ({ ...rest, body: masked_body?.toString('base64') ?? null }));
  await sql`
    update salesos.raw_deliveries d set
      status = s.status, reason = s.reason, processed_at = ${at}, next_attempt_at = null,
      body = coalesce(decode(s.body, 'base64'), d.body)
    from jsonb_to_recordset(${json(rows)}) as s(id uuid, status text, reason text, body text)
    where d.account_id = ${tx.accountId} and d.id = s.id`.execute(tx.db);
}
