import { protect } from './0006-row-security';

/** The campaign register (IN-16), what enrichment found (IN-15), and attribution that stands still once a journey begins (IN-12). */
export const campaigns = {
  id: '0013-campaigns',
  sql: `
create table salesos.campaigns (
  id uuid not null,
  account_id text not null references salesos.accounts,
  -- {Region} | {Intent} | {Program} | {Offer} | {Channel} | {YYYY-MM}: the one name in ads, CRM and reports.
  name text not null,
  region text not null,
  intent text not null,
  program text not null,
  offer text not null,
  channel text not null,
  month text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (account_id, name),
  primary key (account_id, id)
);

create table salesos.campaign_keys (
  account_id text not null references salesos.accounts,
  campaign_id uuid not null,
  -- utm = utm_campaign in links; the others are the platforms' own campaign ids.
  kind text not null check (kind in ('utm', 'google', 'meta', 'linkedin', 'other')),
  value text not null,
  primary key (account_id, kind, value),
  foreign key (account_id, campaign_id) references salesos.campaigns (account_id, id)
);
create index campaign_keys_campaign on salesos.campaign_keys (account_id, campaign_id);
${protect('campaigns', 'account_id')}${protect('campaign_keys', 'account_id')}
alter table salesos.leads
  -- The registered campaign that brought it; null = none that the register knows.
  add column campaign_id uuid,
  -- What was guessed behind the event, each with its source and confidence; null = not looked at yet.
  add column enrichment jsonb,
  add column enriched_at timestamptz,
  add foreign key (account_id, campaign_id) references salesos.campaigns (account_id, id);
create index leads_campaign on salesos.leads (account_id, campaign_id) where campaign_id is not null;
create index leads_captured_at on salesos.leads (account_id, captured_at);

alter table salesos.opportunities
  -- First and last touch and the campaign, as they were when the journey began.
  add column attribution jsonb not null default '{}';
create function salesos.keep_attribution() returns trigger language plpgsql as $$
begin
  raise exception 'the attribution of an opportunity is frozen' using errcode = 'restrict_violation';
end $$;
create trigger opportunities_attribution before update of attribution on salesos.opportunities
  for each row when (old.attribution is distinct from new.attribution) execute function salesos.keep_attribution();
`,
};
