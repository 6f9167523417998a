import { sql } from 'kysely';

import { type LabelledTable, type LeadForLearning, leadSignals, outcomeOf, type OutcomeFacts, signalColumns, type SignalValues, withoutConstants } from '../../core/learning';
import type { FirmSettings } from '../../core/settings';
import type { Tx } from '../../store';

type OpportunityRow = OutcomeFacts & LeadForLearning;

/** Opportunities whose outcome is known, with the signals as they were when the opportunity opened: later ones know the end. */
export async function loadOutcomes(tx: Tx, settings: FirmSettings, at: Date): Promise<LabelledTable> {
  const { horizon_days, custom_signals } = settings.learning;
  const { rows } = await sql<OpportunityRow>`
    select o.stage, o.payment_state, o.created_at, l.source_channel, l.language, l.spam_score, l.captured_at, l.answers, first.result -> 'classification' as classification
    from salesos.opportunities o
    join salesos.leads l on l.account_id = o.account_id and l.id = o.lead_id
    cross join lateral (
      select r.result from salesos.receipts r
      where r.account_id = o.account_id and r.subject_kind = 'lead' and r.subject_id = o.lead_id and r.kind = 'score' and r.result ->> 'opportunity_id' = o.id::text
      order by r.decided_at, r.id limit 1) first
    where o.account_id = ${tx.accountId} and not l.is_test and o.created_at <= ${at}
    order by o.created_at, o.id`.execute(tx.db);
  const known = rows.flatMap((row) => {
    const outcome = outcomeOf(row, at, horizon_days);
    return outcome === null ? [] : [{ row, won: outcome === 'won' ? 1 : 0 }];
  });
  return {
    columns: withoutConstants(signalColumns(known.map(({ row }) => signalsOf(row, settings)), custom_signals)),
    labels: Uint8Array.from(known, ({ won }) => won),
    times: Float64Array.from(known, ({ row }) => row.created_at.getTime()),
  };
}

/** The signals of the leads that were captured since then, whatever became of them. */
export async function loadRecentSignals(tx: Tx, settings: FirmSettings, since: Date, at: Date): Promise<SignalValues[]> {
  const { rows } = await sql<LeadForLearning>`
    select l.source_channel, l.language, l.spam_score, l.captured_at, l.answers, l.classification from salesos.leads l
    join salesos.opportunities o on o.account_id = l.account_id and o.lead_id = l.id
    where l.account_id = ${tx.accountId} and not l.is_test and l.classification is not null and o.created_at > ${since} and o.created_at <= ${at}`.execute(tx.db);
  return rows.map((row) => signalsOf(row, settings));
}

function signalsOf(row: LeadForLearning, { firm, learning }: FirmSettings): SignalValues {
  return leadSignals(row, firm.time_zone, learning.custom_signals);
}
