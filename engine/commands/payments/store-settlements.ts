import { sql } from 'kysely';

import type { BookedPayment, Settlement } from '../../core/reconciliation';
import { newId, type Tx } from '../../store';

/** Keeps the provider's books beside ours, each line once; a line whose payment became known later is tied to it then. */
export async function storeSettlements(tx: Tx, lines: readonly Settlement[], booked: readonly BookedPayment[], at: Date): Promise<number> {
  if (lines.length === 0) return 0;
  const payments = new Map(booked.flatMap(({ payment_id, attempts }) => attempts.map(({ intent_id }) => [intent_id, payment_id] as const)));
  const rows = lines.map((line) => ({ ...line, id: newId(), payment_id: line.intent_id === null ? null : (payments.get(line.intent_id) ?? null) }));
  const { numAffectedRows } = await sql`
    insert into salesos.settlements (id, account_id, provider, transaction_id, kind, intent_id, payment_id, amount_minor, fee_minor, net_minor, currency,
      charged_minor, charged_currency, exchange_rate, occurred_at, available_at, recorded_at)
    select n.id, ${tx.accountId}, 'stripe', n.transaction_id, n.kind, n.intent_id, n.payment_id, n.amount_minor, n.fee_minor, n.net_minor, n.currency,
      n.charged_minor, n.charged_currency, n.exchange_rate, n.occurred_at, n.available_at, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, transaction_id text, kind text, intent_id text, payment_id uuid, amount_minor bigint,
      fee_minor bigint, net_minor bigint, currency text, charged_minor bigint, charged_currency text, exchange_rate double precision,
      occurred_at timestamptz, available_at timestamptz)
    on conflict (account_id, provider, transaction_id) do update set payment_id = excluded.payment_id, available_at = excluded.available_at
      where settlements.payment_id is distinct from excluded.payment_id or settlements.available_at is distinct from excluded.available_at`.execute(tx.db);
  return Number(numAffectedRows ?? 0);
}
