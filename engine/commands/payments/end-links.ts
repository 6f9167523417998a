import type { Selectable } from 'kysely';

import { appendEvents, type PaymentsTable, type Store, type Tx, writeAudit } from '../../store';
import { actorOf } from '../acting-parties';
import type { EndingLink, ExpiredLink } from '../expire-payment-links';
import { loadPipeline, lockOpportunities, recordIn } from '../load-pipeline';
import { moveAll } from '../move-stages';
import { tellClocks } from './event-clocks';
import { expiredDraft } from './payment-drafts';
import { settlePayments } from './settle-payments';

type EndedRow = Pick<Selectable<PaymentsTable>, 'id' | 'opportunity_id' | 'offer_id' | 'link_id' | 'amount_minor' | 'currency'>;

/** Writes that links ended, in one transaction. A payment that came meanwhile has spent its link and moves the stage itself. */
export async function endLinks(store: Store, accountId: string, input: { ended: readonly EndingLink[]; at: Date }): Promise<Map<string, ExpiredLink>> {
  const { at } = input;
  const orders = new Map(input.ended.map((each) => [each.opportunity_id, each] as const).reverse());
  if (orders.size === 0) return new Map();
  return store.transaction(accountId, async (tx) => {
    const ids = [...orders.keys()];
    await lockOpportunities(tx, ids);
    const rows = await deactivate(tx, [...orders.values()], at);
    await tellEnded(tx, rows, orders, at);
    const settled = await settlePayments(tx, ids, { kind: 'system', id: 'payment' }, at);
    const pipeline = await loadPipeline(tx, ids, at);
    const waited = rows.filter(({ opportunity_id }) => recordIn(pipeline, opportunity_id).facts.stage === 'PAYMENT_PENDING');
    const moves = waited.flatMap(({ opportunity_id }) => {
      const party = orders.get(opportunity_id)?.party;
      return party ? [{ opportunity_id, to: 'NEGOTIATION' as const, party }] : [];
    });
    await moveAll(tx, pipeline, moves, at);
    return new Map(
      ids.map((opportunity_id) => {
        const { prospect_id, lead_id, facts } = recordIn(pipeline, opportunity_id);
        const row = rows.find((each) => each.opportunity_id === opportunity_id);
        const payment_state = settled.get(opportunity_id)?.payment_state ?? facts.payment_state;
        const outcome: ExpiredLink = { opportunity_id, prospect_id, lead_id, payment_id: row?.id ?? null, link_id: row?.link_id ?? null, payment_state, stage: facts.stage, expired: row !== undefined };
        return [opportunity_id, outcome];
      }),
    );
  });
}

async function deactivate(tx: Tx, orders: readonly EndingLink[], at: Date): Promise<EndedRow[]> {
  const ids = orders.flatMap(({ link }) => (link ? [link.payment_id] : []));
  if (ids.length === 0) return [];
  return tx.db
    .updateTable('payments')
    .set({ link_active: false, updated_at: at })
    .where('account_id', '=', tx.accountId)
    .where('id', 'in', ids)
    .where('link_active', '=', true)
    .returning(['id', 'opportunity_id', 'offer_id', 'link_id', 'amount_minor', 'currency'])
    .execute();
}

async function tellEnded(tx: Tx, rows: readonly EndedRow[], orders: ReadonlyMap<string, EndingLink>, at: Date): Promise<void> {
  const told = rows.flatMap((row) => {
    const order = orders.get(row.opportunity_id);
    return order ? [{ row, actor: actorOf(order.party), reason: order.reason }] : [];
  });
  await writeAudit(tx, told.map(({ row, actor, reason }) => ({ at, actor, action: 'payment_link_expired', subject_kind: 'payment', subject_id: row.id, after: { link_active: false }, reason })));
  await tellClocks(tx, await appendEvents(tx, told.map(({ row, actor }) => expiredDraft(row, actor, at)), at), at);
}
