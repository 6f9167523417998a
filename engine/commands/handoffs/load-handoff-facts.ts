import type { Selectable } from 'kysely';

import type { HandoffFacts } from '../../core/handoff';
import type { LeadsTable, OffersTable, OpportunitiesTable, PaymentsTable, ProspectsTable, Tx } from '../../store';

/** What a person gave with the order to build. */
export interface HandoffExtras {
  readonly opportunity_id: string;
  readonly attachments: readonly string[];
  readonly priority_flag: string | null;
}

interface Sources {
  readonly prospects: readonly Selectable<ProspectsTable>[];
  readonly leads: readonly Selectable<LeadsTable>[];
  readonly offers: readonly Selectable<OffersTable>[];
  readonly payments: readonly Selectable<PaymentsTable>[];
  readonly bookings: readonly { readonly opportunity_id: string; readonly time_zone: string | null }[];
}

/** Reads what the payloads are built from, one query a table for the whole batch. The caller holds the locks. */
export async function loadHandoffFacts(tx: Tx, wanted: readonly HandoffExtras[]): Promise<HandoffFacts[]> {
  const ids = wanted.map(({ opportunity_id }) => opportunity_id);
  if (ids.length === 0) return [];
  const opportunities = await tx.db.selectFrom('opportunities').selectAll().where('account_id', '=', tx.accountId).where('id', 'in', ids).execute();
  const sources = await loadSources(tx, opportunities);
  return wanted.flatMap((extras) => {
    const opportunity = opportunities.find(({ id }) => id === extras.opportunity_id);
    return opportunity ? [factsOf(opportunity, sources, extras)] : [];
  });
}

async function loadSources(tx: Tx, opportunities: readonly Selectable<OpportunitiesTable>[]): Promise<Sources> {
  const ids = opportunities.map(({ id }) => id);
  const { accountId, db } = tx;
  const prospects = await db.selectFrom('prospects').selectAll().where('account_id', '=', accountId).where('id', 'in', opportunities.map(({ prospect_id }) => prospect_id)).execute();
  const leads = await db.selectFrom('leads').selectAll().where('account_id', '=', accountId).where('id', 'in', opportunities.map(({ lead_id }) => lead_id)).execute();
  const offers = await db.selectFrom('offers').selectAll().where('account_id', '=', accountId).where('opportunity_id', 'in', ids).orderBy('created_at').orderBy('id').execute();
  const payments = await db.selectFrom('payments').selectAll().where('account_id', '=', accountId).where('opportunity_id', 'in', ids).orderBy('created_at').orderBy('id').execute();
  const bookings = await db.selectFrom('appointments').select(['opportunity_id', 'time_zone']).where('account_id', '=', accountId).where('opportunity_id', 'in', ids).where('time_zone', 'is not', null).orderBy('scheduled_at').execute();
  return { prospects, leads, offers, payments, bookings };
}

function factsOf(opportunity: Selectable<OpportunitiesTable>, sources: Sources, { attachments, priority_flag }: HandoffExtras): HandoffFacts {
  const own = <T extends { opportunity_id: string }>(rows: readonly T[]) => rows.filter(({ opportunity_id }) => opportunity_id === opportunity.id);
  const prospect = sources.prospects.find(({ id }) => id === opportunity.prospect_id);
  const lead = sources.leads.find(({ id }) => id === opportunity.lead_id);
  const payments = own(sources.payments);
  const payment = payments.find(({ status }) => status === 'PAID') ?? payments.at(-1) ?? null;
  const offers = own(sources.offers);
  return {
    account_id: opportunity.account_id,
    opportunity,
    client: {
      full_name: prospect?.full_name ?? lead?.full_name ?? null,
      email: prospect?.email ?? lead?.email ?? null,
      phone: prospect?.phone ?? lead?.phone ?? null,
      language: opportunity.language ?? prospect?.language ?? lead?.language ?? null,
      time_zone: prospect?.time_zone ?? own(sources.bookings).at(-1)?.time_zone ?? lead?.time_zone ?? null,
    },
    classification: lead?.classification ?? null,
    offer: (payment ? offers.find(({ id }) => id === payment.offer_id) : offers.at(-1)) ?? null,
    // Two right payments make an exception together: the opportunity's state outranks the row's.
    payment: payment && { ...payment, status: payment.status === 'PAID' ? opportunity.payment_state : payment.status },
    attachments,
    priority_flag,
  };
}
