import { sql } from 'kysely';

import { reconcilePayments } from '../engine/commands/reconcile-payments';
import type { PaymentSource, ProviderPayment, ProviderStatement, Settlement } from '../engine/core/reconciliation';
import { openStore, type Store } from '../engine/store';
import { createDatabase, dropDatabases, postgresAnswers } from '../test/support/stores';
import { makeFirm, makeOpportunity, makePaid } from '../test/support/payable-opportunity';
import { printTable } from './support/print-table';
import { numbers, readFlags } from './support/read-flags';

const ACCOUNT = 'bench-money';
const AT = new Date('2026-03-20T12:00:00.000Z');
const FIRST = new Date('2026-03-10T12:00:00.000Z');
/** Every so many payments one is wrong, in turn in each of these ways. */
const EVERY = 83;
const WRONG = ['amount_differs', 'refund_differs', 'not_at_provider', 'settlement_differs', 'dispute_differs'] as const;
const MOST_SECONDS = 5;

/**
 * PY-07: how long the daily reconciliation takes for many payments, without the provider's pages: both books from the store and
 * memory, compared twice and written down. @returns false when it takes more than five seconds or a seeded error is missed
 */
export async function benchReconcile(args: readonly string[]): Promise<boolean> {
  const flags = readFlags(args, { payments: '10000', stores: 'embedded,postgres' });
  const [count = 10_000] = numbers('payments', flags.payments, 100_000);
  const rows: (readonly (string | number)[])[] = [];
  let good = true;
  for (const kind of flags.stores.split(',')) {
    if (kind === 'postgres' && !(await postgresAnswers())) continue;
    const store = await openStore(kind === 'postgres' ? { kind: 'postgres', url: await createDatabase(), tls: 'off', maxConnections: 4 } : { kind: 'embedded', folder: 'memory://' });
    try {
      const { seconds, found, seeded } = await measure(store, count);
      rows.push([kind, count, seeded, found, seconds.toFixed(2)]);
      good = good && seconds < MOST_SECONDS && found === seeded;
    } finally {
      await store.close();
      if (kind === 'postgres') await dropDatabases();
    }
  }
  console.log('\nReconciliation without the pages of the API');
  printTable(['store', 'payments', 'errors seeded', 'found and typed', 'seconds'], rows);
  console.log(good ? `Within ${MOST_SECONDS} s, every seeded error found.` : `MISSED: over ${MOST_SECONDS} s, or an error was not found.`);
  return good;
}

async function measure(store: Store, count: number): Promise<{ seconds: number; found: number; seeded: number }> {
  await seedPaid(store, count);
  const { statement, expected } = await statementOf(store);
  const source: PaymentSource = { events: async () => [], statement: async () => statement };
  const from = new Date(FIRST.getTime() - 86_400_000);
  const started = performance.now();
  const report = await reconcilePayments(store, ACCOUNT, { source, from, before: AT, repair: false, at: AT, actor: { kind: 'system', id: 'bench' } });
  const seconds = (performance.now() - started) / 1_000;
  const told = new Set(report.mismatches.map(({ type, payment_id }) => `${payment_id}:${type}`));
  const found = expected.filter((one) => told.has(one)).length;
  return { seconds, found: report.mismatches.length === expected.length ? found : -1, seeded: expected.length };
}

/** One real paid deal, and as many copies of its rows as are wanted. */
async function seedPaid(store: Store, count: number): Promise<void> {
  await makeFirm(store, ACCOUNT, FIRST);
  const ids = await makeOpportunity(store, ACCOUNT, { at: FIRST, stage: 'PAYMENT_PENDING' });
  await makePaid(store, ACCOUNT, ids, FIRST);
  const uuid = (kind: string) => sql`md5(${kind} || i)::uuid`;
  const copy = (table: string, changes: ReturnType<typeof sql>) => sql`
    insert into ${sql.table(`salesos.${table}`)} select (jsonb_populate_record(null::${sql.table(`salesos.${table}`)}, to_jsonb(t) || ${changes})).*
    from ${sql.table(`salesos.${table}`)} t, generate_series(1, ${sql.lit(count - 1)}) i where t.account_id = ${sql.lit(ACCOUNT)}`;
  await store.transaction(ACCOUNT, async ({ db }) => {
    const rows: (readonly [string, ReturnType<typeof sql>])[] = [
      ['prospects', sql`jsonb_build_object('id', ${uuid('p')})`],
      ['leads', sql`jsonb_build_object('id', ${uuid('l')}, 'prospect_id', ${uuid('p')})`],
      ['opportunities', sql`jsonb_build_object('id', ${uuid('o')}, 'prospect_id', ${uuid('p')}, 'lead_id', ${uuid('l')})`],
      ['offers', sql`jsonb_build_object('id', ${uuid('f')}, 'opportunity_id', ${uuid('o')})`],
      ['payments', sql`jsonb_build_object('id', ${uuid('y')}, 'opportunity_id', ${uuid('o')}, 'offer_id', ${uuid('f')}, 'provider_payment_id', 'pi_' || i, 'paid_at', t.paid_at + i * interval '1 second')`],
      [
        'payment_events',
        sql`jsonb_build_object('id', ${uuid('e')}, 'event_id', 'evt_' || i, 'payment_id', ${uuid('y')}, 'intent_id', 'pi_' || i, 'delivery_id', null,
          'event', t.event || jsonb_build_object('event_id', 'evt_' || i, 'intent_id', 'pi_' || i, 'payment_id', ${uuid('y')}, 'opportunity_id', ${uuid('o')}, 'offer_id', ${uuid('f')}))`,
      ],
    ];
    for (const [table, changes] of rows) await copy(table, changes).execute(db);
  });
}

/** The provider's side of what is stored, with errors put in. */
async function statementOf(store: Store): Promise<{ statement: ProviderStatement; expected: string[] }> {
  const paid = await store.transaction(ACCOUNT, ({ db }) => db.selectFrom('payments').selectAll().where('account_id', '=', ACCOUNT).orderBy('paid_at').execute());
  const expected: string[] = [];
  const payments: ProviderPayment[] = [];
  const settlements: Settlement[] = [];
  paid.forEach((row, index) => {
    const wrong = index % EVERY === 0 ? WRONG[(index / EVERY) % WRONG.length] : undefined;
    if (wrong) expected.push(`${row.id}:${wrong}`);
    if (wrong === 'not_at_provider') return;
    const paid_at = row.paid_at ?? FIRST;
    const { amount_minor, currency, opportunity_id, offer_id } = row;
    const intent_id = String(row.provider_payment_id);
    payments.push({
      ...{ intent_id, status: 'succeeded', created_at: paid_at, paid_at, currency, live_mode: true, account_id: ACCOUNT, opportunity_id, offer_id, payment_id: row.id },
      amount_minor: wrong === 'amount_differs' ? amount_minor - 1 : amount_minor,
      refunded_minor: wrong === 'refund_differs' ? 1 : 0,
      disputes: wrong === 'dispute_differs' ? [{ dispute_id: `dp_${index}`, status: 'open' }] : [],
    });
    if (wrong === 'amount_differs' || wrong === 'refund_differs') return;
    const charged_minor = wrong === 'settlement_differs' ? amount_minor + 1 : amount_minor;
    settlements.push({ transaction_id: `txn_${index}`, kind: 'payment', intent_id, amount_minor, fee_minor: 100, net_minor: amount_minor - 100, currency, charged_minor, charged_currency: currency, exchange_rate: null, occurred_at: paid_at, available_at: null });
  });
  return { statement: { payments, settlements }, expected };
}
