/** What a table is for. The ten canonical objects also say how many there are and what the playbook asks of them (P2.2). */
export interface TableNote {
  readonly section: (typeof SECTIONS)[number];
  readonly text: string;
  /** Only the canonical objects of P2.2.1. */
  readonly canonical?: { readonly name: string; readonly cardinality: string; readonly minimum: Readonly<Record<string, readonly string[]>> };
}

export const SECTIONS = ['Canonical objects', 'Intake and identity', 'Scoring and routing', 'Money and handoff', 'Events and clocks', 'Firm and audit'] as const;

const canonical = (name: string, cardinality: string, text: string, minimum: Record<string, readonly string[]> = {}): TableNote => ({
  section: 'Canonical objects',
  text,
  canonical: { name, cardinality, minimum },
});
const other = (section: TableNote['section'], text: string): TableNote => ({ section, text });

/** `minimum`: a required field of P2.2.3 and the columns that hold it. */
export const TABLE_NOTES: Readonly<Record<string, TableNote>> = {
  campaigns: other('Intake and identity', 'The campaign register: one name in ads, CRM and reports.'),
  campaign_keys: other('Intake and identity', 'What else a campaign is called: the utm_campaign of its links, its ids at the ad platforms.'),
  accounts: canonical('Account', '1', 'The firm: the tenant that every other row belongs to. Made at the first use of an account id, so that a delivery before the set-up is not lost.'),
  users: canonical('User', 'N per Account', 'Setters, closers, managers, case ops and admins, as the settings in force describe them.'),
  leads: canonical('Lead', 'N', 'A contact record as one source gave it, normalised, with its originals.', {
    source_channel: ['source_channel'],
    utms: ['utms'],
    consent: ['consent'],
    intent_guess: ['intent_guess'],
    spam_score: ['spam_score'],
  }),
  prospects: canonical('Prospect', '1 per person', 'A person. Every lead of the same person points here.', {
    language: ['language'],
    geo: ['geo'],
    engagement_level: ['engagement_level'],
  }),
  opportunities: canonical('Opportunity', 'N per Prospect, one of them open', 'The revenue journey of a prospect. Stage and payment state are two fields.', {
    stage: ['stage'],
    'owners (setter/closer)': ['setter_id', 'closer_id'],
    value_estimate: ['value_estimate_minor', 'currency'],
    probability: ['probability'],
  }),
  activities: canonical('Activity', 'N', 'A touch: call, message, e-mail or meeting. A person\'s touch and an automatic one are told apart.'),
  appointments: canonical('Appointment', 'N per Opportunity, one of them booked', 'A consultation as the scheduling tool knows it.', {
    scheduled_at: ['scheduled_at'],
    status: ['status'],
  }),
  offers: canonical('Offer', 'N per Opportunity', 'A price with its terms. Once locked it does not change.', {
    price: ['price_minor'],
    currency: ['currency'],
    terms_version: ['terms_version'],
    expires_at: ['expires_at'],
  }),
  payments: canonical('Payment', 'N per Opportunity, one active link', 'One link and the money that came by it. Its state is folded from payment_events.', {
    provider: ['provider'],
    amount: ['amount_minor', 'currency'],
    status: ['status'],
    paid_at: ['paid_at'],
  }),
  case_opens: canonical('CaseOpen', '1 per paid Opportunity', 'The handoff to case ops and its confirmation.', {
    opened_at: ['opened_at'],
    handoff_payload_ref: ['handoff_payload_ref'],
  }),

  conversations: other('Intake and identity', 'A thread with one person on one channel, the enquiry that it belongs to, and where the question flow stands.'),
  messages: other('Intake and identity', 'What a person wrote and what went out, each once by its key; the reservation of a message before it is sent is its row.'),
  opt_outs: other('Intake and identity', 'Who wants no messages on a channel, by hashed address: the latest word holds.'),
  raw_deliveries: other('Intake and identity', 'What a source sent, byte for byte with its SHA-256: a row for each notice in a request, the bytes in the first of them. Sensitive values are masked once it is processed; the hash is of the original.'),
  source_cursors: other('Intake and identity', 'How far each page or account of a source has been polled.'),
  consents: other('Intake and identity', 'Each statement of consent or refusal, by channel and purpose, with its text and proof.'),
  prospect_identifiers: other('Intake and identity', 'By what a person is recognised.'),
  identity_models: other('Intake and identity', 'Parameters of the matcher, frozen between estimations.'),
  prospect_merges: other('Intake and identity', 'Two records that were one person, with everything the way back needs.'),
  prospect_links: other('Intake and identity', 'Persons that are related, or that a human said are not the same.'),
  identity_reviews: other('Intake and identity', 'Where the rules were not sure who a lead is and a human decides.'),

  assignments: other('Scoring and routing', 'Who owned what and when.'),
  routing_pools: other('Scoring and routing', 'What each rep of a role is owed, and what the last review made of their share: the memory of the fair distribution.'),
  routing_blocks: other('Scoring and routing', 'Who must not serve whom: a conflict of interest, or a refusal.'),

  payment_events: other('Money and handoff', 'What the payment provider said, event by event: applied, not matched yet, or refused.'),
  settlements: other('Money and handoff', "The provider's own books: what each payment, refund and dispute did to the firm's balance, with fee and exchange rate. Written by the sweep."),
  ops_deliveries: other('Money and handoff', 'What the ops system is told, byte for byte: written with the handoff or the refund itself, sent until it is there.'),
  handoff_payloads: other('Money and handoff', 'The payloads handed to case ops, one a version ([schema](handoff-payload.schema.json)).'),

  learned_models: other('Scoring and routing', 'Versions of the learned score with their reports; one that is not surely better than the base rate is kept but not shown.'),

  events: other('Events and clocks', 'Canonical events ([events.md](events.md)) and at the same time the outbox.'),
  subscriptions: other('Events and clocks', 'The Sales Event Triggers that were published, each with its queue.'),
  dead_letters: other('Events and clocks', 'Events whose workflow failed every retry, until somebody replays or discards them.'),
  sla_notices: other('Events and clocks', 'A step of a clock\'s escalation ladder, once: whom it told, alone or in a digest, and what came of it.'),
  timers: other('Events and clocks', 'Running service-level clocks. Due ones are found by a sweep, so none is lost when n8n is down.'),
  receipts: other('Events and clocks', 'Why a decision came out as it did: inputs, settings version, result, reasons.'),

  ai_classifications: other('Intake and identity', 'What the AI was asked about a lead, what it answered or how it failed, under which prompt and model, and what it cost.'),
  classifier_checks: other('Firm and audit', 'How often rules and AI agreed with people about a field, window by window.'),

  firm_settings: other('Firm and audit', 'The settings documents of the firm; a version never changes.'),
  audit_entries: other('Firm and audit', 'Who changed what, from and to, and why. A trigger refuses changes and removals.'),
  schema_migrations: other('Firm and audit', 'Which migrations have run. The only table without an account.'),
};
