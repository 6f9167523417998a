import type { Problem } from '../core/errors';
import type { Stage } from '../core/model';
import { buildOffer, type LockedOffer } from '../core/offer';
import { hardStop, permissionGaps, refusal } from '../core/opportunity';
import type { Store } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import type { Pipeline } from './load-pipeline';
import { moveAll } from './move-stages';
import { accepted, attempt, failed, inPlace, type Result } from './result';
import { type BuiltOffer, standingOffers, type StandingOffer, storeOffers } from './write-offers';

export interface OfferItem extends OpportunityAction {
  readonly package_code: string;
  /** A decimal number in the package's currency; null = the catalogue's price. Another price needs a manager and a reason. */
  readonly price: string | null;
  readonly reason: string | null;
  /** null = the firm's setting. */
  readonly valid_days: number | null;
}

export interface OfferOutcome extends LockedOffer {
  readonly offer_id: string;
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly stage: Stage;
  /** false = the same offer stood already. */
  readonly changed: boolean;
  readonly next_step: string;
}

/**
 * PY-01, P9.4, P10.4: builds offers from the catalogue and locks their terms; the first one moves the opportunity to
 * PROPOSAL_SENT and its price becomes the opportunity's value. The same offer while it stands is not made twice.
 */
export async function lockOffers(store: Store, accountId: string, input: ActionBatch<OfferItem>): Promise<Result<OfferOutcome>[]> {
  return actOnOpportunities(store, accountId, input, async (tx, pipeline, acting) => {
    const standing = await standingOffers(tx, acting);
    const built = acting.map((each) => buildAllowed(each, pipeline, standing.get(each.item.opportunity_id) ?? null, input.at));
    const offers = accepted(built);
    const ids = await storeOffers(tx, offers, input.at);
    const orders = offers.filter(({ record }) => record.facts.stage === 'APPOINTMENT_COMPLETED').map(({ item, party }) => ({ opportunity_id: item.opportunity_id, to: 'PROPOSAL_SENT' as const, party }));
    await moveAll(tx, pipeline, orders, input.at);
    return inPlace(built, offers.map((each, index) => outcomeOf(each, ids[index] ?? '', pipeline)));
  });
}

const OFFER_STAGES: readonly Stage[] = ['APPOINTMENT_COMPLETED', 'PROPOSAL_SENT', 'NEGOTIATION'];

function stageGaps({ record: { facts } }: Acting<OfferItem>): Problem[] {
  if (facts.active_link_payment_id) {
    return [{ field: 'payment_link', message: `the link of payment ${facts.active_link_payment_id} can still be paid; expire it first (Payment Link: Expire) and move the opportunity to NEGOTIATION` }];
  }
  if (OFFER_STAGES.includes(facts.stage)) return [];
  const before = facts.consultation_at ? 'move it to NEGOTIATION first' : 'record the consultation first (Consultation: Record)';
  return [{ field: 'stage', message: `is ${facts.stage}; an offer is made in ${OFFER_STAGES.join(', ')}: ${before}` }];
}

function buildAllowed(each: Acting<OfferItem>, { settings }: Pipeline, standing: StandingOffer | null, at: Date): Result<{ value: BuiltOffer }> {
  const { facts } = each.record;
  const gaps = [...permissionGaps('lock_offer', each.party, facts, settings.pipeline), ...stageGaps(each)];
  const error = hardStop(facts, 'offer anything') ?? refusal('ACTION_REFUSED', `No offer can be locked on opportunity ${facts.opportunity_id}`, gaps);
  if (error) return failed(error);
  const may_discount = each.party.kind === 'user' && each.party.roles.includes('manager');
  const { package_code, price, reason, valid_days } = each.item;
  return attempt(() => {
    const offer = buildOffer({ package_code, price, reason, valid_days, may_discount, at }, settings.offers, settings.firm.currency);
    return { ...each, offer, standing: standing && isSame(standing, offer, at) ? standing : null };
  });
}

function isSame(standing: StandingOffer, offer: LockedOffer, at: Date): boolean {
  const keys = ['package_code', 'price_minor', 'currency', 'terms_version'] as const;
  return standing.expires_at > at && keys.every((key) => standing[key] === offer[key]);
}

function outcomeOf({ item, record, offer, standing }: BuiltOffer, offer_id: string, { settings }: Pipeline): Result<OfferOutcome> {
  const { stage } = record.facts;
  const stood = standing ? { expires_at: standing.expires_at, terms_locked_at: standing.terms_locked_at ?? offer.terms_locked_at } : {};
  return {
    ok: true,
    offer_id,
    opportunity_id: item.opportunity_id,
    prospect_id: record.prospect_id,
    lead_id: record.lead_id,
    stage,
    changed: standing === null,
    ...offer,
    ...stood,
    next_step: settings.pipeline.stages[stage].next_step,
  };
}
