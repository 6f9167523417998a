import { type RawBuilder, sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { AppointmentStatus, Band, ConsultationNotes, PaymentState, Qualification, Role, Stage } from '../core/model';
import type { PipelineSettings } from '../core/opportunity';
import { currentSettings, type Store, type Tx } from '../store';

/** One opportunity with its person, owners, and the appointment, offer and payment that count now. null = there is none. */
export interface OpportunityView {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly stage: Stage;
  readonly next_step: string;
  readonly payment_state: PaymentState;
  readonly probability: number;
  readonly setter_id: string | null;
  readonly closer_id: string | null;
  readonly band: Band;
  readonly score: number;
  readonly segment: string;
  readonly intent_family: string | null;
  readonly program_family: string | null;
  readonly priority: boolean;
  readonly value_estimate_minor: number | null;
  readonly currency: string | null;
  readonly qualification: Qualification | null;
  readonly disqualification_reason: string | null;
  readonly loss_reason: string | null;
  readonly consultation: ConsultationNotes | null;
  readonly consultation_at: Date | null;
  readonly full_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string | null;
  readonly residence_country: string | null;
  readonly time_zone: string | null;
  readonly appointment_id: string | null;
  readonly appointment_status: AppointmentStatus | null;
  readonly scheduled_at: Date | null;
  readonly join_url: string | null;
  readonly offer_id: string | null;
  readonly package_code: string | null;
  readonly price_minor: number | null;
  readonly offer_currency: string | null;
  readonly offer_expires_at: Date | null;
  readonly payment_id: string | null;
  readonly payment_status: PaymentState | null;
  readonly link_url: string | null;
  readonly created_at: Date;
  readonly stage_changed_at: Date;
  readonly closed_at: Date | null;
  readonly version: number;
}

export interface OpportunityFilter {
  readonly stages?: readonly Stage[];
  readonly bands?: readonly Band[];
  readonly setter_id?: string;
  readonly closer_id?: string;
  /** Of the person, in any case. */
  readonly email?: string;
  /** Only those whose stage has not changed since. */
  readonly unchanged_since?: Date;
  readonly limit: number;
}

type Row = Omit<OpportunityView, 'next_step'>;

/** Opportunities by id, in the order of the ids; an unknown one is a refusal of its own. */
export async function getOpportunities(store: Store, accountId: string, ids: readonly string[], at: Date): Promise<(OpportunityView | DomainError)[]> {
  if (ids.length === 0) return [];
  return store.transaction(accountId, async (tx) => {
    const rows = await viewsOf(tx, sql`o.id in (${sql.join([...new Set(ids)])})`, ids.length, at);
    const byId = new Map(rows.map((row) => [row.opportunity_id, row]));
    return ids.map((id) => byId.get(id) ?? new DomainError('OPPORTUNITY_UNKNOWN', `Opportunity ${id} is not known in this account; take opportunity_id from Score & Segment, an event, or Opportunity: Get Many`));
  });
}

/** Opportunities that fit all filters, the longest unchanged first. */
export async function listOpportunities(store: Store, accountId: string, filter: OpportunityFilter, at: Date): Promise<OpportunityView[]> {
  return store.transaction(accountId, (tx) => viewsOf(tx, conditionOf(filter), filter.limit, at));
}

function conditionOf({ stages, bands, setter_id, closer_id, email, unchanged_since }: OpportunityFilter): RawBuilder<unknown> {
  const conditions = [
    ...(stages?.length ? [sql`o.stage in (${sql.join(stages)})`] : []),
    ...(bands?.length ? [sql`o.band in (${sql.join(bands)})`] : []),
    ...(setter_id ? [sql`o.setter_id = ${setter_id}`] : []),
    ...(closer_id ? [sql`o.closer_id = ${closer_id}`] : []),
    ...(email ? [sql`p.email = ${email.trim().toLowerCase()}`] : []),
    ...(unchanged_since ? [sql`o.stage_changed_at <= ${unchanged_since}`] : []),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

async function viewsOf(tx: Tx, condition: RawBuilder<unknown>, limit: number, at: Date): Promise<OpportunityView[]> {
  const { settings } = await currentSettings(tx, at);
  const { rows } = await sql<Row>`
    select o.id as opportunity_id, o.prospect_id, o.lead_id, o.stage, o.payment_state, o.probability, o.setter_id, o.closer_id,
      o.band, o.score, o.segment, o.intent_family, o.program_family, o.priority, o.value_estimate_minor, o.currency,
      o.qualification, o.disqualification_reason, o.loss_reason, o.consultation, o.consultation_at,
      p.full_name, p.email, p.phone, p.language, p.geo as residence_country, p.time_zone,
      booking.id as appointment_id, booking.status as appointment_status, booking.scheduled_at, booking.join_url,
      offer.id as offer_id, offer.package_code, offer.price_minor, offer.currency as offer_currency, offer.expires_at as offer_expires_at,
      pay.id as payment_id, pay.status as payment_status, case when pay.link_active then pay.link_url end as link_url,
      o.created_at, o.stage_changed_at, o.closed_at, o.version
    from salesos.opportunities o
    join salesos.prospects p on p.account_id = o.account_id and p.id = o.prospect_id
    left join lateral (
      select a.id, a.status, a.scheduled_at, a.join_url from salesos.appointments a
      where a.account_id = o.account_id and a.opportunity_id = o.id
      order by (a.status = 'booked') desc, a.scheduled_at desc limit 1) booking on true
    left join lateral (
      select f.id, f.package_code, f.price_minor, f.currency, f.expires_at from salesos.offers f
      where f.account_id = o.account_id and f.opportunity_id = o.id and f.terms_locked_at is not null
      order by f.created_at desc, f.id desc limit 1) offer on true
    left join lateral (
      select m.id, m.status, m.link_active, m.link_url from salesos.payments m
      where m.account_id = o.account_id and m.opportunity_id = o.id
      order by (m.status = 'PAID') desc, m.link_active desc, m.created_at desc limit 1) pay on true
    where o.account_id = ${tx.accountId} and ${condition}
    order by o.stage_changed_at, o.id
    limit ${limit}`.execute(tx.db);
  return rows.map((row) => viewOf(row, settings.pipeline));
}

function viewOf(row: Row, pipeline: PipelineSettings): OpportunityView {
  return { ...row, next_step: pipeline.stages[row.stage].next_step };
}

/** What a person may choose in the node: the firm's packages, loss reasons and people. */
export interface OpportunityChoices {
  readonly packages: readonly { readonly code: string; readonly name: string; readonly scenario: string; readonly price_minor: number | null; readonly currency: string }[];
  readonly loss_reasons: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: Role }[];
}

export async function opportunityChoices(store: Store, accountId: string, at: Date): Promise<OpportunityChoices> {
  return store.transaction(accountId, async (tx) => {
    const { settings } = await currentSettings(tx, at);
    const people = await tx.db.selectFrom('users').select(['id', 'name', 'role']).where('account_id', '=', tx.accountId).where('active', '=', true).orderBy('name').execute();
    const packages = settings.offers.packages.filter(({ active }) => active);
    return {
      packages: packages.map(({ code, name, scenario, price_minor, currency }) => ({ code, name, scenario, price_minor, currency: currency ?? settings.firm.currency })),
      loss_reasons: settings.pipeline.loss_reasons,
      people,
    };
  });
}
