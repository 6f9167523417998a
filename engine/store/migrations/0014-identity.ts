import { protect } from './0006-row-security';

/** Merges that can be undone, and the frozen models of the matcher. */
export const identity = {
  id: '0014-identity',
  sql: `
-- Parameters of the matcher, frozen between estimations; the highest version is in force.
create table salesos.identity_models (
  account_id text not null references salesos.accounts,
  version integer not null,
  model jsonb not null,
  -- Prospects the estimation saw.
  records integer not null,
  estimated_at timestamptz not null,
  estimated_by jsonb not null,
  primary key (account_id, version)
);

create table salesos.prospect_merges (
  id uuid not null,
  account_id text not null references salesos.accounts,
  survivor_id uuid not null,
  merged_id uuid not null,
  status text not null check (status in ('merged', 'undone')),
  -- Everything the way back needs: what hung on whom, the addresses of both, what was closed.
  snapshot jsonb not null,
  evidence jsonb not null,
  reason text,
  merged_at timestamptz not null,
  merged_by jsonb not null,
  undone_at timestamptz,
  undone_by jsonb,
  primary key (account_id, id),
  foreign key (account_id, survivor_id) references salesos.prospects (account_id, id),
  foreign key (account_id, merged_id) references salesos.prospects (account_id, id)
);
-- A record is merged into one other at a time.
create unique index prospect_merges_merged on salesos.prospect_merges (account_id, merged_id) where status = 'merged';
create index prospect_merges_survivor on salesos.prospect_merges (account_id, survivor_id);
${protect('identity_models', 'account_id')}${protect('prospect_merges', 'account_id')}`,
};
