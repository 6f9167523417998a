import type { HandoffPayload, OpsMessage } from '../../core/handoff';
import { newId, type Tx } from '../../store';

export interface CaseToOpen {
  readonly opportunity_id: string;
  readonly case_open_id: string;
  readonly version: number;
  readonly payload: HandoffPayload;
}

/** Writes what the ops system must get, in the transaction that built it: a version is sent once, whatever happens to n8n. */
export async function queueCaseOpens(tx: Tx, cases: readonly CaseToOpen[], at: Date): Promise<void> {
  const rows = cases.map(({ opportunity_id, case_open_id, version, payload }) => {
    const delivery_id = newId();
    const message: OpsMessage = { type: 'case.open', version: 1, delivery_id, case_open_id, opportunity_id, payload_version: version, payload };
    return rowOf(tx, message, 'case_open', `case-open:${opportunity_id}:${version}`, at);
  });
  await insert(tx, rows);
}

export interface CaseToStop {
  readonly opportunity_id: string;
  readonly case_open_id: string;
  readonly version: number;
  readonly payment_id: string;
  readonly amount_minor: number;
  readonly refunded_minor: number;
  readonly currency: string;
  readonly reason: string;
}

/** The same for money that went back after the handoff; each new total or dispute is a notice of its own. */
export async function queueStops(tx: Tx, stops: readonly CaseToStop[], at: Date): Promise<void> {
  const rows = stops.map(({ version: payload_version, ...stop }) => {
    const delivery_id = newId();
    const message: OpsMessage = { type: 'case.stop', version: 1, delivery_id, payload_version, ...stop };
    return rowOf(tx, message, 'stop', `stop:${stop.payment_id}:${stop.refunded_minor}:${stop.reason}`, at);
  });
  await insert(tx, rows);
}

function rowOf(tx: Tx, message: OpsMessage, kind: 'case_open' | 'stop', dedupe_key: string, at: Date) {
  const { delivery_id: id, opportunity_id, case_open_id, payload_version } = message;
  return {
    ...{ id, account_id: tx.accountId, opportunity_id, case_open_id, kind, payload_version, body: JSON.stringify(message), status: 'pending' as const },
    ...{ next_attempt_at: at, answered_status: null, last_error: null, dedupe_key, created_at: at, delivered_at: null },
  };
}

async function insert(tx: Tx, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.db.insertInto('ops_deliveries').values(rows).onConflict((conflict) => conflict.columns(['account_id', 'dedupe_key']).doNothing()).execute();
}
