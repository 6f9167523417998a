import { sql } from 'kysely';

import { DomainError } from '../../core/errors';
import type { EventDraft } from '../../core/events';
import type { Actor } from '../../core/model';
import type { ProviderLink } from '../../core/payment';
import { appendEvents, type ReceiptDraft, saveReceipts, type Store, type Tx } from '../../store';
import { actingParties } from '../acting-parties';
import { loadPipeline, lockOpportunities, type Pipeline } from '../load-pipeline';
import { moveAll } from '../move-stages';
import type { DraftedLink } from './draft-links';
import { startClocks, tellClocks } from './event-clocks';
import { expiredDraft } from './payment-drafts';
import { settlePayments } from './settle-payments';

export interface SentLink {
  readonly draft: DraftedLink;
  readonly link: ProviderLink;
}

export interface Completion {
  /** By payment id: the opportunity was closed while the provider made the link. */
  readonly refused: ReadonlyMap<string, DomainError>;
  /** Provider ids of links that must be ended. */
  readonly superfluous: readonly string[];
}

/**
 * Last step: the links with stage, payment state and events in one transaction. A payment that arrived meanwhile is
 * not overwritten.
 */
export async function completeLinks(store: Store, accountId: string, input: { sent: readonly SentLink[]; at: Date; actor: Actor }): Promise<Completion> {
  const { sent, at, actor } = input;
  if (sent.length === 0) return { refused: new Map(), superfluous: [] };
  return store.transaction(accountId, async (tx) => {
    const ids = sent.map(({ draft }) => draft.item.opportunity_id);
    await lockOpportunities(tx, ids);
    const overtaken = await endOthers(tx, sent, actor, at);
    await writeLinks(tx, sent, at);
    await settlePayments(tx, ids, actor, at);
    const pipeline = await moveToPending(tx, sent, actor, at);
    const unwanted = sent.filter(({ draft }) => !isAwaited(pipeline, draft));
    await endUnwanted(tx, unwanted, actor, at);
    await announce(tx, sent.filter((each) => !unwanted.includes(each)), pipeline.settings_version, actor, at);
    const refused = new Map(unwanted.map(({ draft }) => [draft.payment_id, closedMeanwhile(draft, pipeline)]));
    return { refused, superfluous: [...overtaken, ...unwanted.map(({ link }) => link.link_id)] };
  });
}

/** The links that these replace; also one that another run made for another offer meanwhile: the later commit wins. */
async function endOthers(tx: Tx, sent: readonly SentLink[], actor: Actor, at: Date): Promise<string[]> {
  const ended = await tx.db
    .updateTable('payments')
    .set({ link_active: false, updated_at: at })
    .where('account_id', '=', tx.accountId)
    .where('opportunity_id', 'in', sent.map(({ draft }) => draft.item.opportunity_id))
    .where('id', 'not in', sent.map(({ draft }) => draft.payment_id))
    .where('link_active', '=', true)
    .returning(['id', 'opportunity_id', 'offer_id', 'link_id', 'amount_minor', 'currency'])
    .execute();
  await tellClocks(tx, await appendEvents(tx, ended.map((row) => expiredDraft(row, actor, at)), at), at);
  const endedBefore = new Set(sent.flatMap(({ draft }) => draft.replaces.map(({ payment_id }) => payment_id)));
  return ended.flatMap(({ id, link_id }) => (link_id && !endedBefore.has(id) ? [link_id] : []));
}

async function writeLinks(tx: Tx, sent: readonly SentLink[], at: Date): Promise<void> {
  const rows = sent.map(({ draft, link }) => ({ id: draft.payment_id, ...link, expires_at: draft.expires_at }));
  await sql`
    update salesos.payments p set link_id = n.link_id, link_url = n.link_url, live_mode = n.live_mode, expires_at = n.expires_at,
      link_active = true, updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, link_id text, link_url text, live_mode boolean, expires_at timestamptz)
    where p.account_id = ${tx.accountId} and p.id = n.id and p.link_id is null`.execute(tx.db);
}

/** Only from where the proposal stands: a payment that outran us has moved it on already. */
async function moveToPending(tx: Tx, sent: readonly SentLink[], actor: Actor, at: Date): Promise<Pipeline> {
  const partyOf = await actingParties(tx, sent.map(({ draft }) => draft.item.acting_user_id), actor);
  const pipeline = await loadPipeline(tx, sent.map(({ draft }) => draft.item.opportunity_id), at);
  const orders = sent.flatMap(({ draft: { item } }) => {
    const who = partyOf(item.acting_user_id);
    const stage = pipeline.records.get(item.opportunity_id)?.facts.stage;
    const stands = stage === 'PROPOSAL_SENT' || stage === 'NEGOTIATION';
    return stands && 'party' in who ? [{ opportunity_id: item.opportunity_id, to: 'PAYMENT_PENDING' as const, party: who.party }] : [];
  });
  await moveAll(tx, pipeline, orders, at);
  return pipeline;
}

function isAwaited(pipeline: Pipeline, { item }: DraftedLink): boolean {
  return ['PAYMENT_PENDING', 'PAID', 'CASE_OPENED'].includes(pipeline.records.get(item.opportunity_id)?.facts.stage ?? '');
}

async function endUnwanted(tx: Tx, unwanted: readonly SentLink[], actor: Actor, at: Date): Promise<void> {
  if (unwanted.length === 0) return;
  const ids = unwanted.map(({ draft }) => draft.payment_id);
  await tx.db.updateTable('payments').set({ link_active: false, updated_at: at }).where('account_id', '=', tx.accountId).where('id', 'in', ids).execute();
  await settlePayments(tx, unwanted.map(({ draft }) => draft.item.opportunity_id), actor, at);
}

function closedMeanwhile({ item }: DraftedLink, pipeline: Pipeline): DomainError {
  const stage = pipeline.records.get(item.opportunity_id)?.facts.stage;
  return new DomainError('PAYMENT_LINK_REFUSED', `No payment link for opportunity ${item.opportunity_id}: its stage became ${stage} while the link was made; the link is ended again.`);
}

/** P10.3: the chase counts from this event. */
async function announce(tx: Tx, sent: readonly SentLink[], settingsVersion: number, actor: Actor, at: Date): Promise<void> {
  await appendEvents(tx, sent.map(({ draft }) => sentEvent(draft, actor, at)), at);
  await startClocks(tx, 'PaymentChase', sent.map(({ draft }) => ({ opportunity_id: draft.item.opportunity_id, occurrence: draft.payment_id })), at);
  await saveReceipts(tx, sent.map((each) => receiptOf(each, settingsVersion, at)));
}

function sentEvent({ payment_id, item, offer, expires_at }: DraftedLink, actor: Actor, at: Date): EventDraft {
  const { opportunity_id } = item;
  const data = { opportunity_id, offer_id: offer.id, payment_id, amount_minor: offer.price_minor, currency: offer.currency, expires_at };
  return { type: 'PaymentLinkSent', subject: { kind: 'opportunity', id: opportunity_id }, occurred_at: at, actor, key: `payment-link-sent:${payment_id}`, correlation_id: opportunity_id, data };
}

function receiptOf({ draft, link }: SentLink, settings_version: number, at: Date): ReceiptDraft {
  const { offer, expires_at, replaces, item } = draft;
  const inputs = { offer_id: offer.id, terms_version: offer.terms_version, price_minor: offer.price_minor, currency: offer.currency, expiry_days: item.expiry_days };
  return { kind: 'payment', subject_kind: 'payment', subject_id: draft.payment_id, settings_version, inputs, result: { ...link, expires_at }, reasons: replaces.map(({ link_id }) => `replaces ${link_id}`), decided_at: at };
}
