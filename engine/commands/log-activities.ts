import { type Activity, type Actor, OPEN_STAGES, type Stage } from '../core/model';
import { type ActivityInput, activityMeaning, hardStop, type NextStep, permissionGaps, refusal } from '../core/opportunity';
import type { Store, Tx } from '../store';
import { type Acting, actInTransaction, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import { applyClockActions } from './change-sla-timers';
import { loadPipeline, type OpportunityRecord, type Pipeline } from './load-pipeline';
import { moveAll, type MoveOrder } from './move-stages';
import { accepted, failed, inPlace, type Result } from './result';
import { clockActionOf } from './sla/read-touches';
import { writeActivities, type WrittenActivity } from './write-activities';

export type ActivityItem = OpportunityAction & ActivityInput;

export interface LoggedActivity {
  readonly activity_id: string;
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly kind: Activity['kind'];
  readonly outcome: Activity['outcome'];
  /** false = logged before under the same key. */
  readonly changed: boolean;
  readonly stage: Stage;
  readonly next_step: NextStep | null;
  /** When the next step is due; null = by the cadence. */
  readonly next_step_at: Date | null;
}

/**
 * P8.3, P8.4: logs touchpoints with their standard outcome. The first attempt moves SQL_ASSIGNED → CONTACT_ATTEMPTING, an
 * answer → CONTACTED; a human's outbound touch meets the first-attempt clock. The same activity is logged once.
 */
export async function logActivities(store: Store, accountId: string, input: ActionBatch<ActivityItem>): Promise<Result<LoggedActivity>[]> {
  return actOnOpportunities(store, accountId, input, logAll(input.at));
}

/** The same inside the transaction of the command that brought the message or sent it; at most a thousand items. */
export async function logInTransaction(tx: Tx, input: ActionBatch<ActivityItem>): Promise<Result<LoggedActivity>[]> {
  return input.items.length === 0 ? [] : actInTransaction(tx, input, logAll(input.at));
}

function logAll(at: Date) {
  return async (tx: Tx, pipeline: Pipeline, acting: readonly Acting<ActivityItem>[]): Promise<Result<LoggedActivity>[]> => {
    const allowed = acting.map((each) => permitted(each, pipeline));
    const logged = await writeActivities(tx, accepted(allowed), at);
    const ids = logged.map(({ item }) => item.opportunity_id);
    const after = await loadPipeline(tx, ids, at);
    await moveContacted(tx, after, logged, at);
    await tellClocks(tx, logged, at);
    return inPlace(allowed, logged.map((each) => outcomeOf(each, after.records.get(each.item.opportunity_id))));
  };
}

function permitted(each: Acting<ActivityItem>, { settings }: Pipeline): Result<{ value: Acting<ActivityItem> }> {
  const { item, party, record } = each;
  const { facts } = record;
  // P11.6: sales does not reach out any more; what the client still sends is kept.
  const stopped = facts.stage === 'CASE_OPENED' && item.direction === 'outbound' ? hardStop(facts, 'contact the client') : null;
  // A workflow logs its own messages and what came in, never a touch by a person.
  const gaps = party.kind === 'user' ? permissionGaps('log_activity', party, facts, settings.pipeline) : callGaps(item);
  const error = stopped ?? refusal('ACTION_REFUSED', `The activity on opportunity ${facts.opportunity_id} cannot be logged`, gaps);
  return error ? failed(error) : { ok: true, value: each };
}

function callGaps({ kind, direction }: ActivityItem) {
  return kind === 'call' && direction === 'outbound' ? [{ field: 'acting_user_id', message: 'missing: a call was made by a person' }] : [];
}

/** The pipeline's own moves: one stage at a time, as the logged facts allow. The person who acted is named. */
async function moveContacted(tx: Tx, pipeline: Pipeline, logged: readonly WrittenActivity[], at: Date): Promise<void> {
  const actors = new Map(logged.map(({ item, party }) => [item.opportunity_id, actorOf(party)]));
  const orders = [...actors].flatMap(([opportunity_id, actor]) => stepsOf(pipeline.records.get(opportunity_id), actor));
  await moveAll(tx, pipeline, orders, at);
}

/** SL-04: what was logged now meets or stops the clocks, as of when it took place. */
async function tellClocks(tx: Tx, logged: readonly WrittenActivity[], at: Date): Promise<void> {
  const items = logged.filter(({ isNew }) => isNew).map(({ item, party, record }) => {
    const { kind, direction, outcome, occurred_at, opportunity_id } = item;
    const action = clockActionOf({ kind, direction, outcome, channel: activityMeaning(item).channel, by_human: party.kind === 'user' });
    return { opportunity_id, lead_id: record.lead_id, action, occurred_at };
  });
  await applyClockActions(tx, items, at);
}

const SYSTEM = { kind: 'system', id: 'pipeline' } as const;

function stepsOf(record: OpportunityRecord | undefined, actor: Actor): MoveOrder[] {
  if (!record) return [];
  const { stage, opportunity_id, attempts, answered } = record.facts;
  const reached = answered ? 'CONTACTED' : attempts > 0 ? 'CONTACT_ATTEMPTING' : 'SQL_ASSIGNED';
  const path = OPEN_STAGES.slice(OPEN_STAGES.indexOf('CONTACT_ATTEMPTING'), OPEN_STAGES.indexOf(reached) + 1);
  if (stage !== 'SQL_ASSIGNED' && stage !== 'CONTACT_ATTEMPTING') return [];
  return path.filter((to) => to !== stage).map((to) => ({ opportunity_id, to, party: SYSTEM, actor, reason: 'logged activity' }));
}

function outcomeOf({ item, id, isNew }: WrittenActivity, record: OpportunityRecord | undefined): Result<LoggedActivity> {
  if (!record) throw new Error('the opportunity is locked');
  const { next_step } = activityMeaning(item);
  return {
    ok: true,
    activity_id: id,
    opportunity_id: item.opportunity_id,
    prospect_id: record.prospect_id,
    lead_id: record.lead_id,
    kind: item.kind,
    outcome: item.outcome,
    changed: isNew,
    stage: record.facts.stage,
    next_step,
    next_step_at: item.call_back_at,
  };
}
