import { createHash } from 'node:crypto';

import type { Problem } from '../core/errors';
import { buildHandoff, type HandoffFacts, type HandoffPayload } from '../core/handoff';
import type { Store, Tx } from '../store';
import { type Acting, type ActionBatch, actOnOpportunities, type OpportunityAction } from './act-on-opportunities';
import { type CaseView, type KnownCase, loadCases, viewOf } from './handoffs/case-opens';
import { type HandoffExtras, loadHandoffFacts } from './handoffs/load-handoff-facts';
import { type BuiltHandoff, type IncompleteHandoff, writeHandoffs, writeIncomplete } from './handoffs/write-handoffs';
import type { Pipeline } from './load-pipeline';
import type { Result } from './result';

export interface HandoffItem extends OpportunityAction, HandoffExtras {}

export type HandoffOutcome =
  | (CaseView & {
      readonly complete: true;
      readonly payload: HandoffPayload;
      /** false = this version was built before. */
      readonly created: boolean;
    })
  | {
      readonly complete: false;
      readonly opportunity_id: string;
      readonly prospect_id: string;
      readonly lead_id: string;
      readonly closer_id: string | null;
      /** Every gap with the step that fills it. */
      readonly missing: readonly Problem[];
    };

/**
 * P11.2 and P11.4: builds the payload of each paid opportunity and triggers its case, exactly once; after a rejection a
 * changed payload is the next version and CaseOpenResubmitted. Incomplete ones get the list of what is missing and
 * HandoffIncomplete. One result an item, in order; running it again changes nothing.
 */
export async function buildHandoffs(store: Store, accountId: string, input: ActionBatch<HandoffItem>): Promise<Result<HandoffOutcome>[]> {
  return actOnOpportunities<HandoffItem, HandoffOutcome>(store, accountId, input, async (tx, pipeline, acting) => {
    const decided = await decideAll(tx, pipeline, acting);
    await writeHandoffs(tx, uniqueBy(decided.flatMap((each) => (each.kind === 'built' ? [each] : []))), pipeline, input.at);
    await writeIncomplete(tx, uniqueBy(decided.flatMap((each) => (each.kind === 'incomplete' ? [each] : []))), pipeline.settings_version, input.at);
    const cases = await loadCases(tx, acting.map(({ item }) => item.opportunity_id));
    return acting.map((each, index) => ({ ok: true, ...outcomeOf(each, decided[index], cases) }));
  });
}

type Decided = BuiltHandoff | IncompleteHandoff | { readonly kind: 'standing'; readonly opportunity_id: string };

async function decideAll(tx: Tx, pipeline: Pipeline, acting: readonly Acting<HandoffItem>[]): Promise<Decided[]> {
  const facts = await loadHandoffFacts(tx, acting.map(({ item }) => item));
  const cases = await loadCases(tx, acting.map(({ item }) => item.opportunity_id));
  return acting.map((each, index) => decide(each, facts[index], cases.get(each.item.opportunity_id) ?? null, pipeline));
}

function decide(each: Acting<HandoffItem>, facts: HandoffFacts | undefined, known: KnownCase | null, { settings }: Pipeline): Decided {
  const { opportunity_id } = each.item;
  if (!facts || (known && known.row.status !== 'rejected')) return { kind: 'standing', opportunity_id };
  const built = buildHandoff(facts, settings.handoff);
  const common = { opportunity_id, party: each.party, stage: facts.opportunity.stage };
  if (!built.complete) return { ...common, kind: 'incomplete', missing: built.missing };
  const payload_sha256 = digestOf(built.payload);
  if (known && known.payload_sha256 === payload_sha256) return { ...common, kind: 'incomplete', missing: [unchanged(known)] };
  return { ...common, kind: 'built', payload: built.payload, payload_sha256, previous: known?.row ?? null };
}

/** An event that is delivered twice must not send a rejected payload again as it was. */
function unchanged({ row }: KnownCase): Problem {
  return { field: 'payload', message: `nothing has changed since case ops rejected version ${row.payload_version} ('${row.rejection_reason ?? ''}'); mend that first` };
}

function digestOf(payload: HandoffPayload): string {
  return createHash('sha256').update(JSON.stringify(payload)).digest('hex');
}

function outcomeOf({ item, record }: Acting<HandoffItem>, decided: Decided | undefined, cases: ReadonlyMap<string, KnownCase>): HandoffOutcome {
  const known = cases.get(item.opportunity_id);
  if (known && decided?.kind !== 'incomplete') return { complete: true, ...viewOf(known.row, record), created: decided?.kind === 'built', payload: known.payload };
  const { prospect_id, lead_id, facts } = record;
  const missing = decided?.kind === 'incomplete' ? decided.missing : [];
  return { complete: false, opportunity_id: item.opportunity_id, prospect_id, lead_id, closer_id: facts.closer_id, missing };
}

function uniqueBy<T extends { readonly opportunity_id: string }>(decided: readonly T[]): T[] {
  return [...new Map(decided.map((each) => [each.opportunity_id, each])).values()];
}
