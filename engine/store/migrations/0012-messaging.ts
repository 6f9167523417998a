import { protect } from './0006-row-security';

/** What people wrote and what went out to them, by thread; and who wants no more of it. */
export const messaging = {
  id: '0012-messaging',
  sql: `
create table salesos.conversations (
  id uuid not null,
  account_id text not null references salesos.accounts,
  channel text not null,
  -- The vendor's thread: our number and the person's number or id.
  thread_ref text not null,
  -- E.164; null where the vendor tells only its own id of the person.
  address text,
  user_ref text,
  -- The enquiry that the thread's messages belong to now.
  lead_id uuid,
  last_inbound_at timestamptz,
  -- Where the question flow stands.
  flow jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (account_id, channel, thread_ref),
  primary key (account_id, id),
  foreign key (account_id, lead_id) references salesos.leads (account_id, id)
);
create index conversations_address on salesos.conversations (account_id, address) where address is not null;
create index conversations_user on salesos.conversations (account_id, user_ref) where user_ref is not null;
create index conversations_lead on salesos.conversations (account_id, lead_id) where lead_id is not null;

create table salesos.messages (
  id uuid not null,
  account_id text not null references salesos.accounts,
  direction text not null check (direction in ('inbound', 'outbound')),
  channel text not null,
  conversation_id uuid,
  lead_id uuid,
  prospect_id uuid,
  opportunity_id uuid,
  activity_id uuid,
  template_key text,
  kind text not null,
  body text,
  detail jsonb not null,
  provider text,
  provider_ref text,
  -- claimed = about to be sent; released = the sending failed and may be tried again.
  status text not null check (status in ('received', 'claimed', 'released', 'sent', 'delivered', 'read', 'failed')),
  status_at timestamptz not null,
  error text,
  -- Same key = same message: it is sent at most once.
  dedupe_key text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  unique (account_id, dedupe_key),
  primary key (account_id, id),
  foreign key (account_id, conversation_id) references salesos.conversations (account_id, id),
  foreign key (account_id, lead_id) references salesos.leads (account_id, id),
  foreign key (account_id, prospect_id) references salesos.prospects (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id),
  foreign key (account_id, activity_id) references salesos.activities (account_id, id)
);
create index messages_provider on salesos.messages (account_id, provider, provider_ref) where provider_ref is not null;
create index messages_lead on salesos.messages (account_id, lead_id);
create index messages_prospect on salesos.messages (account_id, prospect_id) where prospect_id is not null;

-- Append-only; the latest word on an address holds. The address is hashed, so that it stays after a person was erased.
create table salesos.opt_outs (
  id uuid not null,
  account_id text not null references salesos.accounts,
  channel text not null,
  address_hash text not null,
  kind text not null check (kind in ('opt_out', 'opt_in')),
  source text not null,
  proof jsonb not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (account_id, id)
);
create index opt_outs_address on salesos.opt_outs (account_id, channel, address_hash, occurred_at desc);
${['conversations', 'messages', 'opt_outs'].map((table) => protect(table, 'account_id')).join('')}`,
};
