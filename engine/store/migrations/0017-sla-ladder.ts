import { protect } from './0006-row-security';

/** Clocks climb a ladder: when there is something to do next, and what was done. */
export const slaLadder = {
  id: '0017-sla-ladder',
  sql: `
alter table salesos.timers
  -- When a step of the ladder or the deadline comes next; null = nothing is to be done any more.
  add column next_at timestamptz,
  -- How many steps of the ladder have been taken.
  add column taken integer not null default 0;
alter table salesos.timers no force row level security;
update salesos.timers set next_at = due_at where status = 'pending';
alter table salesos.timers force row level security;
create index timers_next on salesos.timers (account_id, next_at) where next_at is not null;
create index timers_breached on salesos.timers (account_id, owner_id, breached_at) where status = 'breached';
drop index salesos.timers_due;

-- A step of a clock's ladder, once: whom it told, and how. What a person is told in a digest waits for it here.
create table salesos.sla_notices (
  id uuid not null,
  account_id text not null references salesos.accounts,
  timer_id uuid not null,
  action text not null check (action in ('warn', 'notify_rep', 'notify_manager', 'reassign', 'coach')),
  -- The owner at the time.
  owner_id text,
  recipient_id text,
  step_at timestamptz not null,
  noticed_at timestamptz not null,
  -- sent: told alone. digest: told with others. open: a reassignment or coaching that is still to be carried out. done: it was.
  -- held: waits until somebody who can be told is here.
  status text not null check (status in ('sent', 'digest', 'open', 'done', 'held')),
  -- When the digest went out, or what came of the reassignment.
  settled_at timestamptz,
  outcome text,
  unique (account_id, timer_id, action),
  primary key (account_id, id),
  foreign key (account_id, timer_id) references salesos.timers (account_id, id)
);
create index sla_notices_open on salesos.sla_notices (account_id, status, step_at) where settled_at is null;
${protect('sla_notices', 'account_id')}`,
};
