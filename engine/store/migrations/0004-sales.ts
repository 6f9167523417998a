/** The revenue journey: opportunities and what happens on them. */
export const sales = {
  id: '0004-sales',
  sql: `
create table salesos.opportunities (
  id uuid not null,
  account_id text not null references salesos.accounts,
  prospect_id uuid not null,
  lead_id uuid not null,
  stage text not null check (stage in ('SQL_ASSIGNED', 'CONTACT_ATTEMPTING', 'CONTACTED', 'QUALIFIED', 'APPOINTMENT_SET', 'APPOINTMENT_COMPLETED',
    'PROPOSAL_SENT', 'NEGOTIATION', 'PAYMENT_PENDING', 'PAID', 'CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED')),
  payment_state text not null default 'NONE' check (payment_state in ('NONE', 'PAYMENT_LINK_SENT', 'PAYMENT_PENDING', 'PAID', 'FAILED', 'REFUNDED', 'EXCEPTION')),
  setter_id text,
  closer_id text,
  -- Set while nobody eligible was found; the waiting queue.
  waiting_role text check (waiting_role in ('setter', 'closer')),
  waiting_since timestamptz,
  value_estimate_minor bigint,
  currency text,
  probability double precision not null check (probability between 0 and 1),
  band text not null check (band in ('Hot', 'Warm', 'Cold')),
  score integer not null check (score between 0 and 100),
  segment text not null,
  program_family text,
  intent_family text,
  language text,
  geo text,
  qualification jsonb,
  disqualification_reason text,
  loss_reason text,
  consultation jsonb,
  consultation_at timestamptz,
  priority boolean not null default false,
  settings_version integer not null,
  created_at timestamptz not null,
  stage_changed_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1,
  foreign key (account_id, setter_id) references salesos.users (account_id, id),
  foreign key (account_id, closer_id) references salesos.users (account_id, id),
  unique (account_id, lead_id),
  primary key (account_id, id),
  foreign key (account_id, prospect_id) references salesos.prospects (account_id, id),
  foreign key (account_id, lead_id) references salesos.leads (account_id, id)
);
alter table salesos.leads add constraint leads_opportunity_fk foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id);
-- One open journey per person: a second lead of the same person joins it.
create unique index opportunities_one_open on salesos.opportunities (account_id, prospect_id)
  where stage not in ('CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED');
create index opportunities_prospect on salesos.opportunities (account_id, prospect_id);
create index opportunities_setter on salesos.opportunities (account_id, setter_id, stage);
create index opportunities_closer on salesos.opportunities (account_id, closer_id, stage);
create index opportunities_waiting on salesos.opportunities (account_id, waiting_since) where waiting_role is not null;

-- Every assignment, for caps, fairness and credit back.
create table salesos.assignments (
  id uuid not null,
  account_id text not null references salesos.accounts,
  opportunity_id uuid not null,
  role text not null check (role in ('setter', 'closer')),
  user_id text not null,
  reason text not null,
  assigned_at timestamptz not null,
  -- Whether others were in the running: then the lead counted for the rep's fair share.
  contested boolean not null,
  -- null = the owner now.
  ended_at timestamptz,
  -- Set when the lead was taken back with credit; it no longer counts for caps and share.
  credited_at timestamptz,
  -- Commit order of the decisions of one pool.
  seq bigint generated always as identity,
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id)
);
create index assignments_user on salesos.assignments (account_id, role, user_id, assigned_at);
create index assignments_opportunity on salesos.assignments (account_id, opportunity_id);
-- P6.1: one active owner per role.
create unique index assignments_one_owner on salesos.assignments (account_id, opportunity_id, role) where ended_at is null;

-- Fair share by rep and role (engine/core/routing/fair-share.ts), written with the choice in one transaction.
create table salesos.routing_shares (
  account_id text not null references salesos.accounts,
  role text not null check (role in ('setter', 'closer')),
  user_id text not null,
  -- Leads owed: shares of all decisions minus leads received.
  credit double precision not null,
  received bigint not null,
  -- Number of the pool's decision that last gave a lead; null = never.
  last_turn bigint,
  primary key (account_id, role, user_id),
  foreign key (account_id, user_id) references salesos.users (account_id, id)
);

create table salesos.activities (
  id uuid not null,
  account_id text not null references salesos.accounts,
  opportunity_id uuid,
  prospect_id uuid not null,
  kind text not null,
  direction text not null,
  channel text,
  outcome text,
  by_human boolean not null,
  user_id text,
  summary text,
  call_back_at timestamptz,
  dedupe_key text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  unique (account_id, dedupe_key),
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id),
  foreign key (account_id, prospect_id) references salesos.prospects (account_id, id)
);
create index activities_prospect on salesos.activities (account_id, prospect_id, occurred_at);
create index activities_opportunity on salesos.activities (account_id, opportunity_id, occurred_at);

create table salesos.appointments (
  id uuid not null,
  account_id text not null references salesos.accounts,
  opportunity_id uuid not null,
  scheduled_at timestamptz not null,
  ends_at timestamptz,
  status text not null check (status in ('booked', 'completed', 'no_show', 'rescheduled', 'cancelled')),
  time_zone text,
  closer_id text,
  join_url text,
  provider text not null,
  provider_ref text not null,
  -- The booking that this one replaced: bookings and cancellations may come in any order.
  previous_ref text,
  reschedule_url text,
  cancel_url text,
  -- AP-06: the show-up is credited to the setter who owned the opportunity when it was booked.
  setter_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (account_id, provider, provider_ref),
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id)
);
create index appointments_previous on salesos.appointments (account_id, provider, previous_ref) where previous_ref is not null;
create index appointments_opportunity on salesos.appointments (account_id, opportunity_id);
-- AP-01: one active booking per opportunity.
create unique index appointments_one_active on salesos.appointments (account_id, opportunity_id) where status = 'booked';
-- active_appointments_cap counts a closer's week.
create index appointments_closer on salesos.appointments (account_id, closer_id, scheduled_at) where status = 'booked';

create table salesos.offers (
  id uuid not null,
  account_id text not null references salesos.accounts,
  opportunity_id uuid not null,
  package_code text not null,
  package_name text not null,
  price_minor bigint not null check (price_minor > 0),
  currency text not null,
  terms_version text not null,
  terms_locked_at timestamptz,
  expires_at timestamptz not null,
  created_by text not null,
  created_at timestamptz not null,
  dedupe_key text,
  unique (account_id, dedupe_key),
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id)
);
create index offers_opportunity on salesos.offers (account_id, opportunity_id);

create table salesos.payments (
  id uuid not null,
  account_id text not null references salesos.accounts,
  opportunity_id uuid not null,
  offer_id uuid not null,
  provider text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  status text not null check (status in ('NONE', 'PAYMENT_LINK_SENT', 'PAYMENT_PENDING', 'PAID', 'FAILED', 'REFUNDED', 'EXCEPTION')),
  link_id text,
  link_url text,
  link_active boolean not null default false,
  expires_at timestamptz,
  provider_payment_id text,
  paid_at timestamptz,
  verified_by text check (verified_by in ('webhook', 'api')),
  refunded_minor bigint not null default 0,
  live_mode boolean,
  reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (status <> 'PAID' or (verified_by is not null and paid_at is not null)),
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id),
  foreign key (account_id, offer_id) references salesos.offers (account_id, id)
);
-- P10.4: only one active link per opportunity at a time.
create unique index payments_one_active_link on salesos.payments (account_id, opportunity_id) where link_active;
create index payments_opportunity on salesos.payments (account_id, opportunity_id);
create index payments_provider_id on salesos.payments (account_id, provider, provider_payment_id);

-- What the provider said about money, event by event. A payment's state is folded from its applied events, so that
-- neither order nor duplicates matter; what matches no payment yet waits here, what is refused stays for finance.
create table salesos.payment_events (
  id uuid not null,
  account_id text not null references salesos.accounts,
  provider text not null,
  event_id text not null,
  event_type text not null,
  outcome text not null check (outcome in ('applied', 'unmatched', 'refused')),
  reason text,
  payment_id uuid,
  intent_id text,
  verified_by text not null check (verified_by in ('webhook', 'api')),
  event jsonb not null,
  delivery_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  check ((outcome = 'applied') = (payment_id is not null)),
  unique (account_id, provider, event_id),
  primary key (account_id, id),
  foreign key (account_id, payment_id) references salesos.payments (account_id, id),
  foreign key (account_id, delivery_id) references salesos.raw_deliveries (account_id, id)
);
create index payment_events_payment on salesos.payment_events (account_id, payment_id);
create index payment_events_intent on salesos.payment_events (account_id, intent_id) where intent_id is not null;
create index payment_events_open on salesos.payment_events (account_id, recorded_at) where outcome <> 'applied';

create table salesos.case_opens (
  id uuid not null,
  account_id text not null references salesos.accounts,
  opportunity_id uuid not null,
  status text not null check (status in ('triggered', 'rejected', 'confirmed')),
  payload_version integer not null,
  handoff_payload_ref uuid not null,
  triggered_at timestamptz not null,
  opened_at timestamptz,
  rejection_reason text,
  ops_reference text,
  updated_at timestamptz not null,
  -- P11.1: one Case Opened per paid opportunity.
  unique (account_id, opportunity_id),
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id)
);

create table salesos.handoff_payloads (
  id uuid not null,
  account_id text not null references salesos.accounts,
  opportunity_id uuid not null,
  version integer not null,
  payload jsonb not null,
  payload_sha256 text not null,
  built_at timestamptz not null,
  unique (account_id, opportunity_id, version),
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id)
);
alter table salesos.case_opens add foreign key (account_id, handoff_payload_ref) references salesos.handoff_payloads (account_id, id);
`,
};
