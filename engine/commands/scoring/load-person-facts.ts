import { sql } from 'kysely';

import type { ConsentRecord } from '../../core/identity';
import { OUTCOME_RULES } from '../../core/opportunity';
import type { EarlierDisqualification } from '../../core/scoring';
import type { Tx } from '../../store';

/** What is known of a person beyond the lead in hand. */
export interface PersonFacts {
  readonly consents: readonly ConsentRecord[];
  readonly unanswered_attempts: number;
  readonly earlier_disqualification: EarlierDisqualification | null;
  readonly identity_open: boolean;
  /** The person's open revenue journey; null = none. */
  readonly open_opportunity_id: string | null;
}

interface FactsRow {
  id: string;
  consents: ConsentRecord[];
  unanswered_attempts: number;
  disqualified_reason: EarlierDisqualification['reason'];
  disqualified_at: Date | null;
  identity_open: boolean;
}

const ANSWERS = Object.entries(OUTCOME_RULES).flatMap(([outcome, rule]) => (rule.answered ? [outcome] : []));
const IS_ANSWER = sql`(case when a.outcome is not null then a.outcome in (${sql.join(ANSWERS.map((answer) => sql.lit(answer)))}) else a.direction = 'inbound' and a.channel is not null end)`;
const IS_ATTEMPT = sql`(a.direction = 'outbound' and a.kind in ('call', 'whatsapp'))`;

/**
 * Reads the facts of persons in two queries. Unanswered attempts are outbound calls and WhatsApp messages since the
 * person last answered (DESIGN, decisions on open points). Open opportunities are held until the transaction ends.
 */
export async function loadPersonFacts(tx: Tx, prospectIds: readonly string[]): Promise<Map<string, PersonFacts>> {
  if (prospectIds.length === 0) return new Map();
  const open = await openOpportunities(tx, prospectIds);
  const { rows } = await sql<FactsRow>`
    select p.id, said.consents, touched.unanswered_attempts, lost.disqualification_reason as disqualified_reason, lost.closed_at as disqualified_at,
      exists (select 1 from salesos.identity_reviews r where r.account_id = p.account_id and r.prospect_id = p.id
        and r.status = 'open' and r.kind = 'lead_match') as identity_open
    from salesos.prospects p
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('channel', c.channel, 'purpose', c.purpose, 'status', c.status)), '[]') as consents
      from (select p.id union all select m.id from salesos.prospects m where m.account_id = p.account_id and m.merged_into = p.id) own
      cross join lateral (
        select c.channel, c.purpose, c.status from salesos.consents c where c.account_id = p.account_id and c.prospect_id = own.id limit 10000
      ) c
    ) said
    cross join lateral (
      select count(*) filter (where touch.attempt and touch.occurred_at > touch.last_answer)::int as unanswered_attempts
      from (
        select a.occurred_at, ${IS_ATTEMPT} as attempt, coalesce(max(a.occurred_at) filter (where ${IS_ANSWER}) over (), '-infinity') as last_answer
        from salesos.activities a where a.account_id = p.account_id and a.prospect_id = p.id
      ) touch
    ) touched
    left join lateral (
      select o.disqualification_reason, coalesce(o.closed_at, o.stage_changed_at) as closed_at from salesos.opportunities o
      where o.account_id = p.account_id and o.prospect_id = p.id and o.stage = 'DISQUALIFIED' order by o.stage_changed_at desc, o.id desc limit 1) lost on true
    where p.account_id = ${tx.accountId} and p.id in (${sql.join(prospectIds)})`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, factsOf(row, open.get(row.id) ?? null)]));
}

function factsOf(row: FactsRow, open_opportunity_id: string | null): PersonFacts {
  const { consents, unanswered_attempts, identity_open, disqualified_at, disqualified_reason } = row;
  const earlier_disqualification = disqualified_at ? { reason: disqualified_reason, closed_at: disqualified_at } : null;
  return { consents, unanswered_attempts, identity_open, earlier_disqualification, open_opportunity_id };
}

/** Shared locks: a journey that a lead joins must not close in between. */
async function openOpportunities(tx: Tx, prospectIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.db
    .selectFrom('opportunities')
    .select(['id', 'prospect_id'])
    .where('account_id', '=', tx.accountId)
    .where('prospect_id', 'in', [...prospectIds])
    .where('stage', 'not in', ['CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED'])
    .orderBy('id')
    .forShare()
    .execute();
  return new Map(rows.map(({ id, prospect_id }) => [prospect_id, id]));
}
