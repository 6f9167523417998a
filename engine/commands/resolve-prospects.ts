import { DomainError } from '../core/errors';
import type { EventDraft } from '../core/events';
import { type Actor, recordId } from '../core/model';
import { appendEvents, currentSettings, lockKeys, type ReceiptDraft, saveReceipts, type Store, type Tx } from '../store';
import { currentModel } from './identity/identity-models';
import { identityLocks, type LeadToResolve, loadLeads } from './identity/lead-to-resolve';
import { loadDirectory } from './identity/prospect-directory';
import { LINKED_BEFORE, recallDecisions, type StoredDecision } from './identity/recall-decisions';
import { type ResolvedIdentity, resolveInOrder, surviveAll } from './identity/resolve-in-order';
import { attachLeads, lockProspects, writeIdentifiers, writeProspects } from './identity/write-prospects';
import { openReviews, writeLinks } from './identity/write-reviews';
import { attachMessages } from './messages/attach-messages';
import { failed, type Result } from './result';

export interface ResolveProspectsInput {
  readonly lead_ids: readonly string[];
  readonly at: Date;
  readonly actor: Actor;
}

/** One lead's person, and why it is this one. */
export interface ResolvedLead extends StoredDecision {
  readonly lead_id: string;
  /** The matched person; for `new` and `review` the new one that the lead hangs on. */
  readonly prospect_id: string;
  readonly opportunity_id: string | null;
  /** An earlier run had decided; this is its answer. */
  readonly already_resolved: boolean;
}

/** Leads a transaction: bounds its locks (a handful each) and how long others wait for it. */
const CHUNK = 100;

/**
 * ID-01, ID-02, ID-03 (P4.6): gives every lead its Prospect. Serialised by what identifies a person, so that the same
 * person arriving many times at once is one Prospect; the same within a batch. Emits LeadIdentified once a lead.
 * Idempotent by lead: a second run returns the first one's decision. Unknown ids fail with `LEAD_UNKNOWN`.
 */
export async function resolveProspects(store: Store, accountId: string, input: ResolveProspectsInput): Promise<Result<ResolvedLead>[]> {
  const results = new Map<string, ResolvedLead>();
  const ids = [...new Set(input.lead_ids)].filter((id) => recordId.safeParse(id).success);
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const resolved = await store.transaction(accountId, (tx) => resolveChunk(tx, chunk, input));
    for (const one of resolved) results.set(one.lead_id, one);
  }
  return input.lead_ids.map((id) => {
    const resolved = results.get(id);
    return resolved ? { ok: true, ...resolved } : failed(unknownLead(id));
  });
}

function unknownLead(id: string): DomainError {
  return new DomainError('LEAD_UNKNOWN', `Lead ${id} is not known in this account; take lead_id from Normalize Lead or from a LeadCaptured event`);
}

async function resolveChunk(tx: Tx, ids: readonly string[], { at, actor }: ResolveProspectsInput): Promise<ResolvedLead[]> {
  await lockKeys(tx, [...(await loadLeads(tx, ids)).values()].flatMap(identityLocks));
  // Read again: whoever held the locks before may have resolved them.
  const leads = [...(await loadLeads(tx, ids)).values()].sort(byIdOrder(ids));
  const open = leads.filter(({ prospect_id }) => prospect_id === null);
  const resolved = resolveInOrder(open, await loadDirectory(tx, open.flatMap(({ identifiers }) => identifiers)), await currentModel(tx));
  const reviews = await writeResolved(tx, resolved, at);
  const fresh = resolved.map((one) => outcomeOf(one, reviews.get(one.lead.lead_id) ?? null));
  await recordDecisions(tx, fresh, at, actor);
  return [...fresh, ...(await earlierOutcomes(tx, leads))];
}

/** In the order of the caller, so that the first of two equal leads makes the person. */
function byIdOrder(ids: readonly string[]): (left: LeadToResolve, right: LeadToResolve) => number {
  const place = new Map(ids.map((id, index) => [id, index]));
  return (left, right) => (place.get(left.lead_id) ?? 0) - (place.get(right.lead_id) ?? 0);
}

async function writeResolved(tx: Tx, resolved: readonly ResolvedIdentity[], at: Date): Promise<Map<string, string>> {
  if (resolved.length === 0) return new Map();
  const known = await lockProspects(tx, resolved.map(({ prospect_id }) => prospect_id));
  await writeProspects(tx, surviveAll(resolved, known), known, at);
  await writeIdentifiers(tx, resolved, at);
  await attachLeads(tx, resolved);
  await attachMessages(tx, resolved.map(({ lead }) => lead.lead_id), at);
  await writeLinks(tx, resolved, at);
  return openReviews(tx, resolved, at);
}

function outcomeOf({ lead, prospect_id, decision }: ResolvedIdentity, review_id: string | null): ResolvedLead {
  return { ...decision, lead_id: lead.lead_id, prospect_id, opportunity_id: lead.opportunity_id, review_id, already_resolved: false };
}

async function recordDecisions(tx: Tx, resolved: readonly ResolvedLead[], at: Date, actor: Actor): Promise<void> {
  const { version } = await currentSettings(tx, at);
  await saveReceipts(tx, resolved.map((one) => receiptOf(one, version, at)));
  await appendEvents(tx, resolved.map((one) => identifiedEvent(one, at, actor)), at);
}

function receiptOf({ already_resolved: _already, ...decision }: ResolvedLead, settings_version: number, decided_at: Date): ReceiptDraft {
  const inputs = { lead_id: decision.lead_id, compared: decision.candidates.length + decision.related.length };
  return { kind: 'identity', subject_kind: 'lead', subject_id: decision.lead_id, settings_version, inputs, result: decision, reasons: { why: decision.why, evidence: decision.evidence }, decided_at };
}

function identifiedEvent({ lead_id, prospect_id, outcome, rule }: ResolvedLead, at: Date, actor: Actor): EventDraft {
  const data = { lead_id, prospect_id, outcome, rule: rule ?? 'none' };
  return { type: 'LeadIdentified', subject: { kind: 'lead', id: lead_id }, occurred_at: at, actor, key: `identified:${lead_id}`, correlation_id: lead_id, data };
}

async function earlierOutcomes(tx: Tx, leads: readonly LeadToResolve[]): Promise<ResolvedLead[]> {
  const done = leads.flatMap(({ lead_id, prospect_id, opportunity_id }) => (prospect_id === null ? [] : [{ lead_id, prospect_id, opportunity_id }]));
  const decisions = await recallDecisions(tx, done.map(({ lead_id }) => lead_id));
  return done.map((lead) => ({ ...(decisions.get(lead.lead_id) ?? LINKED_BEFORE), ...lead, already_resolved: true }));
}
