import { DomainError, describeProblems } from '../core/errors';
import type { Actor, PaymentState, Stage } from '../core/model';
import { type ActingParty, assignmentGaps, roleGaps } from '../core/opportunity';
import type { PaymentGateway } from '../core/payment';
import type { Store, Tx } from '../store';
import { type Acting, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import type { Pipeline } from './load-pipeline';
import { endLinks } from './payments/end-links';
import { mapLimited } from './payments/map-limited';
import { failed, type Result } from './result';

export interface ExpireItem extends OpportunityAction {
  /** Why; goes into the audit trail. */
  readonly reason: string | null;
}

export interface ExpiredLink {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  /** null = no link was active. */
  readonly payment_id: string | null;
  readonly link_id: string | null;
  readonly payment_state: PaymentState;
  readonly stage: Stage;
  /** false = there was nothing to expire. */
  readonly expired: boolean;
}

export interface ExpireLinksInput {
  readonly items: readonly ExpireItem[];
  readonly gateway: PaymentGateway;
  readonly at: Date;
  readonly actor: Actor;
}

/** A link that may be ended, with who orders it. */
export interface EndingLink {
  readonly opportunity_id: string;
  readonly link: { readonly payment_id: string; readonly link_id: string } | null;
  readonly party: ActingParty;
  readonly reason: string | null;
}

const CALLS_AT_ONCE = 5;

/**
 * Ends the active link of each opportunity at the provider, then here; an opportunity that waited for payment goes back to
 * NEGOTIATION, where the closer decides what comes next. Running it again finds nothing to expire.
 */
export async function expirePaymentLinks(store: Store, accountId: string, { gateway, ...input }: ExpireLinksInput): Promise<Result<ExpiredLink>[]> {
  const checked = await actOnOpportunities<ExpireItem, EndingLink>(store, accountId, input, chooseLinks);
  const called = await mapLimited(checked, CALLS_AT_ONCE, (result) => endAtProvider(gateway, result));
  const ended = called.flatMap((result) => (result.ok ? [result] : []));
  const outcomes = await endLinks(store, accountId, { ended, at: input.at });
  return called.map((result): Result<ExpiredLink> => {
    if (!result.ok) return result;
    const outcome = outcomes.get(result.opportunity_id);
    return outcome ? { ok: true, ...outcome } : failed(new DomainError('OPPORTUNITY_UNKNOWN', `Opportunity ${result.opportunity_id} is gone.`));
  });
}

/** Links whose expiry has passed (P10.4: our own timer, the provider has none). @returns opportunity ids, longest past first */
export async function duePaymentLinks(store: Store, accountId: string, input: { at: Date; limit: number }): Promise<string[]> {
  return store.transaction(accountId, async (tx) => {
    const due = activeLinks(tx).where('expires_at', '<=', input.at).orderBy('expires_at').limit(input.limit);
    return (await due.execute()).map(({ opportunity_id }) => opportunity_id);
  });
}

function activeLinks(tx: Tx) {
  return tx.db.selectFrom('payments').select(['id', 'opportunity_id', 'link_id']).where('account_id', '=', tx.accountId).where('link_active', '=', true);
}

/** Permission is asked before the provider: a link that is ended there cannot be given back. */
async function chooseLinks(tx: Tx, pipeline: Pipeline, acting: readonly Acting<ExpireItem>[]): Promise<Result<EndingLink>[]> {
  const ids = acting.map(({ item }) => item.opportunity_id);
  const rows = ids.length === 0 ? [] : await activeLinks(tx).where('opportunity_id', 'in', ids).execute();
  const links = new Map(rows.flatMap(({ id, opportunity_id, link_id }) => (link_id ? [[opportunity_id, { payment_id: id, link_id }] as const] : [])));
  return acting.map(({ item, party, record }) => {
    const gaps = permissionGapsOf(party, record, pipeline);
    if (gaps.length > 0) return failed(new DomainError('PAYMENT_LINK_REFUSED', `The link of opportunity ${item.opportunity_id} is not expired: ${describeProblems(gaps)}`, gaps));
    return { ok: true, opportunity_id: item.opportunity_id, link: links.get(item.opportunity_id) ?? null, party, reason: item.reason };
  });
}

function permissionGapsOf(party: ActingParty, { facts }: Acting<ExpireItem>['record'], { settings }: Pipeline) {
  if (party.kind !== 'user') return [];
  const gaps = roleGaps(party, ['closer', 'manager'], 'expire a payment link');
  return gaps.length > 0 ? gaps : assignmentGaps(party, ['closer', 'manager'], facts, settings.pipeline);
}

async function endAtProvider(gateway: PaymentGateway, chosen: Result<EndingLink>): Promise<Result<EndingLink>> {
  if (!chosen.ok || chosen.link === null) return chosen;
  try {
    await gateway.endLink(chosen.link.link_id);
    return chosen;
  } catch (error) {
    if (error instanceof DomainError) return failed(error);
    throw error;
  }
}
