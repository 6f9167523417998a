import { protect } from './0006-row-security';

/** Overrides that end, what the AI answered and what it cost, and how well rules and AI agree with people. */
export const classification = {
  id: '0015-classification',
  sql: `
-- The first moment at which one of the lead's overrides ends; null = none does.
alter table salesos.leads add column overrides_expire_at timestamptz;
create index leads_overrides_expire on salesos.leads (account_id, overrides_expire_at) where overrides_expire_at is not null;

-- One row a question to the AI, also when it failed: what was asked, answered and paid.
create table salesos.ai_classifications (
  id uuid not null,
  account_id text not null references salesos.accounts,
  lead_id uuid not null,
  -- Over text, fields asked for, allowed values, prompt version and model: the same question is not paid twice.
  question_sha256 text not null,
  prompt_version text not null,
  model text not null,
  status text not null check (status in ('pending', 'answered', 'failed')),
  -- Whose answer was taken over instead of asking again.
  reused_from uuid,
  -- By field: value, confidence and the model's reason.
  fields jsonb not null default '{}',
  -- The text reads like instructions to a machine: nothing of the answer is used before a person looked.
  suspicious boolean not null default false,
  failure_code text,
  failure text,
  attempts integer not null default 0,
  input_tokens integer not null default 0,
  output_tokens integer not null default 0,
  -- Millionths of the currency of scoring.ai.prices; while pending, what the answer may cost at most.
  cost_micros integer not null default 0,
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, lead_id) references salesos.leads (account_id, id),
  foreign key (account_id, reused_from) references salesos.ai_classifications (account_id, id)
);
create index ai_classifications_lead on salesos.ai_classifications (account_id, lead_id, asked_at);
create index ai_classifications_question on salesos.ai_classifications (account_id, question_sha256) where status = 'answered';
create index ai_classifications_spent on salesos.ai_classifications (account_id, asked_at) include (cost_micros);

-- SC-12: of the words of people about a field, with how many rules or AI agree.
create table salesos.classifier_checks (
  id uuid not null,
  account_id text not null references salesos.accounts,
  checked_at timestamptz not null,
  window_from timestamptz not null,
  window_before timestamptz not null,
  source text not null check (source in ('rule', 'ai')),
  field text not null,
  compared integer not null,
  agreed integer not null,
  settings_version integer not null,
  unique (account_id, window_from, window_before, source, field),
  primary key (account_id, id)
);
${protect('ai_classifications', 'account_id')}${protect('classifier_checks', 'account_id')}`,
};
