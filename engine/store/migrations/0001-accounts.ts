/** Tenants, their settings and people. */
export const accounts = {
  id: '0001-accounts',
  sql: `
create table salesos.accounts (
  id text primary key,
  name text not null,
  time_zone text not null,
  created_at timestamptz not null
);

create table salesos.firm_settings (
  account_id text not null references salesos.accounts,
  version integer not null check (version > 0),
  document jsonb not null,
  effective_at timestamptz not null,
  note text,
  applied_by text not null,
  applied_at timestamptz not null,
  primary key (account_id, version)
);

create table salesos.users (
  account_id text not null references salesos.accounts,
  id text not null,
  name text not null,
  email text not null,
  role text not null check (role in ('setter', 'closer', 'manager', 'ops', 'admin')),
  active boolean not null,
  -- The routing profile (languages, skills, hours, caps) of the settings version in force.
  profile jsonb not null,
  -- The settings version that this row shows; 0 = put in by hand.
  settings_version integer not null default 0,
  -- A manager's pause (RT-03), apart from the planned absences of the profile; without an end it is open.
  paused_from timestamptz,
  paused_until timestamptz,
  paused_reason text,
  primary key (account_id, id)
);
`,
};
