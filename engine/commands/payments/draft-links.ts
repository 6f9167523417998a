import type { Selectable } from 'kysely';

import { DomainError, type Problem } from '../../core/errors';
import type { Actor } from '../../core/model';
import { assignmentGaps, roleGaps } from '../../core/opportunity';
import { type LinkPlan, planPaymentLink } from '../../core/payment';
import { newId, type OffersTable, type PaymentsTable, type Store, type Tx } from '../../store';
import { type Acting, actOnOpportunities, type OpportunityAction } from '../act-on-opportunities';
import type { Pipeline } from '../load-pipeline';
import { attempt, type Result } from '../result';

export interface LinkItem extends OpportunityAction {
  /** null = the newest offer of the opportunity. */
  readonly offer_id: string | null;
  /** 7-14; null = the firm's setting. */
  readonly expiry_days: number | null;
}

/** A payment that waits for its link; committed before the provider is called. */
export interface DraftedLink {
  readonly payment_id: string;
  readonly item: LinkItem;
  readonly account_id: string;
  readonly offer: Extract<LinkPlan, { kind: 'create' }>['offer'];
  readonly expires_at: Date;
  readonly redirect_url: string | null;
  readonly replaces: Extract<LinkPlan, { kind: 'create' }>['replaces'];
}

/** `draft: null` = this payment's link is active already. */
export type LinkDraft = { readonly payment_id: string; readonly draft: DraftedLink | null };

interface Known {
  readonly offers: readonly Selectable<OffersTable>[];
  readonly payments: readonly Selectable<PaymentsTable>[];
}

/** First step: decides what each item means and commits a draft payment for each link to make. */
export async function draftLinks(store: Store, accountId: string, input: { items: readonly LinkItem[]; at: Date; actor: Actor }): Promise<Result<LinkDraft>[]> {
  return actOnOpportunities<LinkItem, LinkDraft>(store, accountId, input, async (tx, pipeline, acting) => {
    const known = await knownOf(tx, acting.map(({ item }) => item.opportunity_id));
    const drafts = new Map<string, LinkDraft>();
    const results = acting.map((each): Result<LinkDraft> => {
      const planned = attempt(() => ({ ...draftOf(each, pipeline, known, drafts, tx.accountId, input.at) }));
      if (planned.ok) drafts.set(each.item.opportunity_id, planned.value);
      return planned.ok ? { ok: true, ...planned.value } : planned;
    });
    await writeDrafts(tx, drafts, known, input.at);
    return results;
  });
}

function draftOf(each: Acting<LinkItem>, { settings }: Pipeline, known: Known, drafts: Map<string, LinkDraft>, account_id: string, at: Date): LinkDraft {
  const { item, record } = each;
  const { opportunity_id } = item;
  const offer = offerOf(item, known.offers);
  const earlier = drafts.get(opportunity_id);
  if (earlier) return sameDraft(earlier, offer?.id ?? null);
  const payments = known.payments.filter((payment) => payment.opportunity_id === opportunity_id);
  const opportunity = { id: opportunity_id, stage: record.facts.stage, payment_state: record.facts.payment_state };
  const other_gaps = [...permissionGapsOf(each, settings.pipeline), ...offerGaps(item, offer)];
  const plan = planPaymentLink({ opportunity, offer, payments, settings: settings.payment, expiry_days: item.expiry_days, other_gaps }, at);
  if (plan.kind === 'existing') return { payment_id: plan.payment_id, draft: null };
  const payment_id = plan.draft_id ?? newId();
  const { expires_at, replaces } = plan;
  return { payment_id, draft: { payment_id, item, account_id, offer: plan.offer, expires_at, replaces, redirect_url: settings.payment.after_payment_redirect_url } };
}

/** A second item of one opportunity shares the first one's link; two offers at once cannot both be active. */
function sameDraft(earlier: LinkDraft, offerId: string | null): LinkDraft {
  if (earlier.draft === null || earlier.draft.offer.id === offerId) return earlier;
  throw new DomainError('PAYMENT_LINK_REFUSED', `Another item of this run makes a link for offer ${earlier.draft.offer.id} of the same opportunity; only one link is active at a time.`);
}

function offerOf({ opportunity_id, offer_id }: LinkItem, offers: Known['offers']) {
  const own = offers.filter((offer) => offer.opportunity_id === opportunity_id);
  return (offer_id === null ? own.at(-1) : own.find(({ id }) => id === offer_id)) ?? null;
}

function offerGaps({ offer_id }: LinkItem, offer: object | null): Problem[] {
  return offer_id !== null && offer === null ? [{ field: 'offer_id', message: `'${offer_id}' is not an offer of this opportunity` }] : [];
}

/** P9.6: closers ask for payment; a workflow may do it for them. */
function permissionGapsOf({ party, record }: Acting<LinkItem>, settings: Pipeline['settings']['pipeline']): Problem[] {
  if (party.kind !== 'user') return [];
  const gaps = roleGaps(party, ['closer', 'manager'], 'send a payment link');
  return gaps.length > 0 ? gaps : assignmentGaps(party, ['closer', 'manager'], record.facts, settings);
}

async function knownOf(tx: Tx, ids: readonly string[]): Promise<Known> {
  if (ids.length === 0) return { offers: [], payments: [] };
  const offers = await tx.db.selectFrom('offers').selectAll().where('account_id', '=', tx.accountId).where('opportunity_id', 'in', ids).orderBy('created_at').orderBy('id').execute();
  const payments = await tx.db.selectFrom('payments').selectAll().where('account_id', '=', tx.accountId).where('opportunity_id', 'in', ids).orderBy('created_at').orderBy('id').execute();
  return { offers, payments };
}

async function writeDrafts(tx: Tx, drafts: ReadonlyMap<string, LinkDraft>, { payments }: Known, at: Date): Promise<void> {
  const stored = new Set(payments.map(({ id }) => id));
  const rows = [...drafts.values()].flatMap(({ draft }) => (draft && !stored.has(draft.payment_id) ? [rowOf(draft, at)] : []));
  if (rows.length > 0) await tx.db.insertInto('payments').values(rows).execute();
}

function rowOf({ payment_id, account_id, item, offer, expires_at }: DraftedLink, at: Date) {
  return {
    id: payment_id,
    account_id,
    opportunity_id: item.opportunity_id,
    offer_id: offer.id,
    provider: 'stripe',
    amount_minor: offer.price_minor,
    currency: offer.currency,
    status: 'NONE' as const,
    link_id: null,
    link_url: null,
    expires_at,
    provider_payment_id: null,
    paid_at: null,
    verified_by: null,
    live_mode: null,
    reason: null,
    created_at: at,
    updated_at: at,
  };
}
