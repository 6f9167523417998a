import { newId, json, type Store } from '../../engine/store';
import type { GeneratedOutcomes } from './generated-outcomes';

const TOUCH = { click_ids: {}, platform: {} };
const FIELDS = ['timeline_bucket', 'doc_readiness', 'engagement_level', 'urgency', 'budget_signal'];

export interface WorkedLeads {
  readonly accountId: string;
  readonly table: GeneratedOutcomes;
  /** The first lead's moment; the others follow hour by hour. */
  readonly from: Date;
  readonly band?: (row: number) => 'Hot' | 'Warm' | 'Cold';
}

/** Stores generated leads as the firm would have worked them: scored, with an opportunity that was won or lost. @returns lead ids */
export async function storeWorkedLeads(store: Store, { accountId, table, from, band = () => 'Warm' }: WorkedLeads): Promise<string[]> {
  const rows = [...table.labels.keys()];
  const ids = rows.map(() => ({ lead: newId(), prospect: newId(), opportunity: newId() }));
  const moment = (row: number) => new Date(from.getTime() + (table.times![row]! - table.times![0]!));
  const value = (name: string, row: number) => table.columns.find((column) => column.name === name)!.values[row] ?? null;
  const classification = (row: number) => ({ intent_family: 'PR', program_family: null, eligibility_confidence: 'Unknown', complexity_tier: null, no_show_risk: null, lead_quality: null, prior_refusals: null, residence_country: 'IN', citizenship_country: null, ...Object.fromEntries(FIELDS.map((field) => [field, value(field, row)])) });
  await store.transaction(accountId, async (tx) => {
    for (let start = 0; start < rows.length; start += 200) {
      const part = rows.slice(start, start + 200);
      const of = <T>(make: (row: number, id: (typeof ids)[number], at: Date) => T) => part.map((row) => make(row, ids[row]!, moment(row)));
      await tx.db.insertInto('prospects').values(of((_, id, at) => ({ id: id.prospect, account_id: accountId, full_name: 'A Person', first_name: 'A', last_name: 'Person', email: null, phone: null, language: 'en', geo: 'IN', citizenship_country: null, time_zone: null, engagement_level: 'Low' as const, first_touch: json(TOUCH), last_touch: json(TOUCH), created_at: at, updated_at: at }))).execute();
      await tx.db
        .insertInto('leads')
        .values(of((row, id, at) => ({ id: id.lead, account_id: accountId, delivery_id: null, source_channel: value('source_channel', row) as 'google', platform_lead_id: null, is_test: false, full_name: 'A Person', first_name: 'A', last_name: 'Person', email: null, phone: null, phone_detail: null, residence_country: 'IN', citizenship_country: null, destination_country: null, language: 'en', time_zone: null, message: null, utms: json({}), first_touch: json(TOUCH), last_touch: json(TOUCH), consent: json([]), spam_reasons: json([]), answers: json({ 'Your age': String(value('age', row) ?? '') }), originals: json({}), flags: json([]), intent_guess: null, spam_score: 0, captured_at: at, recorded_at: at, settings_version: 0, prospect_id: id.prospect, classification: json(classification(row)), score: 70, band: band(row), segment: 'Warm PR', is_sql: true, scored_at: at })) as never)
        .execute();
      await tx.db
        .insertInto('opportunities')
        .values(of((row, id, at) => ({ id: id.opportunity, account_id: accountId, prospect_id: id.prospect, lead_id: id.lead, stage: table.labels[row] ? ('CASE_OPENED' as const) : ('CLOSED_LOST' as const), setter_id: null, closer_id: null, waiting_role: null, waiting_since: null, value_estimate_minor: null, currency: 'CAD', probability: 0.1, band: band(row), score: 70, segment: 'Warm PR', program_family: null, intent_family: 'PR', language: 'en', geo: 'IN', qualification: null, disqualification_reason: null, loss_reason: null, consultation: null, consultation_at: null, priority: false, settings_version: 0, created_at: at, stage_changed_at: at, closed_at: at })) as never)
        .execute();
      await tx.db
        .insertInto('receipts')
        .values(of((row, id, at) => ({ id: newId(), account_id: accountId, kind: 'score', subject_kind: 'lead', subject_id: id.lead, settings_version: 0, inputs: json({}), result: json({ classification: classification(row), band: band(row), is_sql: true, opportunity_id: id.opportunity }), reasons: json({}), decided_at: at })) as never)
        .execute();
    }
  });
  return ids.map(({ lead }) => lead);
}
