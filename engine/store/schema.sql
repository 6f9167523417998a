-- Schema salesos after all migrations (engine/store/migrations), read from the database's own catalogue.
-- Made by `npm run generate`; for reading and review. Stores are made by the migrations, never by this file.

CREATE OR REPLACE FUNCTION salesos.keep_attribution()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the attribution of an opportunity is frozen' using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION salesos.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'salesos.% is append-only', tg_table_name using errcode = 'raise_exception';
end $function$;

create table salesos.accounts (
  id         text not null,
  name       text not null,
  time_zone  text not null,
  created_at timestamp with time zone not null,
  constraint accounts_pkey PRIMARY KEY (id)
);
alter table salesos.accounts enable row level security, force row level security;
create policy tenant on salesos.accounts
  using ((id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.activities (
  id             uuid not null,
  account_id     text not null,
  opportunity_id uuid,
  prospect_id    uuid not null,
  kind           text not null,
  direction      text not null,
  channel        text,
  outcome        text,
  by_human       boolean not null,
  user_id        text,
  summary        text,
  call_back_at   timestamp with time zone,
  dedupe_key     text,
  occurred_at    timestamp with time zone not null,
  recorded_at    timestamp with time zone not null,
  constraint activities_pkey PRIMARY KEY (account_id, id),
  constraint activities_account_id_dedupe_key_key UNIQUE (account_id, dedupe_key),
  constraint activities_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint activities_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint activities_account_id_prospect_id_fkey FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id)
);
alter table salesos.activities enable row level security, force row level security;
CREATE INDEX activities_opportunity ON salesos.activities USING btree (account_id, opportunity_id, occurred_at);
CREATE INDEX activities_prospect ON salesos.activities USING btree (account_id, prospect_id, occurred_at);
create policy tenant on salesos.activities
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.ai_classifications (
  id              uuid not null,
  account_id      text not null,
  lead_id         uuid not null,
  question_sha256 text not null,
  prompt_version  text not null,
  model           text not null,
  status          text not null,
  reused_from     uuid,
  fields          jsonb not null default '{}'::jsonb,
  suspicious      boolean not null default false,
  failure_code    text,
  failure         text,
  attempts        integer not null default 0,
  input_tokens    integer not null default 0,
  output_tokens   integer not null default 0,
  cost_micros     integer not null default 0,
  asked_at        timestamp with time zone not null,
  answered_at     timestamp with time zone,
  constraint ai_classifications_pkey PRIMARY KEY (account_id, id),
  constraint ai_classifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint ai_classifications_account_id_lead_id_fkey FOREIGN KEY (account_id, lead_id) REFERENCES salesos.leads(account_id, id),
  constraint ai_classifications_account_id_reused_from_fkey FOREIGN KEY (account_id, reused_from) REFERENCES salesos.ai_classifications(account_id, id),
  constraint ai_classifications_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'answered'::text, 'failed'::text])))
);
alter table salesos.ai_classifications enable row level security, force row level security;
CREATE INDEX ai_classifications_lead ON salesos.ai_classifications USING btree (account_id, lead_id, asked_at);
CREATE INDEX ai_classifications_question ON salesos.ai_classifications USING btree (account_id, question_sha256) WHERE (status = 'answered'::text);
CREATE INDEX ai_classifications_spent ON salesos.ai_classifications USING btree (account_id, asked_at) INCLUDE (cost_micros);
create policy tenant on salesos.ai_classifications
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.appointments (
  id             uuid not null,
  account_id     text not null,
  opportunity_id uuid not null,
  scheduled_at   timestamp with time zone not null,
  ends_at        timestamp with time zone,
  status         text not null,
  time_zone      text,
  closer_id      text,
  join_url       text,
  provider       text not null,
  provider_ref   text not null,
  previous_ref   text,
  reschedule_url text,
  cancel_url     text,
  setter_id      text,
  created_at     timestamp with time zone not null,
  updated_at     timestamp with time zone not null,
  constraint appointments_pkey PRIMARY KEY (account_id, id),
  constraint appointments_account_id_provider_provider_ref_key UNIQUE (account_id, provider, provider_ref),
  constraint appointments_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint appointments_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint appointments_status_check CHECK ((status = ANY (ARRAY['booked'::text, 'completed'::text, 'no_show'::text, 'rescheduled'::text, 'cancelled'::text])))
);
alter table salesos.appointments enable row level security, force row level security;
CREATE INDEX appointments_closer ON salesos.appointments USING btree (account_id, closer_id, scheduled_at) WHERE (status = 'booked'::text);
CREATE UNIQUE INDEX appointments_one_active ON salesos.appointments USING btree (account_id, opportunity_id) WHERE (status = 'booked'::text);
CREATE INDEX appointments_opportunity ON salesos.appointments USING btree (account_id, opportunity_id);
CREATE INDEX appointments_previous ON salesos.appointments USING btree (account_id, provider, previous_ref) WHERE (previous_ref IS NOT NULL);
create policy tenant on salesos.appointments
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.assignments (
  id             uuid not null,
  account_id     text not null,
  opportunity_id uuid not null,
  role           text not null,
  user_id        text not null,
  reason         text not null,
  assigned_at    timestamp with time zone not null,
  contested      boolean not null,
  ended_at       timestamp with time zone,
  credited_at    timestamp with time zone,
  seq            bigint not null generated always as identity,
  constraint assignments_pkey PRIMARY KEY (account_id, id),
  constraint assignments_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint assignments_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint assignments_role_check CHECK ((role = ANY (ARRAY['setter'::text, 'closer'::text])))
);
alter table salesos.assignments enable row level security, force row level security;
CREATE UNIQUE INDEX assignments_one_owner ON salesos.assignments USING btree (account_id, opportunity_id, role) WHERE (ended_at IS NULL);
CREATE INDEX assignments_opportunity ON salesos.assignments USING btree (account_id, opportunity_id);
CREATE INDEX assignments_recent ON salesos.assignments USING btree (account_id, role, assigned_at) INCLUDE (user_id) WHERE (credited_at IS NULL);
CREATE INDEX assignments_user ON salesos.assignments USING btree (account_id, role, user_id, assigned_at);
create policy tenant on salesos.assignments
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.audit_entries (
  id           uuid not null,
  account_id   text not null,
  seq          bigint not null generated always as identity,
  at           timestamp with time zone not null,
  actor        jsonb not null,
  action       text not null,
  subject_kind text not null,
  subject_id   text not null,
  before       jsonb,
  after        jsonb,
  reason       text,
  constraint audit_entries_pkey PRIMARY KEY (account_id, id),
  constraint audit_entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id)
);
alter table salesos.audit_entries enable row level security, force row level security;
CREATE INDEX audit_entries_subject ON salesos.audit_entries USING btree (account_id, subject_kind, subject_id);
create policy tenant on salesos.audit_entries
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));
CREATE TRIGGER audit_entries_append_only BEFORE DELETE OR UPDATE ON salesos.audit_entries FOR EACH ROW EXECUTE FUNCTION salesos.refuse_change();

create table salesos.campaign_keys (
  account_id  text not null,
  campaign_id uuid not null,
  kind        text not null,
  value       text not null,
  constraint campaign_keys_pkey PRIMARY KEY (account_id, kind, value),
  constraint campaign_keys_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES salesos.campaigns(account_id, id),
  constraint campaign_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint campaign_keys_kind_check CHECK ((kind = ANY (ARRAY['utm'::text, 'google'::text, 'meta'::text, 'linkedin'::text, 'other'::text])))
);
alter table salesos.campaign_keys enable row level security, force row level security;
CREATE INDEX campaign_keys_campaign ON salesos.campaign_keys USING btree (account_id, campaign_id);
create policy tenant on salesos.campaign_keys
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.campaigns (
  id         uuid not null,
  account_id text not null,
  name       text not null,
  region     text not null,
  intent     text not null,
  program    text not null,
  offer      text not null,
  channel    text not null,
  month      text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint campaigns_pkey PRIMARY KEY (account_id, id),
  constraint campaigns_account_id_name_key UNIQUE (account_id, name),
  constraint campaigns_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id)
);
alter table salesos.campaigns enable row level security, force row level security;
create policy tenant on salesos.campaigns
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.case_opens (
  id                  uuid not null,
  account_id          text not null,
  opportunity_id      uuid not null,
  status              text not null,
  payload_version     integer not null,
  handoff_payload_ref uuid not null,
  triggered_at        timestamp with time zone not null,
  opened_at           timestamp with time zone,
  rejection_reason    text,
  ops_reference       text,
  updated_at          timestamp with time zone not null,
  constraint case_opens_pkey PRIMARY KEY (account_id, id),
  constraint case_opens_account_id_opportunity_id_key UNIQUE (account_id, opportunity_id),
  constraint case_opens_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint case_opens_account_id_handoff_payload_ref_fkey FOREIGN KEY (account_id, handoff_payload_ref) REFERENCES salesos.handoff_payloads(account_id, id),
  constraint case_opens_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint case_opens_status_check CHECK ((status = ANY (ARRAY['triggered'::text, 'rejected'::text, 'confirmed'::text])))
);
alter table salesos.case_opens enable row level security, force row level security;
create policy tenant on salesos.case_opens
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.classifier_checks (
  id               uuid not null,
  account_id       text not null,
  checked_at       timestamp with time zone not null,
  window_from      timestamp with time zone not null,
  window_before    timestamp with time zone not null,
  source           text not null,
  field            text not null,
  compared         integer not null,
  agreed           integer not null,
  settings_version integer not null,
  constraint classifier_checks_pkey PRIMARY KEY (account_id, id),
  constraint classifier_checks_account_id_window_from_window_before_sour_key UNIQUE (account_id, window_from, window_before, source, field),
  constraint classifier_checks_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint classifier_checks_source_check CHECK ((source = ANY (ARRAY['rule'::text, 'ai'::text])))
);
alter table salesos.classifier_checks enable row level security, force row level security;
create policy tenant on salesos.classifier_checks
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.consents (
  id           uuid not null,
  account_id   text not null,
  lead_id      uuid,
  prospect_id  uuid,
  channel      text not null,
  purpose      text not null,
  status       text not null,
  text         text,
  text_version text,
  source       text not null,
  proof        jsonb not null,
  captured_at  timestamp with time zone not null,
  recorded_at  timestamp with time zone not null,
  constraint consents_pkey PRIMARY KEY (account_id, id),
  constraint consents_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint consents_account_id_lead_id_fkey FOREIGN KEY (account_id, lead_id) REFERENCES salesos.leads(account_id, id),
  constraint consents_account_id_prospect_id_fkey FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id),
  constraint consents_status_check CHECK ((status = ANY (ARRAY['granted'::text, 'denied'::text, 'unknown'::text, 'withdrawn'::text])))
);
alter table salesos.consents enable row level security, force row level security;
CREATE INDEX consents_lead ON salesos.consents USING btree (account_id, lead_id);
CREATE INDEX consents_prospect ON salesos.consents USING btree (account_id, prospect_id, channel, purpose);
create policy tenant on salesos.consents
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.conversations (
  id              uuid not null,
  account_id      text not null,
  channel         text not null,
  thread_ref      text not null,
  address         text,
  user_ref        text,
  lead_id         uuid,
  last_inbound_at timestamp with time zone,
  flow            jsonb not null default '{}'::jsonb,
  created_at      timestamp with time zone not null,
  updated_at      timestamp with time zone not null,
  constraint conversations_pkey PRIMARY KEY (account_id, id),
  constraint conversations_account_id_channel_thread_ref_key UNIQUE (account_id, channel, thread_ref),
  constraint conversations_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint conversations_account_id_lead_id_fkey FOREIGN KEY (account_id, lead_id) REFERENCES salesos.leads(account_id, id)
);
alter table salesos.conversations enable row level security, force row level security;
CREATE INDEX conversations_address ON salesos.conversations USING btree (account_id, address) WHERE (address IS NOT NULL);
CREATE INDEX conversations_lead ON salesos.conversations USING btree (account_id, lead_id) WHERE (lead_id IS NOT NULL);
CREATE INDEX conversations_user ON salesos.conversations USING btree (account_id, user_ref) WHERE (user_ref IS NOT NULL);
create policy tenant on salesos.conversations
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.dead_letters (
  id              uuid not null,
  account_id      text not null,
  event_id        uuid not null,
  subscription_id text not null,
  error           text not null,
  attempts        integer not null,
  status          text not null,
  died_at         timestamp with time zone not null,
  decided_by      text,
  decided_at      timestamp with time zone,
  constraint dead_letters_pkey PRIMARY KEY (account_id, id),
  constraint dead_letters_account_id_event_id_subscription_id_key UNIQUE (account_id, event_id, subscription_id),
  constraint dead_letters_account_id_event_id_fkey FOREIGN KEY (account_id, event_id) REFERENCES salesos.events(account_id, id),
  constraint dead_letters_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint dead_letters_status_check CHECK ((status = ANY (ARRAY['dead'::text, 'replayed'::text, 'discarded'::text])))
);
alter table salesos.dead_letters enable row level security, force row level security;
create policy tenant on salesos.dead_letters
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.events (
  id             uuid not null,
  account_id     text not null,
  seq            bigint not null generated always as identity,
  type           text not null,
  version        integer not null,
  subject_kind   text not null,
  subject_id     uuid not null,
  key            text not null,
  occurred_at    timestamp with time zone not null,
  recorded_at    timestamp with time zone not null,
  actor          jsonb not null,
  causation_id   uuid,
  correlation_id text,
  data           jsonb not null,
  relayed_at     timestamp with time zone,
  constraint events_pkey PRIMARY KEY (account_id, id),
  constraint events_account_id_key_key UNIQUE (account_id, key),
  constraint events_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id)
);
alter table salesos.events enable row level security, force row level security;
CREATE INDEX events_outbox ON salesos.events USING btree (account_id, seq) WHERE (relayed_at IS NULL);
CREATE INDEX events_subject ON salesos.events USING btree (account_id, subject_kind, subject_id);
CREATE INDEX events_type ON salesos.events USING btree (account_id, type, seq);
create policy tenant on salesos.events
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.firm_settings (
  account_id   text not null,
  version      integer not null,
  document     jsonb not null,
  effective_at timestamp with time zone not null,
  note         text,
  applied_by   text not null,
  applied_at   timestamp with time zone not null,
  constraint firm_settings_pkey PRIMARY KEY (account_id, version),
  constraint firm_settings_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint firm_settings_version_check CHECK ((version > 0))
);
alter table salesos.firm_settings enable row level security, force row level security;
create policy tenant on salesos.firm_settings
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.handoff_payloads (
  id             uuid not null,
  account_id     text not null,
  opportunity_id uuid not null,
  version        integer not null,
  payload        jsonb not null,
  payload_sha256 text not null,
  built_at       timestamp with time zone not null,
  constraint handoff_payloads_pkey PRIMARY KEY (account_id, id),
  constraint handoff_payloads_account_id_opportunity_id_version_key UNIQUE (account_id, opportunity_id, version),
  constraint handoff_payloads_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint handoff_payloads_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id)
);
alter table salesos.handoff_payloads enable row level security, force row level security;
create policy tenant on salesos.handoff_payloads
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.identity_models (
  account_id   text not null,
  version      integer not null,
  model        jsonb not null,
  records      integer not null,
  estimated_at timestamp with time zone not null,
  estimated_by jsonb not null,
  constraint identity_models_pkey PRIMARY KEY (account_id, version),
  constraint identity_models_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id)
);
alter table salesos.identity_models enable row level security, force row level security;
create policy tenant on salesos.identity_models
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.identity_reviews (
  id            uuid not null,
  account_id    text not null,
  lead_id       uuid not null,
  kind          text not null,
  prospect_id   uuid not null,
  candidate_ids uuid[] not null,
  evidence      jsonb not null,
  status        text not null,
  decided_by    text,
  created_at    timestamp with time zone not null,
  decided_at    timestamp with time zone,
  constraint identity_reviews_pkey PRIMARY KEY (account_id, id),
  constraint identity_reviews_account_id_lead_id_key UNIQUE (account_id, lead_id),
  constraint identity_reviews_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint identity_reviews_account_id_lead_id_fkey FOREIGN KEY (account_id, lead_id) REFERENCES salesos.leads(account_id, id),
  constraint identity_reviews_account_id_prospect_id_fkey FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id),
  constraint identity_reviews_kind_check CHECK ((kind = ANY (ARRAY['lead_match'::text, 'possible_duplicate'::text]))),
  constraint identity_reviews_status_check CHECK ((status = ANY (ARRAY['open'::text, 'same'::text, 'different'::text])))
);
alter table salesos.identity_reviews enable row level security, force row level security;
CREATE INDEX identity_reviews_candidates ON salesos.identity_reviews USING gin (candidate_ids);
CREATE INDEX identity_reviews_prospect ON salesos.identity_reviews USING btree (account_id, prospect_id) WHERE (status = 'open'::text);
create policy tenant on salesos.identity_reviews
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.leads (
  id                  uuid not null,
  account_id          text not null,
  delivery_id         uuid,
  delivery_item       integer not null default 0,
  source_channel      text not null,
  platform_lead_id    text,
  is_test             boolean not null,
  full_name           text,
  first_name          text,
  last_name           text,
  email               text,
  phone               text,
  phone_detail        jsonb,
  residence_country   text,
  citizenship_country text,
  destination_country text,
  language            text,
  time_zone           text,
  message             text,
  utms                jsonb not null,
  first_touch         jsonb not null,
  last_touch          jsonb not null,
  consent             jsonb not null,
  intent_guess        text,
  spam_score          integer not null,
  spam_reasons        jsonb not null,
  answers             jsonb not null,
  originals           jsonb not null,
  flags               jsonb not null,
  captured_at         timestamp with time zone not null,
  recorded_at         timestamp with time zone not null,
  settings_version    integer not null,
  prospect_id         uuid,
  opportunity_id      uuid,
  classification      jsonb,
  provenance          jsonb,
  overrides           jsonb not null default '{}'::jsonb,
  score               integer,
  band                text,
  segment             text,
  is_sql              boolean,
  scored_at           timestamp with time zone,
  campaign_id         uuid,
  enrichment          jsonb,
  enriched_at         timestamp with time zone,
  overrides_expire_at timestamp with time zone,
  constraint leads_pkey PRIMARY KEY (account_id, id),
  constraint leads_account_id_delivery_id_delivery_item_key UNIQUE (account_id, delivery_id, delivery_item),
  constraint leads_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES salesos.campaigns(account_id, id),
  constraint leads_account_id_delivery_id_fkey FOREIGN KEY (account_id, delivery_id) REFERENCES salesos.raw_deliveries(account_id, id),
  constraint leads_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint leads_opportunity_fk FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint leads_prospect_fk FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id),
  constraint leads_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint leads_spam_score_check CHECK (((spam_score >= 0) AND (spam_score <= 100)))
);
alter table salesos.leads enable row level security, force row level security;
CREATE INDEX leads_campaign ON salesos.leads USING btree (account_id, campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX leads_captured_at ON salesos.leads USING btree (account_id, captured_at);
CREATE INDEX leads_overrides_expire ON salesos.leads USING btree (account_id, overrides_expire_at) WHERE (overrides_expire_at IS NOT NULL);
CREATE UNIQUE INDEX leads_platform_id ON salesos.leads USING btree (account_id, source_channel, platform_lead_id) WHERE ((platform_lead_id IS NOT NULL) AND (NOT is_test));
CREATE INDEX leads_prospect ON salesos.leads USING btree (account_id, prospect_id);
create policy tenant on salesos.leads
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.learned_models (
  id               uuid not null,
  account_id       text not null,
  version          integer not null,
  trained_at       timestamp with time zone not null,
  fingerprint      text not null,
  leads            integer not null,
  won              integer not null,
  shown            boolean not null,
  model            jsonb,
  report           jsonb not null,
  settings_version integer not null,
  constraint learned_models_pkey PRIMARY KEY (account_id, id),
  constraint learned_models_account_id_version_key UNIQUE (account_id, version),
  constraint learned_models_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint learned_models_check CHECK (((model IS NOT NULL) OR (NOT shown))),
  constraint learned_models_version_check CHECK ((version > 0))
);
alter table salesos.learned_models enable row level security, force row level security;
create policy tenant on salesos.learned_models
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.messages (
  id              uuid not null,
  account_id      text not null,
  direction       text not null,
  channel         text not null,
  conversation_id uuid,
  lead_id         uuid,
  prospect_id     uuid,
  opportunity_id  uuid,
  activity_id     uuid,
  template_key    text,
  kind            text not null,
  body            text,
  detail          jsonb not null,
  provider        text,
  provider_ref    text,
  status          text not null,
  status_at       timestamp with time zone not null,
  error           text,
  dedupe_key      text not null,
  occurred_at     timestamp with time zone not null,
  recorded_at     timestamp with time zone not null,
  constraint messages_pkey PRIMARY KEY (account_id, id),
  constraint messages_account_id_dedupe_key_key UNIQUE (account_id, dedupe_key),
  constraint messages_account_id_activity_id_fkey FOREIGN KEY (account_id, activity_id) REFERENCES salesos.activities(account_id, id),
  constraint messages_account_id_conversation_id_fkey FOREIGN KEY (account_id, conversation_id) REFERENCES salesos.conversations(account_id, id),
  constraint messages_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint messages_account_id_lead_id_fkey FOREIGN KEY (account_id, lead_id) REFERENCES salesos.leads(account_id, id),
  constraint messages_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint messages_account_id_prospect_id_fkey FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id),
  constraint messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
  constraint messages_status_check CHECK ((status = ANY (ARRAY['received'::text, 'claimed'::text, 'released'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text])))
);
alter table salesos.messages enable row level security, force row level security;
CREATE INDEX messages_lead ON salesos.messages USING btree (account_id, lead_id);
CREATE INDEX messages_prospect ON salesos.messages USING btree (account_id, prospect_id) WHERE (prospect_id IS NOT NULL);
CREATE INDEX messages_provider ON salesos.messages USING btree (account_id, provider, provider_ref) WHERE (provider_ref IS NOT NULL);
create policy tenant on salesos.messages
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.offers (
  id              uuid not null,
  account_id      text not null,
  opportunity_id  uuid not null,
  package_code    text not null,
  package_name    text not null,
  price_minor     bigint not null,
  currency        text not null,
  terms_version   text not null,
  terms_locked_at timestamp with time zone,
  expires_at      timestamp with time zone not null,
  created_by      text not null,
  created_at      timestamp with time zone not null,
  dedupe_key      text,
  constraint offers_pkey PRIMARY KEY (account_id, id),
  constraint offers_account_id_dedupe_key_key UNIQUE (account_id, dedupe_key),
  constraint offers_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint offers_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint offers_price_minor_check CHECK ((price_minor > 0))
);
alter table salesos.offers enable row level security, force row level security;
CREATE INDEX offers_opportunity ON salesos.offers USING btree (account_id, opportunity_id);
create policy tenant on salesos.offers
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.opportunities (
  id                      uuid not null,
  account_id              text not null,
  prospect_id             uuid not null,
  lead_id                 uuid not null,
  stage                   text not null,
  payment_state           text not null default 'NONE'::text,
  setter_id               text,
  closer_id               text,
  waiting_role            text,
  waiting_since           timestamp with time zone,
  value_estimate_minor    bigint,
  currency                text,
  probability             double precision not null,
  band                    text not null,
  score                   integer not null,
  segment                 text not null,
  program_family          text,
  intent_family           text,
  language                text,
  geo                     text,
  qualification           jsonb,
  disqualification_reason text,
  loss_reason             text,
  consultation            jsonb,
  consultation_at         timestamp with time zone,
  priority                boolean not null default false,
  settings_version        integer not null,
  created_at              timestamp with time zone not null,
  stage_changed_at        timestamp with time zone not null,
  closed_at               timestamp with time zone,
  version                 integer not null default 1,
  attribution             jsonb not null default '{}'::jsonb,
  constraint opportunities_pkey PRIMARY KEY (account_id, id),
  constraint opportunities_account_id_lead_id_key UNIQUE (account_id, lead_id),
  constraint opportunities_account_id_closer_id_fkey FOREIGN KEY (account_id, closer_id) REFERENCES salesos.users(account_id, id),
  constraint opportunities_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint opportunities_account_id_lead_id_fkey FOREIGN KEY (account_id, lead_id) REFERENCES salesos.leads(account_id, id),
  constraint opportunities_account_id_prospect_id_fkey FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id),
  constraint opportunities_account_id_setter_id_fkey FOREIGN KEY (account_id, setter_id) REFERENCES salesos.users(account_id, id),
  constraint opportunities_band_check CHECK ((band = ANY (ARRAY['Hot'::text, 'Warm'::text, 'Cold'::text]))),
  constraint opportunities_payment_state_check CHECK ((payment_state = ANY (ARRAY['NONE'::text, 'PAYMENT_LINK_SENT'::text, 'PAYMENT_PENDING'::text, 'PAID'::text, 'FAILED'::text, 'REFUNDED'::text, 'EXCEPTION'::text]))),
  constraint opportunities_probability_check CHECK (((probability >= (0)::double precision) AND (probability <= (1)::double precision))),
  constraint opportunities_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint opportunities_stage_check CHECK ((stage = ANY (ARRAY['SQL_ASSIGNED'::text, 'CONTACT_ATTEMPTING'::text, 'CONTACTED'::text, 'QUALIFIED'::text, 'APPOINTMENT_SET'::text, 'APPOINTMENT_COMPLETED'::text, 'PROPOSAL_SENT'::text, 'NEGOTIATION'::text, 'PAYMENT_PENDING'::text, 'PAID'::text, 'CASE_OPENED'::text, 'CLOSED_LOST'::text, 'DISQUALIFIED'::text]))),
  constraint opportunities_waiting_role_check CHECK ((waiting_role = ANY (ARRAY['setter'::text, 'closer'::text])))
);
alter table salesos.opportunities enable row level security, force row level security;
CREATE INDEX opportunities_closer ON salesos.opportunities USING btree (account_id, closer_id, stage);
CREATE INDEX opportunities_closer_desk ON salesos.opportunities USING btree (account_id, closer_id) WHERE (stage = ANY (ARRAY['QUALIFIED'::text, 'APPOINTMENT_SET'::text, 'APPOINTMENT_COMPLETED'::text, 'PROPOSAL_SENT'::text, 'NEGOTIATION'::text, 'PAYMENT_PENDING'::text]));
CREATE UNIQUE INDEX opportunities_one_open ON salesos.opportunities USING btree (account_id, prospect_id) WHERE (stage <> ALL (ARRAY['CASE_OPENED'::text, 'CLOSED_LOST'::text, 'DISQUALIFIED'::text]));
CREATE INDEX opportunities_prospect ON salesos.opportunities USING btree (account_id, prospect_id);
CREATE INDEX opportunities_setter ON salesos.opportunities USING btree (account_id, setter_id, stage);
CREATE INDEX opportunities_setter_desk ON salesos.opportunities USING btree (account_id, setter_id) WHERE (stage = ANY (ARRAY['SQL_ASSIGNED'::text, 'CONTACT_ATTEMPTING'::text, 'CONTACTED'::text, 'QUALIFIED'::text, 'APPOINTMENT_SET'::text]));
CREATE INDEX opportunities_waiting ON salesos.opportunities USING btree (account_id, waiting_since) WHERE (waiting_role IS NOT NULL);
create policy tenant on salesos.opportunities
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));
CREATE TRIGGER opportunities_attribution BEFORE UPDATE OF attribution ON salesos.opportunities FOR EACH ROW WHEN ((old.attribution IS DISTINCT FROM new.attribution)) EXECUTE FUNCTION salesos.keep_attribution();

create table salesos.ops_deliveries (
  id              uuid not null,
  account_id      text not null,
  opportunity_id  uuid not null,
  case_open_id    uuid not null,
  kind            text not null,
  payload_version integer not null,
  body            text not null,
  status          text not null,
  attempts        integer not null default 0,
  next_attempt_at timestamp with time zone,
  answered_status integer,
  last_error      text,
  dedupe_key      text not null,
  created_at      timestamp with time zone not null,
  delivered_at    timestamp with time zone,
  constraint ops_deliveries_pkey PRIMARY KEY (account_id, id),
  constraint ops_deliveries_account_id_dedupe_key_key UNIQUE (account_id, dedupe_key),
  constraint ops_deliveries_account_id_case_open_id_fkey FOREIGN KEY (account_id, case_open_id) REFERENCES salesos.case_opens(account_id, id),
  constraint ops_deliveries_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint ops_deliveries_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint ops_deliveries_check CHECK (((status = 'delivered'::text) = (delivered_at IS NOT NULL))),
  constraint ops_deliveries_kind_check CHECK ((kind = ANY (ARRAY['case_open'::text, 'stop'::text]))),
  constraint ops_deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])))
);
alter table salesos.ops_deliveries enable row level security, force row level security;
CREATE INDEX ops_deliveries_due ON salesos.ops_deliveries USING btree (account_id, next_attempt_at) WHERE (status = 'pending'::text);
CREATE INDEX ops_deliveries_opportunity ON salesos.ops_deliveries USING btree (account_id, opportunity_id);
create policy tenant on salesos.ops_deliveries
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.opt_outs (
  id           uuid not null,
  account_id   text not null,
  channel      text not null,
  address_hash text not null,
  kind         text not null,
  source       text not null,
  proof        jsonb not null,
  occurred_at  timestamp with time zone not null,
  recorded_at  timestamp with time zone not null,
  constraint opt_outs_pkey PRIMARY KEY (account_id, id),
  constraint opt_outs_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint opt_outs_kind_check CHECK ((kind = ANY (ARRAY['opt_out'::text, 'opt_in'::text])))
);
alter table salesos.opt_outs enable row level security, force row level security;
CREATE INDEX opt_outs_address ON salesos.opt_outs USING btree (account_id, channel, address_hash, occurred_at DESC);
create policy tenant on salesos.opt_outs
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.payment_events (
  id          uuid not null,
  account_id  text not null,
  provider    text not null,
  event_id    text not null,
  event_type  text not null,
  outcome     text not null,
  reason      text,
  payment_id  uuid,
  intent_id   text,
  verified_by text not null,
  event       jsonb not null,
  delivery_id uuid,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  constraint payment_events_pkey PRIMARY KEY (account_id, id),
  constraint payment_events_account_id_provider_event_id_key UNIQUE (account_id, provider, event_id),
  constraint payment_events_account_id_delivery_id_fkey FOREIGN KEY (account_id, delivery_id) REFERENCES salesos.raw_deliveries(account_id, id),
  constraint payment_events_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint payment_events_account_id_payment_id_fkey FOREIGN KEY (account_id, payment_id) REFERENCES salesos.payments(account_id, id),
  constraint payment_events_check CHECK (((outcome = 'applied'::text) = (payment_id IS NOT NULL))),
  constraint payment_events_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'unmatched'::text, 'refused'::text]))),
  constraint payment_events_verified_by_check CHECK ((verified_by = ANY (ARRAY['webhook'::text, 'api'::text])))
);
alter table salesos.payment_events enable row level security, force row level security;
CREATE INDEX payment_events_intent ON salesos.payment_events USING btree (account_id, intent_id) WHERE (intent_id IS NOT NULL);
CREATE INDEX payment_events_open ON salesos.payment_events USING btree (account_id, recorded_at) WHERE (outcome <> 'applied'::text);
CREATE INDEX payment_events_payment ON salesos.payment_events USING btree (account_id, payment_id);
create policy tenant on salesos.payment_events
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.payments (
  id                  uuid not null,
  account_id          text not null,
  opportunity_id      uuid not null,
  offer_id            uuid not null,
  provider            text not null,
  amount_minor        bigint not null,
  currency            text not null,
  status              text not null,
  link_id             text,
  link_url            text,
  link_active         boolean not null default false,
  expires_at          timestamp with time zone,
  provider_payment_id text,
  paid_at             timestamp with time zone,
  verified_by         text,
  refunded_minor      bigint not null default 0,
  live_mode           boolean,
  reason              text,
  created_at          timestamp with time zone not null,
  updated_at          timestamp with time zone not null,
  failure_count       integer not null default 0,
  last_failed_at      timestamp with time zone,
  resend_count        integer not null default 0,
  last_resent_at      timestamp with time zone,
  exception_decision  jsonb,
  constraint payments_pkey PRIMARY KEY (account_id, id),
  constraint payments_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint payments_account_id_offer_id_fkey FOREIGN KEY (account_id, offer_id) REFERENCES salesos.offers(account_id, id),
  constraint payments_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint payments_amount_minor_check CHECK ((amount_minor > 0)),
  constraint payments_check CHECK (((status <> 'PAID'::text) OR ((verified_by IS NOT NULL) AND (paid_at IS NOT NULL)))),
  constraint payments_failure_count_check CHECK ((failure_count >= 0)),
  constraint payments_resend_count_check CHECK ((resend_count >= 0)),
  constraint payments_status_check CHECK ((status = ANY (ARRAY['NONE'::text, 'PAYMENT_LINK_SENT'::text, 'PAYMENT_PENDING'::text, 'PAID'::text, 'FAILED'::text, 'REFUNDED'::text, 'EXCEPTION'::text]))),
  constraint payments_verified_by_check CHECK ((verified_by = ANY (ARRAY['webhook'::text, 'api'::text])))
);
alter table salesos.payments enable row level security, force row level security;
CREATE INDEX payments_failed ON salesos.payments USING btree (account_id, last_failed_at) WHERE ((status = 'FAILED'::text) AND link_active);
CREATE UNIQUE INDEX payments_one_active_link ON salesos.payments USING btree (account_id, opportunity_id) WHERE link_active;
CREATE INDEX payments_opportunity ON salesos.payments USING btree (account_id, opportunity_id);
CREATE INDEX payments_paid ON salesos.payments USING btree (account_id, paid_at) WHERE (paid_at IS NOT NULL);
CREATE INDEX payments_provider_id ON salesos.payments USING btree (account_id, provider, provider_payment_id);
create policy tenant on salesos.payments
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.prospect_identifiers (
  account_id  text not null,
  kind        text not null,
  value       text not null,
  prospect_id uuid not null,
  added_at    timestamp with time zone not null,
  constraint prospect_identifiers_pkey PRIMARY KEY (account_id, kind, value, prospect_id),
  constraint prospect_identifiers_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint prospect_identifiers_account_id_prospect_id_fkey FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id),
  constraint prospect_identifiers_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'platform_lead_id'::text, 'name_key'::text])))
);
alter table salesos.prospect_identifiers enable row level security, force row level security;
CREATE INDEX prospect_identifiers_prospect ON salesos.prospect_identifiers USING btree (account_id, prospect_id);
create policy tenant on salesos.prospect_identifiers
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.prospect_links (
  account_id  text not null,
  prospect_id uuid not null,
  other_id    uuid not null,
  kind        text not null,
  reason      text not null,
  created_at  timestamp with time zone not null,
  constraint prospect_links_pkey PRIMARY KEY (account_id, prospect_id, other_id, kind),
  constraint prospect_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint prospect_links_account_id_other_id_fkey FOREIGN KEY (account_id, other_id) REFERENCES salesos.prospects(account_id, id),
  constraint prospect_links_account_id_prospect_id_fkey FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id),
  constraint prospect_links_kind_check CHECK ((kind = ANY (ARRAY['related'::text, 'not_duplicate'::text])))
);
alter table salesos.prospect_links enable row level security, force row level security;
create policy tenant on salesos.prospect_links
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.prospect_merges (
  id          uuid not null,
  account_id  text not null,
  survivor_id uuid not null,
  merged_id   uuid not null,
  status      text not null,
  snapshot    jsonb not null,
  evidence    jsonb not null,
  reason      text,
  merged_at   timestamp with time zone not null,
  merged_by   jsonb not null,
  undone_at   timestamp with time zone,
  undone_by   jsonb,
  constraint prospect_merges_pkey PRIMARY KEY (account_id, id),
  constraint prospect_merges_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint prospect_merges_account_id_merged_id_fkey FOREIGN KEY (account_id, merged_id) REFERENCES salesos.prospects(account_id, id),
  constraint prospect_merges_account_id_survivor_id_fkey FOREIGN KEY (account_id, survivor_id) REFERENCES salesos.prospects(account_id, id),
  constraint prospect_merges_status_check CHECK ((status = ANY (ARRAY['merged'::text, 'undone'::text])))
);
alter table salesos.prospect_merges enable row level security, force row level security;
CREATE UNIQUE INDEX prospect_merges_merged ON salesos.prospect_merges USING btree (account_id, merged_id) WHERE (status = 'merged'::text);
CREATE INDEX prospect_merges_survivor ON salesos.prospect_merges USING btree (account_id, survivor_id);
create policy tenant on salesos.prospect_merges
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.prospects (
  id                  uuid not null,
  account_id          text not null,
  full_name           text,
  first_name          text,
  last_name           text,
  email               text,
  phone               text,
  language            text,
  geo                 text,
  citizenship_country text,
  time_zone           text,
  engagement_level    text not null,
  merged_into         uuid,
  first_touch         jsonb not null,
  last_touch          jsonb not null,
  first_captured_at   timestamp with time zone,
  last_captured_at    timestamp with time zone,
  created_at          timestamp with time zone not null,
  updated_at          timestamp with time zone not null,
  version             integer not null default 1,
  constraint prospects_pkey PRIMARY KEY (account_id, id),
  constraint prospects_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint prospects_account_id_merged_into_fkey FOREIGN KEY (account_id, merged_into) REFERENCES salesos.prospects(account_id, id),
  constraint prospects_engagement_level_check CHECK ((engagement_level = ANY (ARRAY['Low'::text, 'Medium'::text, 'High'::text])))
);
alter table salesos.prospects enable row level security, force row level security;
CREATE INDEX prospects_merged_into ON salesos.prospects USING btree (account_id, merged_into) WHERE (merged_into IS NOT NULL);
create policy tenant on salesos.prospects
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.raw_deliveries (
  id              uuid not null,
  account_id      text not null,
  source          text not null,
  dedupe_key      text not null,
  headers         jsonb not null,
  content_type    text,
  body            bytea not null,
  body_sha256     text not null,
  is_test         boolean not null,
  status          text not null,
  reason          text,
  attempts        integer not null default 0,
  next_attempt_at timestamp with time zone,
  received_at     timestamp with time zone not null,
  processed_at    timestamp with time zone,
  bytes_in        uuid,
  feed            text,
  fetched_body    bytea,
  fetched_at      timestamp with time zone,
  constraint raw_deliveries_pkey PRIMARY KEY (account_id, id),
  constraint raw_deliveries_account_id_source_dedupe_key_key UNIQUE (account_id, source, dedupe_key),
  constraint raw_deliveries_account_id_bytes_in_fkey FOREIGN KEY (account_id, bytes_in) REFERENCES salesos.raw_deliveries(account_id, id),
  constraint raw_deliveries_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint raw_deliveries_status_check CHECK ((status = ANY (ARRAY['received'::text, 'processed'::text, 'rejected'::text, 'dead'::text])))
);
alter table salesos.raw_deliveries enable row level security, force row level security;
CREATE INDEX raw_deliveries_bytes_in ON salesos.raw_deliveries USING btree (account_id, bytes_in) WHERE (bytes_in IS NOT NULL);
CREATE INDEX raw_deliveries_open ON salesos.raw_deliveries USING btree (account_id, next_attempt_at) WHERE (status = 'received'::text);
CREATE INDEX raw_deliveries_received_at ON salesos.raw_deliveries USING btree (account_id, received_at);
CREATE INDEX raw_deliveries_source ON salesos.raw_deliveries USING btree (account_id, source, received_at);
create policy tenant on salesos.raw_deliveries
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.receipts (
  id               uuid not null,
  account_id       text not null,
  kind             text not null,
  subject_kind     text not null,
  subject_id       uuid not null,
  settings_version integer not null,
  inputs           jsonb not null,
  result           jsonb not null,
  reasons          jsonb not null,
  decided_at       timestamp with time zone not null,
  constraint receipts_pkey PRIMARY KEY (account_id, id),
  constraint receipts_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id)
);
alter table salesos.receipts enable row level security, force row level security;
CREATE INDEX receipts_pool ON salesos.receipts USING btree (account_id, ((inputs ->> 'pool'::text))) WHERE (kind = 'route'::text);
CREATE INDEX receipts_subject ON salesos.receipts USING btree (account_id, subject_kind, subject_id, kind);
create policy tenant on salesos.receipts
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.routing_blocks (
  id          uuid not null,
  account_id  text not null,
  prospect_id uuid not null,
  user_id     text not null,
  reason      text not null,
  blocked_by  text not null,
  blocked_at  timestamp with time zone not null,
  constraint routing_blocks_pkey PRIMARY KEY (account_id, id),
  constraint routing_blocks_account_id_prospect_id_user_id_key UNIQUE (account_id, prospect_id, user_id),
  constraint routing_blocks_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint routing_blocks_account_id_prospect_id_fkey FOREIGN KEY (account_id, prospect_id) REFERENCES salesos.prospects(account_id, id),
  constraint routing_blocks_account_id_user_id_fkey FOREIGN KEY (account_id, user_id) REFERENCES salesos.users(account_id, id)
);
alter table salesos.routing_blocks enable row level security, force row level security;
create policy tenant on salesos.routing_blocks
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.routing_pools (
  account_id   text not null,
  role         text not null,
  turn         bigint not null,
  page         text,
  page_entries integer not null default 0,
  page_version integer not null default 0,
  user_ids     text[] not null default '{}'::text[],
  credits      double precision[] not null default '{}'::double precision[],
  received     integer[] not null default '{}'::integer[],
  last_turns   integer[] not null default '{}'::integer[],
  reviews      jsonb not null default '{}'::jsonb,
  reviewed_at  timestamp with time zone,
  constraint routing_pools_pkey PRIMARY KEY (account_id, role),
  constraint routing_pools_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint routing_pools_role_check CHECK ((role = ANY (ARRAY['setter'::text, 'closer'::text])))
);
alter table salesos.routing_pools enable row level security, force row level security;
create policy tenant on salesos.routing_pools
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.schema_migrations (
  id         text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (id)
);

create table salesos.settlements (
  id               uuid not null,
  account_id       text not null,
  provider         text not null,
  transaction_id   text not null,
  kind             text not null,
  intent_id        text,
  payment_id       uuid,
  amount_minor     bigint not null,
  fee_minor        bigint not null,
  net_minor        bigint not null,
  currency         text not null,
  charged_minor    bigint,
  charged_currency text,
  exchange_rate    double precision,
  occurred_at      timestamp with time zone not null,
  available_at     timestamp with time zone,
  recorded_at      timestamp with time zone not null,
  constraint settlements_pkey PRIMARY KEY (account_id, id),
  constraint settlements_account_id_provider_transaction_id_key UNIQUE (account_id, provider, transaction_id),
  constraint settlements_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint settlements_account_id_payment_id_fkey FOREIGN KEY (account_id, payment_id) REFERENCES salesos.payments(account_id, id),
  constraint settlements_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'refund'::text, 'dispute'::text, 'fee'::text, 'other'::text])))
);
alter table salesos.settlements enable row level security, force row level security;
CREATE INDEX settlements_payment ON salesos.settlements USING btree (account_id, payment_id);
CREATE INDEX settlements_time ON salesos.settlements USING btree (account_id, occurred_at);
create policy tenant on salesos.settlements
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.sla_notices (
  id           uuid not null,
  account_id   text not null,
  timer_id     uuid not null,
  action       text not null,
  owner_id     text,
  recipient_id text,
  step_at      timestamp with time zone not null,
  noticed_at   timestamp with time zone not null,
  status       text not null,
  settled_at   timestamp with time zone,
  outcome      text,
  constraint sla_notices_pkey PRIMARY KEY (account_id, id),
  constraint sla_notices_account_id_timer_id_action_key UNIQUE (account_id, timer_id, action),
  constraint sla_notices_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint sla_notices_account_id_timer_id_fkey FOREIGN KEY (account_id, timer_id) REFERENCES salesos.timers(account_id, id),
  constraint sla_notices_action_check CHECK ((action = ANY (ARRAY['warn'::text, 'notify_rep'::text, 'notify_manager'::text, 'reassign'::text, 'coach'::text]))),
  constraint sla_notices_status_check CHECK ((status = ANY (ARRAY['sent'::text, 'digest'::text, 'open'::text, 'done'::text, 'held'::text])))
);
alter table salesos.sla_notices enable row level security, force row level security;
CREATE INDEX sla_notices_open ON salesos.sla_notices USING btree (account_id, status, step_at) WHERE (settled_at IS NULL);
create policy tenant on salesos.sla_notices
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.source_cursors (
  id           uuid not null,
  account_id   text not null,
  source       text not null,
  feed         text not null,
  polled_until timestamp with time zone,
  updated_at   timestamp with time zone not null,
  constraint source_cursors_pkey PRIMARY KEY (account_id, id),
  constraint source_cursors_account_id_source_feed_key UNIQUE (account_id, source, feed),
  constraint source_cursors_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id)
);
alter table salesos.source_cursors enable row level security, force row level security;
create policy tenant on salesos.source_cursors
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.subscriptions (
  account_id text not null,
  id         text not null,
  types      text[] not null,
  queue      text not null,
  active     boolean not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint subscriptions_pkey PRIMARY KEY (account_id, id),
  constraint subscriptions_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id)
);
alter table salesos.subscriptions enable row level security, force row level security;
create policy tenant on salesos.subscriptions
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.timers (
  id               uuid not null,
  account_id       text not null,
  policy           text not null,
  opportunity_id   uuid,
  lead_id          uuid,
  owner_id         text,
  status           text not null,
  started_at       timestamp with time zone not null,
  due_at           timestamp with time zone not null,
  remaining_ms     bigint,
  met_at           timestamp with time zone,
  breached_at      timestamp with time zone,
  dedupe_key       text not null,
  settings_version integer not null,
  detail           jsonb not null default '{}'::jsonb,
  next_at          timestamp with time zone,
  taken            integer not null default 0,
  constraint timers_pkey PRIMARY KEY (account_id, id),
  constraint timers_account_id_dedupe_key_key UNIQUE (account_id, dedupe_key),
  constraint timers_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint timers_account_id_lead_id_fkey FOREIGN KEY (account_id, lead_id) REFERENCES salesos.leads(account_id, id),
  constraint timers_account_id_opportunity_id_fkey FOREIGN KEY (account_id, opportunity_id) REFERENCES salesos.opportunities(account_id, id),
  constraint timers_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'paused'::text, 'met'::text, 'breached'::text, 'cancelled'::text])))
);
alter table salesos.timers enable row level security, force row level security;
CREATE INDEX timers_breached ON salesos.timers USING btree (account_id, owner_id, breached_at) WHERE (status = 'breached'::text);
CREATE INDEX timers_lead ON salesos.timers USING btree (account_id, lead_id);
CREATE INDEX timers_next ON salesos.timers USING btree (account_id, next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX timers_opportunity ON salesos.timers USING btree (account_id, opportunity_id);
create policy tenant on salesos.timers
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));

create table salesos.users (
  account_id       text not null,
  id               text not null,
  name             text not null,
  email            text not null,
  role             text not null,
  active           boolean not null,
  profile          jsonb not null,
  settings_version integer not null default 0,
  paused_from      timestamp with time zone,
  paused_until     timestamp with time zone,
  paused_reason    text,
  constraint users_pkey PRIMARY KEY (account_id, id),
  constraint users_account_id_fkey FOREIGN KEY (account_id) REFERENCES salesos.accounts(id),
  constraint users_role_check CHECK ((role = ANY (ARRAY['setter'::text, 'closer'::text, 'manager'::text, 'ops'::text, 'admin'::text])))
);
alter table salesos.users enable row level security, force row level security;
create policy tenant on salesos.users
  using ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)))
  with check ((account_id = NULLIF(current_setting('salesos.account_id'::text, true), ''::text)));
