import { protect } from './0006-row-security';

/** Failures and exceptions of payments (P10.6, P10.1), the provider's books (P10.7), and what case ops are owed (P11.2). */
export const money = {
  id: '0018-money',
  sql: `
alter table salesos.payments
  add column failure_count integer not null default 0 check (failure_count >= 0),
  add column last_failed_at timestamptz,
  add column resend_count integer not null default 0 check (resend_count >= 0),
  add column last_resent_at timestamptz,
  add column exception_decision jsonb;

-- Line by line what the provider booked on the firm's balance, with its fee and its rate.
create table salesos.settlements (
  id uuid not null,
  account_id text not null references salesos.accounts,
  provider text not null,
  transaction_id text not null,
  kind text not null check (kind in ('payment', 'refund', 'dispute', 'fee', 'other')),
  intent_id text,
  payment_id uuid,
  amount_minor bigint not null,
  fee_minor bigint not null,
  net_minor bigint not null,
  currency text not null,
  charged_minor bigint,
  charged_currency text,
  exchange_rate double precision,
  occurred_at timestamptz not null,
  available_at timestamptz,
  recorded_at timestamptz not null,
  unique (account_id, provider, transaction_id),
  primary key (account_id, id),
  foreign key (account_id, payment_id) references salesos.payments (account_id, id)
);
create index settlements_payment on salesos.settlements (account_id, payment_id);
create index settlements_time on salesos.settlements (account_id, occurred_at);

-- Written with the handoff itself; sent, and sent again, until the ops system has it.
create table salesos.ops_deliveries (
  id uuid not null,
  account_id text not null references salesos.accounts,
  opportunity_id uuid not null,
  case_open_id uuid not null,
  kind text not null check (kind in ('case_open', 'stop')),
  payload_version integer not null,
  body text not null,
  status text not null check (status in ('pending', 'delivered', 'dead')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  answered_status integer,
  last_error text,
  dedupe_key text not null,
  created_at timestamptz not null,
  delivered_at timestamptz,
  check ((status = 'delivered') = (delivered_at is not null)),
  unique (account_id, dedupe_key),
  primary key (account_id, id),
  foreign key (account_id, opportunity_id) references salesos.opportunities (account_id, id),
  foreign key (account_id, case_open_id) references salesos.case_opens (account_id, id)
);
create index ops_deliveries_due on salesos.ops_deliveries (account_id, next_attempt_at) where status = 'pending';
create index ops_deliveries_opportunity on salesos.ops_deliveries (account_id, opportunity_id);
create index payments_paid on salesos.payments (account_id, paid_at) where paid_at is not null;
create index payments_failed on salesos.payments (account_id, last_failed_at) where status = 'FAILED' and link_active;
${protect('settlements', 'account_id')}${protect('ops_deliveries', 'account_id')}`,
};
