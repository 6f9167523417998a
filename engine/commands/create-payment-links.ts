import { createHash } from 'node:crypto';

import { DomainError } from '../core/errors';
import type { Actor, PaymentState, Stage } from '../core/model';
import type { PaymentGateway, PaymentLinkRequest, ProviderLink } from '../core/payment';
import type { Store } from '../store';
import { completeLinks } from './payments/complete-links';
import { type DraftedLink, draftLinks, type LinkItem } from './payments/draft-links';
import { loadLinks } from './payments/load-links';
import { mapLimited } from './payments/map-limited';
import { failed, type Result } from './result';

export type { LinkItem };

export interface CreateLinksInput {
  readonly items: readonly LinkItem[];
  readonly gateway: PaymentGateway;
  readonly at: Date;
  readonly actor: Actor;
}

export interface PaymentLinkOutcome {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly offer_id: string;
  readonly payment_id: string;
  readonly link_id: string | null;
  readonly link_url: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly package_name: string;
  readonly expires_at: Date | null;
  readonly link_active: boolean;
  readonly payment_state: PaymentState;
  readonly stage: Stage;
  /** false = the link that was active already. */
  readonly created: boolean;
}

/** Stripe allows 25 calls a second in test mode and 100 in live mode. */
const CALLS_AT_ONCE = 5;

/**
 * P10.4: one active link per opportunity. Three steps, each safe to repeat after a crash: the draft payment is committed,
 * the provider is called under a key made of the draft's id, the link is committed with stage and event.
 * One result an item, in order; asking again gives the same link.
 */
export async function createPaymentLinks(store: Store, accountId: string, { gateway, ...input }: CreateLinksInput): Promise<Result<PaymentLinkOutcome>[]> {
  const drafted = await draftLinks(store, accountId, input);
  const drafts = uniqueDrafts(drafted.flatMap((result) => (result.ok && result.draft ? [result.draft] : [])));
  const calls = await mapLimited(drafts, CALLS_AT_ONCE, (draft) => callProvider(gateway, draft));
  const sent = calls.flatMap(({ draft, link }) => (link instanceof DomainError ? [] : [{ draft, link }]));
  const { refused, superfluous } = await completeLinks(store, accountId, { sent, at: input.at, actor: input.actor });
  await mapLimited(superfluous, CALLS_AT_ONCE, (linkId) => gateway.endLink(linkId));
  const errors = new Map([...refused, ...calls.flatMap(({ draft, link }) => (link instanceof DomainError ? [[draft.payment_id, link] as const] : []))]);
  const links = await loadLinks(store, accountId, drafted.flatMap((result) => (result.ok ? [result.payment_id] : [])));
  return drafted.map((result): Result<PaymentLinkOutcome> => {
    if (!result.ok) return result;
    const error = errors.get(result.payment_id);
    const link = links.get(result.payment_id);
    if (error || !link) return failed(error ?? new DomainError('PAYMENT_UNKNOWN', `Payment ${result.payment_id} is gone.`));
    return { ok: true, ...link, created: result.draft !== null };
  });
}

/** Two items of one opportunity share one draft. */
function uniqueDrafts(drafts: readonly DraftedLink[]): DraftedLink[] {
  return [...new Map(drafts.map((draft) => [draft.payment_id, draft])).values()];
}

/** The old link is ended first: at no time can two be paid. */
async function callProvider(gateway: PaymentGateway, draft: DraftedLink): Promise<{ draft: DraftedLink; link: ProviderLink | DomainError }> {
  try {
    for (const { link_id } of draft.replaces) await gateway.endLink(link_id);
    return { draft, link: await gateway.createLink(requestOf(draft)) };
  } catch (error) {
    if (error instanceof DomainError) return { draft, link: error };
    throw error;
  }
}

function requestOf({ payment_id, account_id, item, offer, redirect_url }: DraftedLink): PaymentLinkRequest {
  // The redirect may be changed between a crash and its repetition, and a key is good for one set of parameters only.
  const digest = createHash('sha256').update(redirect_url ?? '').digest('hex').slice(0, 8);
  return {
    idempotency_key: `salesos:payment-link:${payment_id}:${digest}`,
    title: offer.package_name,
    amount_minor: offer.price_minor,
    currency: offer.currency,
    metadata: { account_id, opportunity_id: item.opportunity_id, offer_id: offer.id, payment_id },
    redirect_url,
  };
}
