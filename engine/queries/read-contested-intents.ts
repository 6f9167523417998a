import { sql } from 'kysely';

import { factsOf, paymentEvent } from '../core/payment';
import type { Tx } from '../store';

/** Payment intents with a dispute that is neither won nor closed. Disputes are few, so all are read. */
export async function readContestedIntents(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ event: unknown }>`
    select event from salesos.payment_events where account_id = ${tx.accountId} and outcome = 'applied' and event->>'kind' = 'disputed'`.execute(tx.db);
  const { attempts } = factsOf(rows.map(({ event }) => paymentEvent.parse(event)));
  return new Set(Object.entries(attempts).filter(([, { disputes }]) => Object.values(disputes).some(({ status }) => status !== 'won')).map(([intent]) => intent));
}
