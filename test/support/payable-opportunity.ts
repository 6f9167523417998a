import { applyPaymentEvent } from '../../engine/commands/apply-payment-event';
import type { ConsultationNotes, Stage } from '../../engine/core/model';
import { firmSettings } from '../../engine/core/settings';
import { json, newId, type Store, type Tx } from '../../engine/store';

export interface OpportunityOptions {
  readonly stage?: Stage;
  readonly price_minor?: number;
  readonly currency?: string;
  readonly email?: string | null;
  readonly consultation?: ConsultationNotes | null;
  readonly terms_locked?: boolean;
  readonly at: Date;
}

export interface PayableOpportunity {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly offer_id: string;
}

/** The people of the test firm: closer noor, another closer omar, manager mia, setter sam and case ops olga. */
export const PEOPLE = { noor: 'closer', omar: 'closer', mia: 'manager', sam: 'setter', olga: 'ops' } as const;

/** Makes the firm's people and puts its settings in force; `settings` is the settings document. */
export async function makeFirm(store: Store, accountId: string, at: Date, settings: object = {}): Promise<void> {
  await store.transaction(accountId, async (tx) => {
    const people = Object.entries(PEOPLE).map(([id, role]) => ({ account_id: accountId, id, name: id, email: `${id}@firm.example`, role, active: true, profile: json({}), paused_from: null, paused_until: null, paused_reason: null }));
    await tx.db.insertInto('users').values(people).execute();
    const document = json(firmSettings.parse(settings) as unknown);
    await tx.db.insertInto('firm_settings').values({ account_id: accountId, version: 1, document, effective_at: new Date(0), note: null, applied_by: 'test', applied_at: at }).execute();
  });
}

/** An opportunity of closer noor with everything before the payment in place. */
export async function makeOpportunity(store: Store, accountId: string, options: OpportunityOptions): Promise<PayableOpportunity> {
  const ids = { opportunity_id: newId(), prospect_id: newId(), lead_id: newId(), offer_id: newId() };
  await store.transaction(accountId, async (tx) => {
    await insertPerson(tx, ids, options);
    await insertOpportunity(tx, ids, options);
    await insertOffer(tx, ids, options);
  });
  return ids;
}

async function insertPerson(tx: Tx, { prospect_id, lead_id }: PayableOpportunity, { at, email = 'asha@example.com' }: OpportunityOptions): Promise<void> {
  const person = { full_name: 'Asha Rao', first_name: 'Asha', last_name: 'Rao', email, phone: '+14165550123', language: 'en', citizenship_country: 'IN', time_zone: 'America/Toronto' };
  const touches = { first_touch: json({ click_ids: {}, platform: {} }), last_touch: json({ click_ids: {}, platform: {} }) };
  await tx.db
    .insertInto('prospects')
    .values({ id: prospect_id, account_id: tx.accountId, ...person, geo: 'CA', engagement_level: 'Medium', merged_into: null, ...touches, created_at: at, updated_at: at })
    .execute();
  await tx.db
    .insertInto('leads')
    .values({
      ...{ id: lead_id, account_id: tx.accountId, delivery_id: null, source_channel: 'website', platform_lead_id: null, is_test: false },
      ...{ ...person, phone_detail: null, residence_country: 'CA', destination_country: 'CA', message: null, utms: json({}), ...touches },
      ...{ consent: json([]), intent_guess: null, spam_score: 0, spam_reasons: json([]), answers: json({}), originals: json({}), flags: json([]) },
      ...{ captured_at: at, recorded_at: at, settings_version: 1, prospect_id, opportunity_id: null, classification: null, provenance: null },
      ...{ score: 85, band: 'Hot', segment: 'PR Ready', is_sql: true, scored_at: at },
    })
    .execute();
}

async function insertOpportunity(tx: Tx, { opportunity_id, prospect_id, lead_id }: PayableOpportunity, options: OpportunityOptions): Promise<void> {
  const { at, stage = 'PROPOSAL_SENT', consultation = NOTES } = options;
  const qualification = { intent_family: 'PR', timeline: '0-30 days', residence_country: 'CA', citizenship_country: 'IN', prior_refusals: false, doc_readiness: 'Ready', fee_comfort: true, contact_verified: true };
  await tx.db
    .insertInto('opportunities')
    .values({
      ...{ id: opportunity_id, account_id: tx.accountId, prospect_id, lead_id, stage, setter_id: 'sam', closer_id: 'noor', waiting_role: null, waiting_since: null },
      ...{ value_estimate_minor: null, currency: null, probability: 0.6, band: 'Hot', score: 85, segment: 'PR Ready', program_family: 'Express Entry', intent_family: 'PR' },
      ...{ language: 'en', geo: 'CA', qualification: json(qualification), disqualification_reason: null, loss_reason: null },
      ...{ consultation: consultation === null ? null : json(consultation), consultation_at: consultation === null ? null : at },
      ...{ settings_version: 1, created_at: at, stage_changed_at: at, closed_at: null },
    })
    .execute();
}

async function insertOffer(tx: Tx, { offer_id, opportunity_id }: PayableOpportunity, options: OpportunityOptions): Promise<void> {
  const { at, price_minor = 350_000, currency = 'CAD', terms_locked = true } = options;
  await tx.db
    .insertInto('offers')
    .values({
      ...{ id: offer_id, account_id: tx.accountId, opportunity_id, package_code: 'FULL_PR', package_name: 'Full PR Application Package', price_minor, currency },
      ...{ terms_version: '2026-01', terms_locked_at: terms_locked ? at : null, expires_at: new Date(at.getTime() + 30 * 86_400_000), created_by: 'noor', created_at: at, dedupe_key: null },
    })
    .execute();
}

/** Pays the offer through a link as it would look after Stripe's success event. */
export async function makePaid(store: Store, accountId: string, { opportunity_id, offer_id }: PayableOpportunity, at: Date): Promise<void> {
  const payment_id = newId();
  await store.transaction(accountId, async (tx) => {
    const { price_minor: amount_minor, currency } = await tx.db.selectFrom('offers').select(['price_minor', 'currency']).where('id', '=', offer_id).executeTakeFirstOrThrow();
    const link = { link_id: `plink_${payment_id}`, link_url: `https://pay.example/${payment_id}`, link_active: true, live_mode: true, expires_at: new Date(at.getTime() + 10 * 86_400_000) };
    const unpaid = { status: 'PAYMENT_LINK_SENT' as const, provider_payment_id: null, paid_at: null, verified_by: null, reason: null };
    await tx.db.insertInto('payments').values({ id: payment_id, account_id: accountId, opportunity_id, offer_id, provider: 'stripe', amount_minor, currency, ...link, ...unpaid, created_at: at, updated_at: at }).execute();
  });
  const { amount_minor, currency } = await store.transaction(accountId, (tx) => tx.db.selectFrom('payments').select(['amount_minor', 'currency']).where('id', '=', payment_id).executeTakeFirstOrThrow());
  const ids = { account_id: accountId, opportunity_id, offer_id, payment_id, intent_id: `pi_${payment_id}`, link_id: null, session_id: null };
  const event = { event_id: `evt_${payment_id}`, event_type: 'payment_intent.succeeded', live_mode: true, occurred_at: at };
  const payment_event = { ...event, ...ids, kind: 'succeeded' as const, amount_minor, currency };
  await applyPaymentEvent(store, accountId, { provider: 'stripe', event: { ...event, payment_event }, verified_by: 'webhook', body: Buffer.from(payment_id), content_type: null, headers: {}, received_at: at });
}

export const NOTES: ConsultationNotes = {
  context_goals: 'Move to Toronto with family',
  situation: 'Software engineer, IELTS 8',
  options: 'Express Entry or a PNP',
  recommendation: 'Express Entry',
  decision: 'pay',
  constraints: 'None',
  risks: { eligibility_uncertainty: true, timelines: true, client_effort: true, external_dependencies: true },
  risk_notes: 'Draw scores may rise',
  next_step_at: null,
};

/** Types and data of the account's events, oldest first. */
export async function eventsOf(store: Store, accountId: string, opportunityId: string): Promise<{ type: string; data: Record<string, unknown> }[]> {
  return store.transaction(accountId, (tx) =>
    tx.db.selectFrom('events').select(['type', 'data']).where((eb) => eb(eb.ref('data', '->>').key('opportunity_id'), '=', opportunityId)).orderBy('seq').execute(),
  );
}

/** SLA clocks of the opportunity as `policy occurrence step: status`, in that order. */
export async function clocksOf(store: Store, accountId: string, opportunityId: string): Promise<string[]> {
  const rows = await store.transaction(accountId, (tx) => tx.db.selectFrom('timers').select(['dedupe_key', 'status']).where('opportunity_id', '=', opportunityId).execute());
  return rows.map(({ dedupe_key, status }) => `${dedupe_key.replace(`:${opportunityId}:`, ' ').replace(/[0-9a-f-]{36}:/, '')}: ${status}`).sort();
}

/** The opportunity and its payments as stored. */
export async function stateOf(store: Store, accountId: string, opportunityId: string) {
  return store.transaction(accountId, async (tx) => ({
    ...(await tx.db.selectFrom('opportunities').select(['stage', 'payment_state']).where('id', '=', opportunityId).executeTakeFirstOrThrow()),
    payments: await tx.db
      .selectFrom('payments')
      .select(['id', 'offer_id', 'status', 'link_id', 'link_active', 'provider_payment_id', 'paid_at', 'verified_by', 'refunded_minor', 'reason'])
      .where('opportunity_id', '=', opportunityId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  }));
}
