import { DomainError, describeProblems, type Problem } from '../core/errors';
import type { EventDraft } from '../core/events';
import { roleGaps } from '../core/opportunity';
import { appendEvents, type Store, type Tx, writeAudit } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import { accepted, failed, inPlace, type Result } from './result';

export interface ReactivateItem extends OpportunityAction {
  /** Why now; null = a workflow's own plan, e.g. three months after the loss. */
  readonly reason: string | null;
}

export interface ReactivatedOpportunity {
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly loss_reason: string | null;
  /** false = it was reactivated before. */
  readonly changed: boolean;
}

type Lost = Acting<ReactivateItem> & { readonly loss_reason: string | null };

/**
 * ST-04: the loop from CLOSED_LOST back to nurture. The lost opportunity stays as it is, with its reason; its leads are free to
 * become a new one when they are scored again. OpportunityReactivated starts the nurture. Running it again changes nothing.
 */
export async function reactivateOpportunities(store: Store, accountId: string, input: ActionBatch<ReactivateItem>): Promise<Result<ReactivatedOpportunity>[]> {
  return actOnOpportunities<ReactivateItem, ReactivatedOpportunity>(store, accountId, input, async (tx, _pipeline, acting) => {
    const reasons = await lossReasons(tx, acting.map(({ item }) => item.opportunity_id));
    const checked = acting.map((each) => reactivable(each, reasons));
    const lost = accepted(checked);
    const fresh = await write(tx, lost, input.at);
    return inPlace(checked, lost.map(({ item, record, loss_reason }) => ({ ok: true, opportunity_id: item.opportunity_id, prospect_id: record.prospect_id, lead_id: record.lead_id, loss_reason, changed: fresh.has(item.opportunity_id) })));
  });
}

function reactivable(each: Acting<ReactivateItem>, reasons: ReadonlyMap<string, string | null>): Result<{ value: Lost }> {
  const { item, party, record } = each;
  const problems: Problem[] = [
    ...(party.kind === 'user' ? roleGaps(party, ['setter', 'closer', 'manager'], 'reactivate an opportunity') : []),
    ...(record.facts.stage === 'CLOSED_LOST' ? [] : [{ field: 'stage', message: `is ${record.facts.stage}; only CLOSED_LOST is taken up again` }]),
    ...(record.facts.other_open_id === null ? [] : [{ field: 'opportunity_id', message: `the person has an open opportunity already (${record.facts.other_open_id})` }]),
  ];
  if (problems.length === 0) return { ok: true, value: { ...each, loss_reason: reasons.get(item.opportunity_id) ?? null } };
  return failed(new DomainError('REACTIVATION_REFUSED', `Opportunity ${item.opportunity_id} is not reactivated: ${describeProblems(problems)}`, problems));
}

async function lossReasons(tx: Tx, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db.selectFrom('opportunities').select(['id', 'loss_reason']).where('account_id', '=', tx.accountId).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, loss_reason }) => [id, loss_reason]));
}

/** @returns the opportunities that were not reactivated before */
async function write(tx: Tx, lost: readonly Lost[], at: Date): Promise<Set<string>> {
  const told = await appendEvents(tx, lost.map((each) => reactivatedEvent(each, at)), at);
  const fresh = new Set(told.map(({ data }) => String(data['opportunity_id'])));
  if (fresh.size === 0) return fresh;
  await tx.db.updateTable('leads').set({ opportunity_id: null, is_sql: false }).where('account_id', '=', tx.accountId).where('opportunity_id', 'in', [...fresh]).execute();
  const changed = lost.filter(({ item }) => fresh.has(item.opportunity_id));
  await writeAudit(tx, changed.map(({ item, party, loss_reason }) => ({ at, actor: actorOf(party), action: 'opportunity_reactivated', subject_kind: 'opportunity', subject_id: item.opportunity_id, before: { loss_reason }, reason: item.reason })));
  return fresh;
}

function reactivatedEvent({ item, party, record, loss_reason }: Lost, at: Date): EventDraft {
  const { opportunity_id } = item;
  const { prospect_id, lead_id } = record;
  const data = { opportunity_id, prospect_id, lead_id, loss_reason };
  return { type: 'OpportunityReactivated', subject: { kind: 'opportunity', id: opportunity_id }, occurred_at: at, actor: actorOf(party), key: `opportunity-reactivated:${opportunity_id}`, correlation_id: opportunity_id, data };
}
