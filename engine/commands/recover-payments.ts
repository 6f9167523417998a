import { sql } from 'kysely';

import type { EventDraft } from '../core/events';
import type { Actor } from '../core/model';
import { planRecovery, type RecoveryPlan } from '../core/payment';
import { appendEvents, currentSettings, type Store, type Tx, writeAudit } from '../store';
import { lockOpportunities } from './load-pipeline';

/** A link that is to be sent again now. */
export interface ResentLink {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly closer_id: string | null;
  readonly payment_id: string;
  readonly offer_id: string;
  readonly package_name: string;
  readonly link_url: string;
  readonly expires_at: Date | null;
  readonly amount_minor: number;
  readonly currency: string;
  /** Why the last try failed, in the provider's words. */
  readonly reason: string | null;
  readonly failure_count: number;
  /** Which automatic re-send this is, from 1, and how many there are. */
  readonly attempt: number;
  readonly most_attempts: number;
}

interface FailedRow extends Omit<ResentLink, 'attempt' | 'most_attempts'> {
  readonly last_failed_at: Date;
  readonly last_resent_at: Date | null;
  readonly resend_count: number;
}

/**
 * P10.6: the links whose payment failed and whose cool-off is over, each marked as sent again in the same transaction, so that
 * two runs never send one twice. What failed again after the last re-send is told once as PaymentRecoveryExhausted.
 */
export async function recoverPayments(store: Store, accountId: string, input: { at: Date; limit: number; actor: Actor }): Promise<ResentLink[]> {
  const { at, limit, actor } = input;
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const { recovery } = settings.payment;
    const rows = await failedPayments(tx, limit, at);
    const planned = rows.map((row) => ({ row, plan: planRecovery(row, recovery, at) }));
    const due = planned.flatMap(({ row, plan }) => (plan.kind === 'resend' ? [{ row, plan }] : []));
    const over = planned.filter(({ plan }) => plan.kind === 'exhausted').map(({ row }) => row);
    await markResent(tx, due.map(({ row }) => row.payment_id), at);
    await appendEvents(tx, [...due.map((each) => resentDraft(each, recovery.max_resends, actor, at)), ...over.map((row) => exhaustedDraft(row, actor, at))], at);
    await writeAudit(tx, due.map(({ row, plan }) => ({ at, actor, action: 'payment_link_resent', subject_kind: 'payment', subject_id: row.payment_id, after: { attempt: plan.attempt }, reason: row.reason })));
    return due.map(({ row: { last_failed_at: _failed, last_resent_at: _resent, resend_count: _count, ...link }, plan }) => ({ ...link, attempt: plan.attempt, most_attempts: recovery.max_resends }));
  });
}

/** Failed payments with a link that can still be paid, the longest failed first, locked; the re-sends of all the opportunity's links count together. */
async function failedPayments(tx: Tx, limit: number, at: Date): Promise<FailedRow[]> {
  const { rows: found } = await sql<{ opportunity_id: string }>`
    select opportunity_id from salesos.payments
    where account_id = ${tx.accountId} and status = 'FAILED' and link_active and last_failed_at is not null and (expires_at is null or expires_at > ${at})
      and (last_resent_at is null or last_resent_at < last_failed_at)
    order by last_failed_at limit ${limit}`.execute(tx.db);
  const ids = found.map(({ opportunity_id }) => opportunity_id);
  if (ids.length === 0) return [];
  await lockOpportunities(tx, ids);
  const { rows } = await sql<FailedRow>`
    select p.opportunity_id, o.prospect_id, o.lead_id, o.closer_id, p.id as payment_id, p.offer_id, f.package_name, p.link_url, p.expires_at,
      p.amount_minor, p.currency, p.reason, p.failure_count, p.last_failed_at, p.last_resent_at,
      (select sum(s.resend_count)::int from salesos.payments s where s.account_id = p.account_id and s.opportunity_id = p.opportunity_id) as resend_count
    from salesos.payments p
    join salesos.opportunities o on o.account_id = p.account_id and o.id = p.opportunity_id
    join salesos.offers f on f.account_id = p.account_id and f.id = p.offer_id
    where p.account_id = ${tx.accountId} and p.opportunity_id in (${sql.join(ids)}) and p.status = 'FAILED' and p.link_active and p.last_failed_at is not null
    order by p.last_failed_at`.execute(tx.db);
  return rows;
}

async function markResent(tx: Tx, paymentIds: readonly string[], at: Date): Promise<void> {
  if (paymentIds.length === 0) return;
  await tx.db
    .updateTable('payments')
    .set((eb) => ({ resend_count: eb('resend_count', '+', 1), last_resent_at: at, updated_at: at }))
    .where('account_id', '=', tx.accountId)
    .where('id', 'in', paymentIds)
    .execute();
}

function resentDraft({ row, plan }: { row: FailedRow; plan: Extract<RecoveryPlan, { kind: 'resend' }> }, most_attempts: number, actor: Actor, at: Date): EventDraft {
  return { ...aboutOf(row, actor, at), type: 'PaymentLinkResent', key: `payment-link-resent:${row.opportunity_id}:${plan.attempt}`, data: { ...dataOf(row), attempt: plan.attempt, most_attempts } };
}

function exhaustedDraft(row: FailedRow, actor: Actor, at: Date): EventDraft {
  return { ...aboutOf(row, actor, at), type: 'PaymentRecoveryExhausted', key: `payment-recovery-exhausted:${row.payment_id}`, data: { ...dataOf(row), reason: row.reason, failure_count: row.failure_count } };
}

function aboutOf({ opportunity_id }: FailedRow, actor: Actor, occurred_at: Date) {
  return { subject: { kind: 'opportunity' as const, id: opportunity_id }, occurred_at, actor, correlation_id: opportunity_id };
}

function dataOf({ opportunity_id, offer_id, payment_id, amount_minor, currency }: FailedRow) {
  return { opportunity_id, offer_id, payment_id, amount_minor, currency };
}
