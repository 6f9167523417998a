import type { AccountsTable, FirmSettingsTable, UsersTable } from './accounts';
import type { CampaignKeysTable, CampaignsTable } from './campaigns';
import type { AiClassificationsTable, ClassifierChecksTable } from './classification';
import type { AuditEntriesTable, DeadLettersTable, EventsTable, ReceiptsTable, SlaNoticesTable, SubscriptionsTable, TimersTable } from './events';
import type { LeadsTable, RawDeliveriesTable, SourceCursorsTable } from './intake';
import type { IdentityModelsTable, ProspectMergesTable } from './identity';
import type { ConversationsTable, MessagesTable, OptOutsTable } from './messaging';
import type { LearnedModelsTable } from './learning';
import type { ConsentsTable, IdentityReviewsTable, ProspectIdentifiersTable, ProspectLinksTable, ProspectsTable } from './people';
import type {
  ActivitiesTable,
  AppointmentsTable,
  AssignmentsTable,
  CaseOpensTable,
  HandoffPayloadsTable,
  OpsDeliveriesTable,
  OffersTable,
  OpportunitiesTable,
  PaymentEventsTable,
  PaymentsTable,
  RoutingBlocksTable,
  RoutingPoolsTable,
  SettlementsTable,
} from './sales';

/** The tables as Kysely sees them; their SQL is in ../migrations, drift is caught by test/store/schema.test.ts. */
export interface Database {
  accounts: AccountsTable;
  firm_settings: FirmSettingsTable;
  users: UsersTable;
  raw_deliveries: RawDeliveriesTable;
  source_cursors: SourceCursorsTable;
  leads: LeadsTable;
  prospects: ProspectsTable;
  prospect_identifiers: ProspectIdentifiersTable;
  prospect_links: ProspectLinksTable;
  identity_reviews: IdentityReviewsTable;
  identity_models: IdentityModelsTable;
  prospect_merges: ProspectMergesTable;
  consents: ConsentsTable;
  campaigns: CampaignsTable;
  campaign_keys: CampaignKeysTable;
  opportunities: OpportunitiesTable;
  assignments: AssignmentsTable;
  routing_pools: RoutingPoolsTable;
  routing_blocks: RoutingBlocksTable;
  learned_models: LearnedModelsTable;
  activities: ActivitiesTable;
  appointments: AppointmentsTable;
  offers: OffersTable;
  payments: PaymentsTable;
  payment_events: PaymentEventsTable;
  case_opens: CaseOpensTable;
  handoff_payloads: HandoffPayloadsTable;
  settlements: SettlementsTable;
  ops_deliveries: OpsDeliveriesTable;
  events: EventsTable;
  subscriptions: SubscriptionsTable;
  dead_letters: DeadLettersTable;
  timers: TimersTable;
  sla_notices: SlaNoticesTable;
  receipts: ReceiptsTable;
  audit_entries: AuditEntriesTable;
  conversations: ConversationsTable;
  messages: MessagesTable;
  opt_outs: OptOutsTable;
  ai_classifications: AiClassificationsTable;
  classifier_checks: ClassifierChecksTable;
}

export type * from './accounts';
export type * from './campaigns';
export type * from './classification';
export type * from './events';
export type * from './identity';
export type * from './intake';
export type * from './messaging';
export type * from './learning';
export type * from './people';
export type * from './sales';
