import { sql } from 'kysely';

import type { Store } from '../store';

const COUNTS = ['received', 'processed', 'rejected', 'waiting', 'dead', 'test_deliveries', 'leads', 'duplicates', 'with_consent', 'suspected_spam', 'sqls'] as const;

/** What one source brought in a period. A delivery counts by when it was received, a lead by its delivery. */
export interface SourceIntake {
  readonly source: string;
  readonly received: number;
  readonly processed: number;
  readonly rejected: number;
  /** Received, and not finished by any workflow yet. */
  readonly waiting: number;
  readonly dead: number;
  readonly test_deliveries: number;
  readonly leads: number;
  /** Leads of a person that an earlier lead had brought already. */
  readonly duplicates: number;
  readonly with_consent: number;
  readonly suspected_spam: number;
  readonly sqls: number;
  readonly rejected_by_reason: Readonly<Record<string, number>>;
  /** Seconds from the receipt to the stored lead; null = no lead. */
  readonly latency_p50_seconds: number | null;
  readonly latency_p95_seconds: number | null;
}

export interface IntakeReport {
  readonly from: Date;
  readonly before: Date;
  readonly sources: readonly SourceIntake[];
  readonly total: Readonly<Record<(typeof COUNTS)[number], number>>;
}

export interface IntakeReportRequest {
  readonly from: Date;
  readonly before: Date;
  /** null = all sources. */
  readonly source: string | null;
  /** From this spam score on a lead counts as suspected. */
  readonly spam_from: number;
}

/** "What came in" by source, for Sales Ops and marketing (P3.6, P4.7). */
export async function intakeReport(store: Store, accountId: string, request: IntakeReportRequest): Promise<IntakeReport> {
  const { from, before } = request;
  const sources = await store.transaction(accountId, async (tx) => {
    const { rows } = await sql<SourceIntake>`
      with d as (
        select id, source, status, is_test, received_at, split_part(coalesce(reason, 'UNKNOWN'), ':', 1) as code from salesos.raw_deliveries
        where account_id = ${tx.accountId} and received_at >= ${from} and received_at < ${before} and (${request.source}::text is null or source = ${request.source})
      ), l as (
        select d.source, l.is_sql, l.spam_score, extract(epoch from l.recorded_at - d.received_at)::float8 as seconds,
          exists (select from jsonb_array_elements(l.consent) c where c->>'status' = 'granted') as has_consent,
          exists (select from salesos.leads e where e.account_id = l.account_id and e.prospect_id = l.prospect_id and not e.is_test and (e.captured_at, e.id) < (l.captured_at, l.id)) as is_known
        from d join salesos.leads l on l.account_id = ${tx.accountId} and l.delivery_id = d.id and not l.is_test
      ), deliveries as (
        select source, count(*)::int as received, count(*) filter (where status = 'processed')::int as processed, count(*) filter (where status = 'rejected')::int as rejected,
          count(*) filter (where status = 'received')::int as waiting, count(*) filter (where status = 'dead')::int as dead, count(*) filter (where is_test)::int as test_deliveries
        from d group by source
      ), reasons as (
        select source, jsonb_object_agg(code, n) as rejected_by_reason from (select source, code, count(*)::int as n from d where status = 'rejected' group by source, code) r group by source
      ), made as (
        select source, count(*)::int as leads, count(*) filter (where is_known)::int as duplicates, count(*) filter (where has_consent)::int as with_consent,
          count(*) filter (where spam_score >= ${request.spam_from})::int as suspected_spam, count(*) filter (where is_sql)::int as sqls,
          round((percentile_cont(0.5) within group (order by greatest(seconds, 0)))::numeric, 3)::float8 as p50, round((percentile_cont(0.95) within group (order by greatest(seconds, 0)))::numeric, 3)::float8 as p95
        from l group by source
      )
      select deliveries.*, coalesce(leads, 0) as leads, coalesce(duplicates, 0) as duplicates, coalesce(with_consent, 0) as with_consent, coalesce(suspected_spam, 0) as suspected_spam,
        coalesce(sqls, 0) as sqls, coalesce(rejected_by_reason, '{}') as rejected_by_reason, p50 as latency_p50_seconds, p95 as latency_p95_seconds
      from deliveries left join made using (source) left join reasons using (source) order by received desc, source`.execute(tx.db);
    return rows;
  });
  return { from, before, sources, total: totalOf(sources) };
}

function totalOf(sources: readonly SourceIntake[]): IntakeReport['total'] {
  return Object.fromEntries(COUNTS.map((name) => [name, sources.reduce((sum, source) => sum + source[name], 0)])) as IntakeReport['total'];
}
