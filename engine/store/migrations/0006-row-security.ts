/** Tables by the column that names their tenant. New tables are added here and to the tenancy test. */
export const TENANT_TABLES = [
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

/**
 * GV-01: the database keeps tenants apart. FORCE binds the owner too, so one ordinary user is enough;
 * without `salesos.account_id` in the transaction no row exists and none can be written.
 */
function protect(table: string, column: string): string {
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
  sql: protect('accounts', 'id') + TENANT_TABLES.map((table) => protect(table, 'account_id')).join(''),
};
