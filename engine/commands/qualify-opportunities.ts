import { sql } from 'kysely';

import type { Problem } from '../core/errors';
import { OPEN_STAGES, type Qualification, type Stage } from '../core/model';
import { hardStop, mergeQualification, permissionGaps, type QualificationAnswers, qualificationGaps, refusal } from '../core/opportunity';
import { type Store, type Tx, writeAudit } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import type { Pipeline } from './load-pipeline';
import { moveAll } from './move-stages';
import { accepted, failed, inPlace, type Result } from './result';

export interface QualifyItem extends OpportunityAction {
  /** Only what was asked now; earlier answers stay. */
  readonly answers: QualificationAnswers;
  /** What the handoff needs and the lead may not have said; null keeps what is known (HO-06). */
  readonly language?: string | null;
  readonly program_family?: string | null;
}

export interface QualifiedOpportunity {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly stage: Stage;
  /** true from QUALIFIED on. */
  readonly qualified: boolean;
  /** What still keeps it from QUALIFIED. */
  readonly missing: readonly Problem[];
  readonly qualification: Qualification;
  readonly next_step: string;
}

/**
 * CD-04, P8.5: stores the answers of the setter's checklist and moves the opportunity to QUALIFIED when nothing is missing.
 * Answers are kept also when the gate stays shut: `missing` says what is left. Running it again changes nothing.
 */
export async function qualifyOpportunities(store: Store, accountId: string, input: ActionBatch<QualifyItem>): Promise<Result<QualifiedOpportunity>[]> {
  return actOnOpportunities(store, accountId, input, async (tx, pipeline, acting) => {
    const allowed = acting.map((each) => permitted(each, pipeline));
    const answered = accepted(allowed);
    await storeAnswers(tx, answered, input.at);
    await storeService(tx, answered, input.at);
    await moveQualified(tx, pipeline, answered, input.at);
    return inPlace(allowed, answered.map((each) => outcomeOf(each, pipeline)));
  });
}

function permitted(each: Acting<QualifyItem>, { settings }: Pipeline): Result<{ value: Acting<QualifyItem> }> {
  const { facts } = each.record;
  const gaps = permissionGaps('qualify', each.party, facts, settings.pipeline);
  const error = hardStop(facts, 'qualify it') ?? refusal('ACTION_REFUSED', `Opportunity ${facts.opportunity_id} cannot be qualified`, gaps);
  return error ? failed(error) : { ok: true, value: each };
}

/** Lays the answers over the known ones and writes what changed. The audit trail names the fields, not the client's answers. */
async function storeAnswers(tx: Tx, acting: readonly Acting<QualifyItem>[], at: Date): Promise<void> {
  const changes = acting.flatMap(({ item, party, record }) => {
    const before = record.facts.qualification;
    const qualification = mergeQualification(before, item.answers);
    const fields = Object.keys(qualification).filter((key) => qualification[key as keyof Qualification] !== (before?.[key as keyof Qualification] ?? null));
    record.facts = { ...record.facts, qualification };
    return fields.length > 0 ? [{ party, record, fields }] : [];
  });
  if (changes.length === 0) return;
  const records = new Set(changes.map(({ record }) => record));
  for (const record of records) record.version += 1;
  const rows = [...records].map(({ facts, version }) => ({ id: facts.opportunity_id, qualification: facts.qualification, version }));
  await sql`
    update salesos.opportunities o set qualification = m.qualification, version = m.version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id uuid, qualification jsonb, version int)
    where o.account_id = ${tx.accountId} and o.id = m.id`.execute(tx.db);
  const entry = { at, action: 'qualification_recorded', subject_kind: 'opportunity' };
  await writeAudit(tx, changes.map(({ party, record, fields }) => ({ ...entry, actor: actorOf(party), subject_id: record.facts.opportunity_id, after: { fields } })));
}

/** The language the client is served in and the program, by the setter's word. */
async function storeService(tx: Tx, acting: readonly Acting<QualifyItem>[], at: Date): Promise<void> {
  const said = acting.flatMap(({ item: { opportunity_id, language = null, program_family = null }, party }) =>
    language || program_family ? [{ id: opportunity_id, language, program_family, party }] : [],
  );
  if (said.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    update salesos.opportunities o set language = coalesce(m.language, o.language), program_family = coalesce(m.program_family, o.program_family)
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as m(id uuid, language text, program_family text)
    where o.account_id = ${tx.accountId} and o.id = m.id
      and (coalesce(m.language, o.language) is distinct from o.language or coalesce(m.program_family, o.program_family) is distinct from o.program_family)
    returning o.id`.execute(tx.db);
  const changed = said.filter(({ id }) => rows.some((row) => row.id === id));
  await writeAudit(tx, changed.map(({ id, party, language, program_family }) => ({ at, actor: actorOf(party), action: 'service_recorded', subject_kind: 'opportunity', subject_id: id, after: { language, program_family } })));
}

async function moveQualified(tx: Tx, pipeline: Pipeline, acting: readonly Acting<QualifyItem>[], at: Date): Promise<void> {
  const ready = acting.filter(({ record }) => record.facts.stage === 'CONTACTED' && gapsOf(record.facts.qualification, pipeline).length === 0);
  await moveAll(tx, pipeline, ready.map(({ item, party }) => ({ opportunity_id: item.opportunity_id, to: 'QUALIFIED' as const, party })), at);
}

function gapsOf(qualification: Qualification | null, { settings }: Pipeline): Problem[] {
  return qualificationGaps(qualification, settings.pipeline);
}

function outcomeOf({ record }: Acting<QualifyItem>, pipeline: Pipeline): Result<QualifiedOpportunity> {
  const { facts, prospect_id, lead_id } = record;
  const qualified = isFrom('QUALIFIED', facts.stage);
  const stageGap = isFrom('CONTACTED', facts.stage)
    ? []
    : [{ field: 'stage', message: `is ${facts.stage}; log the conversation first (Activity: Log, outcome connected)` }];
  return {
    ok: true,
    opportunity_id: facts.opportunity_id,
    prospect_id,
    lead_id,
    stage: facts.stage,
    qualified,
    missing: qualified ? [] : [...stageGap, ...gapsOf(facts.qualification, pipeline)],
    qualification: mergeQualification(facts.qualification, {}),
    next_step: pipeline.settings.pipeline.stages[facts.stage].next_step,
  };
}

function isFrom(first: (typeof OPEN_STAGES)[number], stage: Stage): boolean {
  return (OPEN_STAGES as readonly Stage[]).indexOf(stage) >= OPEN_STAGES.indexOf(first);
}
