/** Events and their delivery, clocks, receipts and the audit trail. */
export const events = {
  id: '0005-events',
  sql: `
create table salesos.events (
  id uuid not null,
  account_id text not null references salesos.accounts,
  seq bigint generated always as identity,
  type text not null,
  version integer not null,
  subject_kind text not null,
  subject_id uuid not null,
  key text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor jsonb not null,
  causation_id uuid,
  correlation_id text,
  data jsonb not null,
  -- null = the relay has not handed it to the subscriptions yet; this row is the outbox.
  relayed_at timestamptz,
  unique (account_id, key),
  primary key (account_id, id)
);
create index events_outbox on salesos.events (account_id, seq) where relayed_at is null;
create index events_subject on salesos.events (account_id, subject_kind, subject_id);
create index events_type on salesos.events (account_id, type, seq);

-- A Sales Event Trigger in a published workflow; queue is its pg-boss queue.
create table salesos.subscriptions (
  account_id text not null references salesos.accounts,
  id text not null,
  types text[] not null,
  queue text not null,
  active boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id)
);

create table salesos.dead_letters (
  id uuid not null,
  account_id text not null references salesos.accounts,
  event_id uuid not null,
  subscription_id text not null,
  error text not null,
  attempts integer not null,
  status text not null check (status in ('dead', 'replayed', 'discarded')),
  died_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  unique (account_id, event_id, subscription_id),
  primary key (account_id, id),
  foreign key (account_id, event_id) references salesos.events (account_id, id)
);

create table salesos.timers (
  id uuid not null,
  account_id text not null references salesos.accounts,
  policy text not null,
  opportunity_id uuid,
  lead_id uuid,
  owner_id text,
  status text not null check (status in ('pending', 'paused', 'met', 'breached', 'cancelled')),
  started_at timestamptz not null,
  due_at timestamptz not null,
  -- Business time left while paused, in milliseconds.
  remaining_ms bigint,
  met_at timestamptz,
  breached_at timestamptz,
  dedupe_key text not null,
  settings_version integer not null,
  detail jsonb not null default '{}',
  unique (account_id, dedupe_key),
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id),
  foreign key (account_id, lead_id) references salesos.leads (account_id, id)
);
create index timers_due on salesos.timers (account_id, due_at) where status = 'pending';
create index timers_opportunity on salesos.timers (account_id, opportunity_id);
create index timers_lead on salesos.timers (account_id, lead_id);

create table salesos.receipts (
  id uuid not null,
  account_id text not null references salesos.accounts,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  settings_version integer not null,
  inputs jsonb not null,
  result jsonb not null,
  reasons jsonb not null,
  decided_at timestamptz not null,
  primary key (account_id, id)
);
create index receipts_subject on salesos.receipts (account_id, subject_kind, subject_id, kind);

create table salesos.audit_entries (
  id uuid not null,
  account_id text not null references salesos.accounts,
  seq bigint generated always as identity,
  at timestamptz not null,
  actor jsonb not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  reason text,
  primary key (account_id, id)
);
create index audit_entries_subject on salesos.audit_entries (account_id, subject_kind, subject_id);

-- Append-only, also for the owner of the tables.
create function salesos.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'salesos.% is append-only', tg_table_name using errcode = 'raise_exception';
end $$;
create trigger audit_entries_append_only before update or delete on salesos.audit_entries
  for each row execute function salesos.refuse_change();
`,
};
