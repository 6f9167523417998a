import { protect } from './0006-row-security';

/** How far each page or account of a source has been polled (IN-03). */
export const sourceCursors = {
  id: '0011-source-cursors',
  sql: `
create table salesos.source_cursors (
  id uuid not null,
  account_id text not null references salesos.accounts,
  source text not null,
  -- The page or account at the source.
  feed text not null,
  -- Everything submitted before this instant has been seen; null = never polled to an end.
  polled_until timestamptz,
  updated_at timestamptz not null,
  unique (account_id, source, feed),
  primary key (account_id, id)
);
${protect('source_cursors', 'account_id')}`,
};
