import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { newId, openStore, type Store, type StoreConfig } from '../engine/store';
import type { StripeEventJson } from '../test/support/fake-stripe';
import { deliverTo } from '../test/support/fake-stripe/webhook-sender';
import type { CredentialFile } from '../test/support/n8n/n8n-types';
import { chain, webhookIdOf } from '../test/support/n8n/pack-workflow';
import { type RunningN8n, startN8n } from '../test/support/n8n/start-n8n';
import { makeFirm, makeOpportunity } from '../test/support/payable-opportunity';
import { createDatabase, dropDatabases, postgresAnswers } from '../test/support/stores';
import { percentile } from './support/percentile';
import { ms, printTable } from './support/print-table';
import { numbers, readFlags } from './support/read-flags';

const ACCOUNT = 'bench-paid';
const SECRET = 'whsec_bench_secret_of_this_run';
const STRIPE = 'benchstripe00001';
const HANDOFF = 'benchhandoff0001';
const MOST_MS = 5_000;
const PATIENCE_MS = 60_000;

interface Payable {
  readonly opportunity_id: string;
  readonly event: StripeEventJson;
}

/**
 * From Stripe's signed word to CaseOpenTriggered in a real n8n: Payment Event Trigger, outbox, Sales Event Trigger and Build Handoff
 * Payload, open-loop. Measured from the moment the delivery is sent to the event's row.
 * @returns false when the 99th percentile is five seconds or more, or a case is missing or doubled
 */
export async function benchPaidToCase(args: readonly string[]): Promise<boolean> {
  const flags = readFlags(args, { payments: '200', rate: '2', stores: 'embedded' });
  const [count = 200] = numbers('payments', flags.payments, 2_000);
  const [rate = 2] = numbers('rate', flags.rate, 50);
  let good = true;
  for (const kind of flags.stores.split(',')) {
    if (kind === 'postgres' && !(await postgresAnswers())) continue;
    good = (await benchStore(kind, count, rate)) && good;
  }
  return good;
}

async function benchStore(kind: string, count: number, rate: number): Promise<boolean> {
  const userFolder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-bench-paid-'));
  const url = kind === 'postgres' ? await createDatabase() : null;
  const config: StoreConfig = url === null ? { kind: 'embedded', folder: path.join(userFolder, '.n8n/sales-os/store') } : { kind: 'postgres', url, tls: 'off' };
  const payables = await inStore(config, (store) => seed(store, count));
  const credentials = credentialsOf(url);
  const n8n = await startN8n({
    userFolder,
    credentials,
    workflows: [
      chain(STRIPE, [{ name: 'Stripe', type: 'paymentEventTrigger' }], credentials),
      chain(HANDOFF, [{ name: 'Paid', type: 'salesEventTrigger', parameters: { events: ['PaymentSucceeded'] } }, { name: 'Build', type: 'buildHandoffPayload', parameters: { operation: 'build' } }], credentials),
    ],
  });
  try {
    const sent = await sendAll(n8n, payables, rate);
    await drained(n8n);
    await n8n.shutdown();
    const opened = await inStore(config, casesOf);
    return report(kind, rate, payables, sent, opened);
  } finally {
    await n8n.stop();
    if (url !== null) await dropDatabases();
    rmSync(userFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function inStore<T>(config: StoreConfig, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Deals with everything before the payment in place, and what Stripe will say of each. */
async function seed(store: Store, count: number): Promise<Payable[]> {
  const at = new Date();
  await makeFirm(store, ACCOUNT, at);
  const payables: Payable[] = [];
  for (let index = 0; index < count; index += 1) {
    const { opportunity_id, offer_id } = await makeOpportunity(store, ACCOUNT, { at, stage: 'PAYMENT_PENDING' });
    const payment_id = newId();
    const link = { link_id: `plink_${payment_id}`, link_url: 'https://pay.example', link_active: true, live_mode: true, expires_at: new Date(at.getTime() + 86_400_000) };
    const open = { status: 'PAYMENT_LINK_SENT' as const, provider: 'stripe', amount_minor: 350_000, currency: 'CAD', provider_payment_id: null, paid_at: null, verified_by: null, reason: null };
    await store.transaction(ACCOUNT, (tx) => tx.db.insertInto('payments').values({ id: payment_id, account_id: ACCOUNT, opportunity_id, offer_id, ...link, ...open, created_at: at, updated_at: at }).execute());
    payables.push({ opportunity_id, event: eventOf(payment_id, { account_id: ACCOUNT, opportunity_id, offer_id, payment_id }) });
  }
  return payables;
}

function eventOf(id: string, metadata: Record<string, string>): StripeEventJson {
  const created = Math.floor(Date.now() / 1000);
  const object = { id: `pi_${id.replaceAll('-', '')}`, object: 'payment_intent', amount: 350_000, amount_received: 350_000, currency: 'cad', status: 'succeeded', metadata, last_payment_error: null };
  return { id: `evt_${id.replaceAll('-', '')}`, object: 'event', api_version: '2026-10-28.endive', created, type: 'payment_intent.succeeded', livemode: true, pending_webhooks: 1, request: { id: null, idempotency_key: null }, data: { object } };
}

function credentialsOf(url: string | null): CredentialFile[] {
  const store = url === null ? { store: 'embedded', folder: '' } : { store: 'postgres', url, tls: 'off', maxConnections: 10 };
  return [
    { id: 'benchpaidacct0001', name: 'Sales OS Account', type: 'salesOsAccountApi', data: { accountId: ACCOUNT, ...store } },
    { id: 'benchpaidsecr0001', name: 'Source secrets', type: 'salesOsSourceSecretsApi', data: { stripe_webhook_secrets: SECRET } },
  ];
}

/** Open-loop: a slow answer does not hold up the next payment. @returns when each was sent */
async function sendAll(n8n: RunningN8n, payables: readonly Payable[], rate: number): Promise<Map<string, number>> {
  const url = `${n8n.baseUrl}/webhook/${webhookIdOf(STRIPE, 'Stripe')}/stripe`;
  const sent = new Map<string, number>();
  const started = Date.now();
  const statuses = await Promise.all(
    payables.map(async ({ opportunity_id, event }, index) => {
      await new Promise((resolve) => setTimeout(resolve, started + (index * 1_000) / rate - Date.now()));
      sent.set(opportunity_id, Date.now());
      return deliverTo(url, event, { secret: SECRET });
    }),
  );
  const refused = statuses.filter((status) => status !== 200);
  if (refused.length > 0) throw new Error(`${refused.length} of ${statuses.length} deliveries were not answered 200: ${[...new Set(refused)].join(', ')}`);
  return sent;
}

/** No execution has run for a while: what was not opened by then is missing. */
async function drained(n8n: RunningN8n): Promise<void> {
  let quiet = 0;
  const idle = async () => {
    const { data } = await n8n.client.api<{ data: unknown[] }>('GET', '/executions?status=running&limit=1');
    quiet = data.length === 0 ? quiet + 1 : 0;
    return quiet >= 6;
  };
  await n8n.waitFor(idle, { timeout: PATIENCE_MS, interval: 500, what: 'the executions to end' });
}

async function casesOf(store: Store): Promise<Map<string, number[]>> {
  const rows = await store.transaction(ACCOUNT, ({ db }) => db.selectFrom('events').select(['data', 'recorded_at']).where('account_id', '=', ACCOUNT).where('type', '=', 'CaseOpenTriggered').execute());
  const opened = new Map<string, number[]>();
  for (const { data, recorded_at } of rows) opened.set(String(data['opportunity_id']), [...(opened.get(String(data['opportunity_id'])) ?? []), recorded_at.getTime()]);
  return opened;
}

function report(kind: string, rate: number, payables: readonly Payable[], sent: ReadonlyMap<string, number>, opened: ReadonlyMap<string, readonly number[]>): boolean {
  const times = payables.flatMap(({ opportunity_id }) => {
    const [at] = opened.get(opportunity_id) ?? [];
    return at === undefined ? [] : [at - (sent.get(opportunity_id) ?? at)];
  });
  const once = payables.filter(({ opportunity_id }) => opened.get(opportunity_id)?.length === 1).length;
  const figures = [50, 90, 99, 100].map((point) => percentile(times, point));
  console.log(`\nPaid → CaseOpenTriggered, ${kind} store, ${rate} payments a second; milliseconds`);
  printTable(['payments', 'cases, each once', 'p50', 'p90', 'p99', 'longest'], [[payables.length, once, ...figures.map(ms)]]);
  const good = once === payables.length && (figures[2] ?? Infinity) < MOST_MS;
  console.log(good ? `p99 under ${MOST_MS} ms, every case opened once.` : `MISSED: p99 is ${ms(figures[2] ?? null)} ms (under ${MOST_MS}), ${once} of ${payables.length} cases opened once.`);
  return good;
}
