/** The tables of migrations 0001-0005; this list never changes, since this migration is released. */
const FIRST_TABLES = [
  'firm_settings',
  'users',
  'raw_deliveries',
  'leads',
  'prospects',
  'prospect_identifiers',
  'prospect_links',
  'identity_reviews',
  'consents',
  'opportunities',
  'assignments',
  'routing_shares',
  'activities',
  'appointments',
  'offers',
  'payments',
  'payment_events',
  'case_opens',
  'handoff_payloads',
  'events',
  'subscriptions',
  'dead_letters',
  'timers',
  'receipts',
  'audit_entries',
] as const;

/** Tables that a later migration dropped. */
type Dropped = 'routing_shares';

/** Every table with a tenant. A migration that makes one protects it and adds its name here. */
export const TENANT_TABLES = [...FIRST_TABLES.filter((table): table is Exclude<typeof table, Dropped> => table !== 'routing_shares'), 'routing_pools', 'routing_blocks', 'sla_notices', 'conversations', 'messages', 'opt_outs', 'settlements', 'ops_deliveries', 'source_cursors', 'identity_models', 'prospect_merges', 'campaigns', 'campaign_keys', 'ai_classifications', 'classifier_checks', 'learned_models'] as const;

/**
 * GV-01: the database keeps tenants apart. FORCE binds the owner too, so one ordinary user is enough;
 * without `salesos.account_id` in the transaction no row exists and none can be written.
 */
export function protect(table: string, column: string): string {
  return `
alter table salesos.${table} enable row level security;
alter table salesos.${table} force row level security;
create policy tenant on salesos.${table}
  using (${column} = nullif(current_setting('salesos.account_id', true), ''))
  with check (${column} = nullif(current_setting('salesos.account_id', true), ''));
`;
}

export const rowSecurity = {
  id: '0006-row-security',
  sql: protect('accounts', 'id') + FIRST_TABLES.map((table) => protect(table, 'account_id')).join(''),
};
