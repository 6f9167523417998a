import type Stripe from 'stripe';
import { z } from 'zod';

import { parseOrThrow } from '../../core/parse';
import type { Period, ProviderPayment, ProviderStatement, Settlement, SettlementKind } from '../../core/reconciliation';
import { fromStripeAmount } from './stripe-amounts';
import { callStripe } from './stripe-errors';
import { idOf, reference } from './stripe-objects';
import { collectPages, patiently } from './stripe-pages';

/** Stripe's own largest page. */
const PAGE = 100;

/** Everything Stripe took, gave back and is disputing in the period, page by page. @throws DomainError */
export async function fetchStatement(client: Stripe, { from, before }: Period): Promise<ProviderStatement> {
  const created = { gte: seconds(from), lt: seconds(before) };
  return callStripe('The payments of Stripe could not be read', async () => {
    const intents = await collectPages((page) => client.paymentIntents.list({ created, limit: PAGE, expand: ['data.latest_charge'], ...page }));
    const lines = await collectPages((page) => client.balanceTransactions.list({ created, limit: PAGE, expand: ['data.source'], ...page }));
    const disputes = await collectPages((page) => client.disputes.list({ created: { gte: created.gte }, limit: PAGE, ...page }));
    const charges = chargesOf(intents);
    // What was refunded or disputed in the period may have been paid before it.
    const known = new Set(intents.map(({ id }) => id));
    const settlements = lines.map((line) => settlementOf(line, charges));
    const older = [...new Set([...settlements.map(({ intent_id }) => intent_id), ...disputes.map((dispute) => idOf(dispute.payment_intent))])].filter((id): id is string => id !== null && !known.has(id));
    for (const id of older) intents.push(await patiently(() => client.paymentIntents.retrieve(id, { expand: ['latest_charge'] })));
    return { payments: intents.map((intent) => paymentOf(intent, disputes)), settlements };
  });
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

const charge = z.object({ id: z.string(), created: z.number().int(), amount_refunded: z.number().int(), disputed: z.boolean().optional() });
const intent = z.object({
  id: z.string(),
  created: z.number().int(),
  status: z.string(),
  amount: z.number().int(),
  amount_received: z.number().int(),
  currency: z.string().length(3),
  livemode: z.boolean(),
  metadata: z.record(z.string()).nullish(),
  latest_charge: z.union([z.string(), charge]).nullish(),
});

function paymentOf(raw: Stripe.PaymentIntent, disputes: readonly Stripe.Dispute[]): ProviderPayment {
  const read = parseOrThrow(intent, raw, 'STRIPE_OBJECT_INVALID', 'A payment intent of Stripe');
  const currency = read.currency.toUpperCase();
  const paid = typeof read.latest_charge === 'object' ? (read.latest_charge ?? null) : null;
  const succeeded = read.status === 'succeeded';
  const metadata = read.metadata ?? {};
  return {
    intent_id: read.id,
    status: statusOf(read.status),
    created_at: new Date(read.created * 1000),
    paid_at: succeeded && paid ? new Date(paid.created * 1000) : null,
    amount_minor: fromStripeAmount(succeeded ? read.amount_received : read.amount, currency),
    currency,
    refunded_minor: fromStripeAmount(paid?.amount_refunded ?? 0, currency),
    disputes: disputes.filter((dispute) => idOf(dispute.payment_intent) === read.id).map(({ id, status }) => ({ dispute_id: id, status: disputeStatus(status) })),
    live_mode: read.livemode,
    account_id: metadata['account_id'] ?? null,
    opportunity_id: metadata['opportunity_id'] ?? null,
    offer_id: metadata['offer_id'] ?? null,
    payment_id: metadata['payment_id'] ?? null,
  };
}

function statusOf(status: string): ProviderPayment['status'] {
  if (status === 'succeeded' || status === 'processing' || status === 'canceled') return status;
  return 'failed';
}

/** An inquiry counts as open until it is closed: a case should not open on contested money. */
export function disputeStatus(status: string): 'open' | 'won' | 'lost' {
  if (status === 'lost') return 'lost';
  return ['won', 'warning_closed', 'prevented'].includes(status) ? 'won' : 'open';
}

const KINDS: Readonly<Record<string, SettlementKind>> = {
  charge: 'payment',
  payment: 'payment',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund',
  payment_failure_refund: 'refund',
  stripe_fee: 'fee',
};

/** What the transaction is about: a charge, a refund or a dispute, each with its amount as the client sees it. */
const source = z.object({ id: z.string(), object: z.string(), amount: z.number().int().optional(), currency: z.string().optional(), payment_intent: reference, charge: reference });

function settlementOf(line: Stripe.BalanceTransaction, charges: ReadonlyMap<string, string>): Settlement {
  const currency = line.currency.toUpperCase();
  const read = source.safeParse(line.source);
  const about = read.success ? read.data : null;
  const sourceId = typeof line.source === 'string' ? line.source : (about?.id ?? null);
  const charged = about?.currency?.toUpperCase() ?? null;
  const sign = about?.object === 'charge' ? 1 : -1;
  const kind = KINDS[line.type] ?? (about?.object === 'dispute' ? 'dispute' : 'other');
  return {
    transaction_id: line.id,
    kind,
    intent_id: idOf(about?.payment_intent) ?? (sourceId === null ? null : (charges.get(sourceId) ?? null)),
    amount_minor: fromStripeAmount(line.amount, currency),
    fee_minor: fromStripeAmount(line.fee, currency),
    net_minor: fromStripeAmount(line.net, currency),
    currency,
    charged_minor: charged === null || about?.amount === undefined ? null : sign * fromStripeAmount(about.amount, charged),
    charged_currency: charged,
    exchange_rate: line.exchange_rate ?? null,
    occurred_at: new Date(line.created * 1000),
    available_at: new Date(line.available_on * 1000),
  };
}

function chargesOf(intents: readonly Stripe.PaymentIntent[]): Map<string, string> {
  return new Map(intents.flatMap(({ id, latest_charge }) => (latest_charge ? [[idOf(latest_charge) ?? '', id] as const] : [])));
}
