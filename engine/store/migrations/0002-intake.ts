/** What came in, byte for byte, and the leads made of it. */
export const intake = {
  id: '0002-intake',
  sql: `
create table salesos.raw_deliveries (
  id uuid not null,
  account_id text not null references salesos.accounts,
  source text not null,
  -- Same key = same delivery (IN-08): the vendor's id, or a hash of the bytes.
  dedupe_key text not null,
  headers jsonb not null,
  content_type text,
  body bytea not null,
  body_sha256 text not null,
  is_test boolean not null,
  status text not null check (status in ('received', 'processed', 'rejected', 'dead')),
  reason text,
  -- How often the sweep offered it again.
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  received_at timestamptz not null,
  processed_at timestamptz,
  unique (account_id, source, dedupe_key),
  primary key (account_id, id)
);
-- The sweep looks only for what no execution has finished.
create index raw_deliveries_open on salesos.raw_deliveries (account_id, next_attempt_at) where status = 'received';
create index raw_deliveries_received_at on salesos.raw_deliveries (account_id, received_at);

create table salesos.leads (
  id uuid not null,
  account_id text not null references salesos.accounts,
  delivery_id uuid,
  -- Position in a delivery that carries several leads.
  delivery_item integer not null default 0,
  source_channel text not null,
  platform_lead_id text,
  is_test boolean not null,
  full_name text,
  first_name text,
  last_name text,
  email text,
  phone text,
  phone_detail jsonb,
  residence_country text,
  citizenship_country text,
  destination_country text,
  language text,
  time_zone text,
  message text,
  utms jsonb not null,
  first_touch jsonb not null,
  last_touch jsonb not null,
  consent jsonb not null,
  intent_guess text,
  spam_score integer not null check (spam_score between 0 and 100),
  spam_reasons jsonb not null,
  answers jsonb not null,
  originals jsonb not null,
  flags jsonb not null,
  captured_at timestamptz not null,
  recorded_at timestamptz not null,
  settings_version integer not null,
  -- Written by later steps; null = that step has not run.
  prospect_id uuid,
  opportunity_id uuid,
  classification jsonb,
  provenance jsonb,
  overrides jsonb not null default '{}',
  score integer check (score between 0 and 100),
  band text,
  segment text,
  is_sql boolean,
  scored_at timestamptz,
  unique (account_id, delivery_id, delivery_item),
  primary key (account_id, id),
  foreign key (account_id, delivery_id) references salesos.raw_deliveries (account_id, id)
);
-- The test buttons of the sources send the same lead id each time.
create unique index leads_platform_id on salesos.leads (account_id, source_channel, platform_lead_id) where platform_lead_id is not null and not is_test;
create index leads_prospect on salesos.leads (account_id, prospect_id);
`,
};
