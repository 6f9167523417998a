import { sql } from 'kysely';

import type { BandMonth } from '../../core/learning';
import type { FirmSettings } from '../../core/settings';
import type { Tx } from '../../store';

/** Months that are looked at: the newest and those it is compared with. */
const MONTHS = 7;

/**
 * Conversion per band by month: leads by the month they came in and the band of their first score, won when they paid within
 * the window. Only months that ended a window ago, so that every lead had the same time.
 */
export async function loadBandMonths(tx: Tx, { firm, learning }: FirmSettings, at: Date): Promise<BandMonth[]> {
  const { rows } = await sql<BandMonth>`
    with first as (
      select distinct on (r.subject_id) r.subject_id, r.result ->> 'band' as band from salesos.receipts r
      where r.account_id = ${tx.accountId} and r.subject_kind = 'lead' and r.kind = 'score' order by r.subject_id, r.decided_at, r.id
    ), scored as (
      select l.captured_at, date_trunc('month', l.captured_at at time zone ${firm.time_zone}) as month, first.band,
        exists (select 1 from salesos.opportunities o where o.account_id = l.account_id and o.lead_id = l.id
          and (o.stage in ('PAID', 'CASE_OPENED') or o.payment_state in ('PAID', 'REFUNDED'))
          and coalesce((select min(p.paid_at) from salesos.payments p where p.account_id = o.account_id and p.opportunity_id = o.id), o.stage_changed_at)
            <= l.captured_at + make_interval(days => ${learning.alarm_window_days})) as won
      from salesos.leads l join first on first.subject_id = l.id
      where l.account_id = ${tx.accountId} and not l.is_test
    )
    select to_char(month, 'YYYY-MM') as month, band, count(*)::int as leads, (count(*) filter (where won))::int as won
    from scored
    where (month + interval '1 month') at time zone ${firm.time_zone} + make_interval(days => ${learning.alarm_window_days}) <= ${at}::timestamptz
      and month > date_trunc('month', ${at}::timestamptz at time zone ${firm.time_zone}) - make_interval(months => ${MONTHS} + 1 + ${Math.ceil(learning.alarm_window_days / 28)})
    group by 1, 2 order by 1, 2`.execute(tx.db);
  return rows;
}
