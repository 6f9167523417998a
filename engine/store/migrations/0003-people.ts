/** Deduplicated persons, what identifies them, what they agreed to. */
export const people = {
  id: '0003-people',
  sql: `
create table salesos.prospects (
  id uuid not null,
  account_id text not null references salesos.accounts,
  full_name text,
  first_name text,
  last_name text,
  email text,
  phone text,
  language text,
  geo text,
  citizenship_country text,
  time_zone text,
  engagement_level text not null check (engagement_level in ('Low', 'Medium', 'High')),
  -- Set when this record was merged into another; it stays for the way back.
  merged_into uuid,
  first_touch jsonb not null,
  last_touch jsonb not null,
  first_captured_at timestamptz,
  last_captured_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (account_id, id),
  foreign key (account_id, merged_into) references salesos.prospects (account_id, id)
);
create index prospects_merged_into on salesos.prospects (account_id, merged_into) where merged_into is not null;
alter table salesos.leads add constraint leads_prospect_fk foreign key (account_id, prospect_id) references salesos.prospects (account_id, id);

-- One value may belong to several persons: a family phone, an agent's mailbox (ID-03).
create table salesos.prospect_identifiers (
  account_id text not null references salesos.accounts,
  kind text not null check (kind in ('email', 'phone', 'platform_lead_id', 'name_key')),
  value text not null,
  prospect_id uuid not null,
  added_at timestamptz not null,
  primary key (account_id, kind, value, prospect_id),
  foreign key (account_id, prospect_id) references salesos.prospects (account_id, id)
);
create index prospect_identifiers_prospect on salesos.prospect_identifiers (account_id, prospect_id);

create table salesos.prospect_links (
  account_id text not null references salesos.accounts,
  prospect_id uuid not null,
  other_id uuid not null,
  -- related = household, agent or shared mailbox; not_duplicate = a human said so.
  kind text not null check (kind in ('related', 'not_duplicate')),
  reason text not null,
  created_at timestamptz not null,
  primary key (account_id, prospect_id, other_id, kind),
  foreign key (account_id, prospect_id) references salesos.prospects (account_id, id),
  foreign key (account_id, other_id) references salesos.prospects (account_id, id)
);

create table salesos.identity_reviews (
  id uuid not null,
  account_id text not null references salesos.accounts,
  lead_id uuid not null,
  -- lead_match: who the lead is; possible_duplicate: whether known persons are one.
  kind text not null check (kind in ('lead_match', 'possible_duplicate')),
  prospect_id uuid not null,
  candidate_ids uuid[] not null,
  evidence jsonb not null,
  status text not null check (status in ('open', 'same', 'different')),
  decided_by text,
  created_at timestamptz not null,
  decided_at timestamptz,
  unique (account_id, lead_id),
  primary key (account_id, id),
  foreign key (account_id, lead_id) references salesos.leads (account_id, id),
  foreign key (account_id, prospect_id) references salesos.prospects (account_id, id)
);
create index identity_reviews_candidates on salesos.identity_reviews using gin (candidate_ids);
create index identity_reviews_prospect on salesos.identity_reviews (account_id, prospect_id) where status = 'open';

-- Append-only. The most restrictive statement of a person holds per channel and purpose; a later form does not lift a refusal.
create table salesos.consents (
  id uuid not null,
  account_id text not null references salesos.accounts,
  lead_id uuid,
  prospect_id uuid,
  channel text not null,
  purpose text not null,
  status text not null check (status in ('granted', 'denied', 'unknown', 'withdrawn')),
  text text,
  text_version text,
  source text not null,
  proof jsonb not null,
  captured_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, lead_id) references salesos.leads (account_id, id),
  foreign key (account_id, prospect_id) references salesos.prospects (account_id, id)
);
create index consents_lead on salesos.consents (account_id, lead_id);
create index consents_prospect on salesos.consents (account_id, prospect_id, channel, purpose);
`,
};
