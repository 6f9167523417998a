import { type RawBuilder, sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { Opportunity, Stage } from '../core/model';
import { OUTCOME_RULES, type OpportunityFacts } from '../core/opportunity';
import type { FirmSettings } from '../core/settings';
import { currentSettings, type Tx } from '../store';

/** An opportunity as the commands work on it; `facts` and `version` follow what the command has written so far. */
export interface OpportunityRecord {
  readonly prospect_id: string;
  readonly lead_id: string;
  facts: OpportunityFacts;
  version: number;
}

export interface Pipeline {
  readonly records: ReadonlyMap<string, OpportunityRecord>;
  readonly settings: FirmSettings;
  readonly settings_version: number;
}

/** Locks the opportunities until the transaction ends, in the order of their ids. Before the facts are read. */
export async function lockOpportunities(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.selectFrom('opportunities').select('id').where('account_id', '=', tx.accountId).where('id', 'in', [...new Set(ids)]).orderBy('id').forUpdate().execute();
}

/** Reads what the gates look at, for a whole batch in one query, and the settings in force. Lock first. */
export async function loadPipeline(tx: Tx, ids: readonly string[], at: Date): Promise<Pipeline> {
  const { settings, version } = await currentSettings(tx, at);
  const unique = [...new Set(ids)];
  const { rows } = unique.length === 0 ? { rows: [] } : await factsQuery(tx.accountId, unique).execute(tx.db);
  return { records: new Map(rows.map((row) => [row.id, recordOf(row)])), settings, settings_version: version };
}

/** The record of an id. @throws DomainError `OPPORTUNITY_UNKNOWN` */
export function recordIn(pipeline: Pipeline, opportunityId: string): OpportunityRecord {
  const record = pipeline.records.get(opportunityId);
  if (record) return record;
  throw new DomainError('OPPORTUNITY_UNKNOWN', `Opportunity ${opportunityId} is not known in this account; take opportunity_id from Score & Segment, an event, or Opportunity: Get Many`);
}

interface FactsRow {
  id: string;
  prospect_id: string;
  lead_id: string;
  version: number;
  stage: Stage;
  payment_state: Opportunity['payment_state'];
  setter_id: string | null;
  closer_id: string | null;
  qualification: Opportunity['qualification'];
  consultation_at: Date | null;
  attempts: number;
  unanswered_attempts: number;
  unanswered_since: Date | null;
  answered: boolean | null;
  active_booking_id: string | null;
  offer_id: string | null;
  offer_expires_at: Date | null;
  active_link_payment_id: string | null;
  verified_payment_id: string | null;
  verified_by: 'webhook' | 'api' | null;
  case_open_status: OpportunityFacts['case_open_status'];
  other_open_id: string | null;
}

const ANSWERS = Object.entries(OUTCOME_RULES).flatMap(([outcome, rule]) => (rule.answered ? [outcome] : []));

/** activityMeaning (core) as SQL. */
const IS_ATTEMPT = sql`(a.direction = 'outbound' and a.channel is not null and a.kind <> 'system')`;
const IS_ANSWER = sql`(case when a.outcome is not null then a.outcome in (${sql.join(ANSWERS.map((answer) => sql.lit(answer)))})
  else a.direction = 'inbound' and a.channel is not null end)`;

function factsQuery(accountId: string, ids: readonly string[]): RawBuilder<FactsRow> {
  return sql<FactsRow>`
    select o.id, o.prospect_id, o.lead_id, o.version, o.stage, o.payment_state, o.setter_id, o.closer_id, o.qualification, o.consultation_at,
      touches.attempts, touches.unanswered_attempts, touches.unanswered_since, touches.answered,
      booking.id as active_booking_id, offer.id as offer_id, offer.expires_at as offer_expires_at,
      link.id as active_link_payment_id, paid.id as verified_payment_id, paid.verified_by,
      case_open.status as case_open_status, other.id as other_open_id
    from salesos.opportunities o
    left join lateral (
      select count(*) filter (where attempt)::int as attempts,
        count(*) filter (where attempt and occurred_at > last_answer)::int as unanswered_attempts,
        min(occurred_at) filter (where attempt and occurred_at > last_answer) as unanswered_since,
        bool_or(answer) as answered
      from (
        select a.occurred_at, ${IS_ATTEMPT} as attempt, ${IS_ANSWER} as answer,
          coalesce(max(a.occurred_at) filter (where ${IS_ANSWER}) over (), '-infinity') as last_answer
        from salesos.activities a where a.account_id = o.account_id and a.opportunity_id = o.id) touch
    ) touches on true
    left join salesos.appointments booking on booking.account_id = o.account_id and booking.opportunity_id = o.id and booking.status = 'booked'
    left join lateral (
      select f.id, f.expires_at from salesos.offers f
      where f.account_id = o.account_id and f.opportunity_id = o.id and f.terms_locked_at is not null
      order by f.created_at desc, f.id desc limit 1) offer on true
    left join salesos.payments link on link.account_id = o.account_id and link.opportunity_id = o.id and link.link_active
    left join lateral (
      select p.id, p.verified_by from salesos.payments p
      where p.account_id = o.account_id and p.opportunity_id = o.id and p.status = 'PAID' and p.verified_by is not null
      order by p.paid_at limit 1) paid on true
    left join salesos.case_opens case_open on case_open.account_id = o.account_id and case_open.opportunity_id = o.id
    left join lateral (
      select s.id from salesos.opportunities s
      where s.account_id = o.account_id and s.prospect_id = o.prospect_id and s.id <> o.id
        and s.stage not in ('CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED') limit 1) other on true
    where o.account_id = ${accountId} and o.id in (${sql.join(ids)})`;
}

function recordOf(row: FactsRow): OpportunityRecord {
  const { id, prospect_id, lead_id, version, offer_id, offer_expires_at, verified_payment_id, verified_by, answered, ...facts } = row;
  return {
    prospect_id,
    lead_id,
    version,
    facts: {
      ...facts,
      opportunity_id: id,
      answered: answered ?? false,
      locked_offer: offer_id && offer_expires_at ? { offer_id, expires_at: offer_expires_at } : null,
      verified_payment: verified_payment_id && verified_by ? { payment_id: verified_payment_id, verified_by } : null,
    },
  };
}
