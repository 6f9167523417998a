import { isDeepStrictEqual } from 'node:util';

import { sql } from 'kysely';

import { trusted } from '../../core/enrichment';
import type { EventDraft } from '../../core/events';
import { type Actor, BANDS } from '../../core/model';
import { stageProbability } from '../../core/opportunity';
import { appendEvents, type CurrentSettings, type ReceiptDraft, saveReceipts, type Tx, writeAudit } from '../../store';
import type { AssessedLead } from './assess-stored-lead';
import { frozenAttribution } from './freeze-attribution';

export interface WriteContext {
  readonly at: Date;
  readonly actor: Actor;
  readonly current: CurrentSettings;
}

/** Stores what changed with receipt, audit and events. A run that finds nothing new writes nothing. */
export async function writeAssessments(tx: Tx, assessed: readonly AssessedLead[], context: WriteContext): Promise<void> {
  await openOpportunities(tx, assessed.filter(({ opportunity }) => opportunity === 'created'), context);
  const receipts = await lastReceipts(tx, assessed);
  const changed = assessed.filter((one) => !isDeepStrictEqual(receipts.get(one.lead.stored.id), receiptBody(one, context)));
  await updateLeads(tx, changed, context.at);
  await saveReceipts(tx, changed.map((one) => receiptOf(one, context)));
  const moved = changed.filter(isMoved);
  await writeAudit(tx, moved.filter(({ lead }) => lead.stored.scored_at !== null).map((one) => auditOf(one, context)));
  const created = assessed.filter(({ opportunity }) => opportunity === 'created');
  await appendEvents(tx, [...moved.map((one) => scoredEvent(one, context)), ...moved.flatMap((one) => bandEvent(one, context)), ...created.map((one) => sqlEvent(one, context))], context.at);
}

/** P5.5, P2.3.1: the revenue journey starts at SQL_ASSIGNED. */
async function openOpportunities(tx: Tx, created: readonly AssessedLead[], { at, current }: WriteContext): Promise<void> {
  if (created.length === 0) return;
  const { settings, version } = current;
  const rows = created.map(({ lead: { stored, prospect_id, person }, assessment, opportunity_id }) => ({
    id: opportunity_id ?? '',
    account_id: tx.accountId,
    prospect_id,
    lead_id: stored.id,
    stage: 'SQL_ASSIGNED' as const,
    setter_id: null,
    closer_id: null,
    waiting_role: null,
    waiting_since: null,
    value_estimate_minor: null,
    currency: settings.firm.currency,
    probability: stageProbability(settings.pipeline, 'SQL_ASSIGNED'),
    band: assessment.band,
    score: assessment.score,
    segment: assessment.segment,
    program_family: assessment.classification.program_family,
    intent_family: assessment.classification.intent_family,
    language: stored.language ?? person?.language ?? trusted(stored.enrichment?.language),
    geo: assessment.classification.residence_country,
    qualification: null,
    disqualification_reason: null,
    loss_reason: null,
    consultation: null,
    consultation_at: null,
    priority: assessment.next_action === 'route_priority',
    settings_version: version,
    created_at: at,
    stage_changed_at: at,
    closed_at: null,
    attribution: frozenAttribution(tx, stored.id, prospect_id, at),
  }));
  await tx.db.insertInto('opportunities').values(rows).execute();
}

async function updateLeads(tx: Tx, changed: readonly AssessedLead[], at: Date): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ lead, assessment, opportunity_id }) => ({
    id: lead.stored.id,
    opportunity_id,
    classification: assessment.classification,
    provenance: assessment.provenance,
    score: assessment.score,
    band: assessment.band,
    segment: assessment.segment,
    is_sql: assessment.is_sql,
  }));
  await sql`
    update salesos.leads l set opportunity_id = n.opportunity_id, classification = n.classification, provenance = n.provenance,
      score = n.score, band = n.band, segment = n.segment, is_sql = n.is_sql, scored_at = ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, opportunity_id uuid, classification jsonb, provenance jsonb,
      score int, band text, segment text, is_sql boolean)
    where l.account_id = ${tx.accountId} and l.id = n.id and l.id in (${sql.join(rows.map(({ id }) => id))})`.execute(tx.db);
}

/** What a receipt says, in the form in which it comes back from the store. */
function receiptBody({ assessment, opportunity_id }: AssessedLead, { current }: WriteContext): unknown {
  return { settings_version: current.version, result: JSON.parse(JSON.stringify({ ...assessment, opportunity_id })) };
}

async function lastReceipts(tx: Tx, assessed: readonly AssessedLead[]): Promise<Map<string, unknown>> {
  const ids = assessed.map(({ lead }) => lead.stored.id);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ subject_id: string; settings_version: number; result: unknown }>`
    select distinct on (subject_id) subject_id, settings_version, result from salesos.receipts
    where account_id = ${tx.accountId} and subject_kind = 'lead' and kind = 'score' and subject_id in (${sql.join(ids)})
    order by subject_id, decided_at desc, id desc`.execute(tx.db);
  return new Map(rows.map(({ subject_id, ...body }) => [subject_id, body]));
}

function receiptOf(one: AssessedLead, { at, actor, current }: WriteContext): ReceiptDraft {
  const { lead, assessment } = one;
  const { contributions, criteria, provenance, counterfactuals } = assessment;
  const inputs = { lead_id: lead.stored.id, prospect_id: lead.prospect_id, overrides: lead.overrides, by: actor };
  return {
    kind: 'score',
    subject_kind: 'lead',
    subject_id: lead.stored.id,
    settings_version: current.version,
    inputs,
    result: { ...assessment, opportunity_id: one.opportunity_id },
    reasons: { contributions, criteria, provenance, counterfactuals },
    decided_at: at,
  };
}

/** Whether the outside world sees another result than before (P5.1: no silent reclassification). */
function isMoved({ lead: { stored }, assessment }: AssessedLead): boolean {
  const { score, band, segment, is_sql, classification } = assessment;
  return !isDeepStrictEqual({ score: stored.score, band: stored.band, segment: stored.segment, is_sql: stored.is_sql, classification: stored.classification }, { score, band, segment, is_sql, classification });
}

function auditOf({ lead: { stored }, assessment }: AssessedLead, { at, actor }: WriteContext) {
  const before = { classification: stored.classification, score: stored.score, band: stored.band, segment: stored.segment, is_sql: stored.is_sql };
  const { classification, score, band, segment, is_sql } = assessment;
  return { at, actor, action: 'lead_reclassified', subject_kind: 'lead', subject_id: stored.id, before, after: { classification, score, band, segment, is_sql }, reason: assessment.why };
}

function scoredEvent({ lead, assessment }: AssessedLead, { at, actor }: WriteContext): EventDraft {
  const { score, band, segment, is_sql } = assessment;
  const data = { lead_id: lead.stored.id, prospect_id: lead.prospect_id, score, band, segment, is_sql };
  return { type: 'LeadScored', subject: { kind: 'lead', id: lead.stored.id }, occurred_at: at, actor, key: `scored:${lead.stored.id}:${at.toISOString()}`, correlation_id: lead.stored.id, data };
}

/** SC-07: a lead that changes its band calls for another treatment than before; the first score is no change. */
function bandEvent({ lead: { stored, prospect_id }, assessment, opportunity_id }: AssessedLead, { at, actor }: WriteContext): EventDraft[] {
  const { score, band, segment, is_sql } = assessment;
  if (stored.band === null || stored.score === null || stored.band === band) return [];
  const type = BANDS.indexOf(band) < BANDS.indexOf(stored.band) ? ('LeadPromoted' as const) : ('LeadDemoted' as const);
  const data = { lead_id: stored.id, prospect_id, opportunity_id, from_band: stored.band, band, from_score: stored.score, score, segment, is_sql };
  return [{ type, subject: { kind: 'lead', id: stored.id }, occurred_at: at, actor, key: `band:${stored.id}:${at.toISOString()}`, correlation_id: stored.id, data }];
}

function sqlEvent({ lead, assessment, opportunity_id }: AssessedLead, { at, actor }: WriteContext): EventDraft {
  const { score, band, segment } = assessment;
  const id = opportunity_id ?? '';
  const data = { lead_id: lead.stored.id, opportunity_id: id, prospect_id: lead.prospect_id, score, band, segment };
  return { type: 'SQLCreated', subject: { kind: 'opportunity', id }, occurred_at: at, actor, key: `sql:${lead.stored.id}`, correlation_id: lead.stored.id, data };
}
