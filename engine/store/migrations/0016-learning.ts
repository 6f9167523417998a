import { protect } from './0006-row-security';

/** The learned score: its versions with their reports (SC-09). */
export const learning = {
  id: '0016-learning',
  sql: `
create table salesos.learned_models (
  id uuid not null,
  account_id text not null references salesos.accounts,
  version integer not null check (version > 0),
  trained_at timestamptz not null,
  -- SHA-256 of what was learned from: the same leads and outcomes make no new version.
  fingerprint text not null,
  leads integer not null,
  won integer not null,
  -- false = kept for the record; nobody sees its probabilities.
  shown boolean not null,
  -- null = there were too few outcomes to learn from.
  model jsonb,
  report jsonb not null,
  settings_version integer not null,
  unique (account_id, version),
  primary key (account_id, id),
  check (model is not null or not shown)
);
${protect('learned_models', 'account_id')}`,
};
