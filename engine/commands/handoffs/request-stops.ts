import type { EventDraft } from '../../core/events';
import type { Actor } from '../../core/model';
import type { FirmSettings } from '../../core/settings';
import { appendEvents, type Tx } from '../../store';
import type { LoadedPayment } from '../payments/load-payments';
import { type CaseToStop, queueStops } from './ops-deliveries';

/**
 * P11, EXPECTATIONS "refund after opening": when money of a handed-over case goes back or is contested, case ops are told to
 * stop, once for each new total and each dispute. The stage stays: what has been opened was opened.
 */
export async function requestStops(tx: Tx, loaded: readonly LoadedPayment[], { handoff }: FirmSettings, actor: Actor, at: Date): Promise<void> {
  const reasons = loaded.flatMap((payment) => reasonsOf(payment).map((reason) => ({ payment, reason })));
  if (reasons.length === 0) return;
  const cases = await tx.db
    .selectFrom('case_opens')
    .select(['id', 'opportunity_id', 'payload_version'])
    .where('account_id', '=', tx.accountId)
    .where('opportunity_id', 'in', reasons.map(({ payment }) => payment.row.opportunity_id))
    .where('status', 'in', ['triggered', 'confirmed'])
    .execute();
  const stops = reasons.flatMap(({ payment, reason }): CaseToStop[] => {
    const open = cases.find(({ opportunity_id }) => opportunity_id === payment.row.opportunity_id);
    const { id: payment_id, amount_minor, currency } = payment.row;
    return open ? [{ opportunity_id: open.opportunity_id, case_open_id: open.id, version: open.payload_version, payment_id, amount_minor, refunded_minor: payment.outcome.refunded_minor, currency, reason }] : [];
  });
  const told = await appendEvents(tx, stops.map((stop) => stopEvent(stop, actor, at)), at);
  const fresh = stops.filter((stop) => told.some(({ data }) => data['payment_id'] === stop.payment_id && data['reason'] === stop.reason));
  if (handoff.delivery === 'api') await queueStops(tx, fresh, at);
}

function reasonsOf({ outcome }: LoadedPayment): string[] {
  if (!outcome.was_paid) return [];
  const refund = outcome.refunded_minor > 0 ? [`refunded ${outcome.refunded_minor} minor units so far`] : [];
  const dispute = outcome.disputed === 'open' || outcome.disputed === 'lost' ? [`the payment is disputed (${outcome.disputed})`] : [];
  return [...refund, ...dispute];
}

function stopEvent({ opportunity_id, case_open_id, version, payment_id, reason }: CaseToStop, actor: Actor, at: Date): EventDraft {
  return {
    type: 'CaseStopRequested',
    subject: { kind: 'case_open', id: case_open_id },
    occurred_at: at,
    actor,
    key: `case-stop:${payment_id}:${reason}`,
    correlation_id: opportunity_id,
    data: { opportunity_id, case_open_id, payload_version: version, payment_id, reason },
  };
}
