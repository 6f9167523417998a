import { protect } from './0006-row-security';

/** The memory of the fair distribution becomes one row a pool; who must not serve whom; indexes for counting desks. */
export const routing = {
  id: '0017-routing',
  sql: `
-- What each rep of a role is owed (engine/core/routing/fair-share.ts), written with the choice in one transaction. One
-- row, in columns: every decision changes the credit of everybody in the running.
create table salesos.routing_pools (
  account_id text not null references salesos.accounts,
  role text not null check (role in ('setter', 'closer')),
  -- Number of the last decision.
  turn bigint not null,
  -- Receipt that holds the opening balance of the decisions since, and how many there are.
  page text,
  page_entries integer not null default 0,
  page_version integer not null default 0,
  -- One entry a rep in each of these: leads owed, leads received, number of the decision that last gave one (0 = never).
  user_ids text[] not null default '{}',
  credits double precision[] not null default '{}',
  received integer[] not null default '{}',
  last_turns integer[] not null default '{}',
  -- By user id: ramp share and performance of the last review.
  reviews jsonb not null default '{}',
  reviewed_at timestamptz,
  primary key (account_id, role)
);
alter table salesos.routing_shares no force row level security;
insert into salesos.routing_pools (account_id, role, turn, user_ids, credits, received, last_turns)
  select account_id, role, coalesce(max(last_turn), 0), array_agg(user_id order by user_id), array_agg(credit order by user_id), array_agg(received::int order by user_id),
    array_agg(coalesce(last_turn, 0)::int order by user_id)
  from salesos.routing_shares group by account_id, role;
drop table salesos.routing_shares;

-- A conflict of interest, or a rep who may not or will not serve a person.
create table salesos.routing_blocks (
  id uuid not null,
  account_id text not null references salesos.accounts,
  prospect_id uuid not null,
  user_id text not null,
  reason text not null,
  blocked_by text not null,
  blocked_at timestamptz not null,
  unique (account_id, prospect_id, user_id),
  primary key (account_id, id),
  foreign key (account_id, prospect_id) references salesos.prospects (account_id, id),
  foreign key (account_id, user_id) references salesos.users (account_id, id)
);

-- Desks are counted at every decision: only what is on one is in the index.
create index opportunities_setter_desk on salesos.opportunities (account_id, setter_id)
  where stage in ('SQL_ASSIGNED', 'CONTACT_ATTEMPTING', 'CONTACTED', 'QUALIFIED', 'APPOINTMENT_SET');
create index opportunities_closer_desk on salesos.opportunities (account_id, closer_id)
  where stage in ('QUALIFIED', 'APPOINTMENT_SET', 'APPOINTMENT_COMPLETED', 'PROPOSAL_SENT', 'NEGOTIATION', 'PAYMENT_PENDING');
-- The entries of a page of the routing ledger.
create index receipts_pool on salesos.receipts (account_id, (inputs ->> 'pool')) where kind = 'route';
create index assignments_recent on salesos.assignments (account_id, role, assigned_at) include (user_id) where credited_at is null;
${protect('routing_pools', 'account_id')}${protect('routing_blocks', 'account_id')}`,
};
