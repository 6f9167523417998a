import { DomainError } from '../../core/errors';
import type { Actor } from '../../core/model';
import type { FirmSettings } from '../../core/settings';
import { currentSettings, lockKeys, newId, type Tx } from '../../store';
import { failed, type Result } from '../result';
import { type AssessedLead, assessStoredLead } from './assess-stored-lead';
import { dropExpired } from './drop-expired';
import { type LeadToScore, loadLeadsToScore, personLocks } from './lead-to-score';
import { loadPersonFacts, type PersonFacts } from './load-person-facts';
import { writeAssessments } from './write-assessments';

type Identified = LeadToScore & { readonly prospect_id: string };

/** Holds the persons of the leads until the transaction ends: two leads of one person never open two journeys. */
export async function lockPersons(tx: Tx, ids: readonly string[]): Promise<void> {
  await lockKeys(tx, await personLocks(tx, ids));
}

/** Scores distinct leads whose persons are locked, and writes the results. One result an id, in order. */
export async function scoreInTransaction(tx: Tx, ids: readonly string[], at: Date, actor: Actor): Promise<Result<{ value: AssessedLead }>[]> {
  const leads = await dropExpired(tx, await loadLeadsToScore(tx, ids), at);
  const current = await currentSettings(tx, at);
  const identified = [...leads.values()].filter(isIdentified);
  const facts = await loadPersonFacts(tx, [...new Set(identified.map(({ prospect_id }) => prospect_id))]);
  const byLead = new Map(identified.map((lead) => [lead.stored.id, lead]));
  const assessed = assessInOrder(ids.flatMap((id) => byLead.get(id) ?? []), facts, current.settings, at);
  await writeAssessments(tx, assessed, { at, actor, current });
  const byId = new Map(assessed.map((one) => [one.lead.stored.id, one]));
  return ids.map((id) => {
    const value = byId.get(id);
    return value ? { ok: true, value } : failed(refusalOf(id, leads.get(id)));
  });
}

function isIdentified(lead: LeadToScore): lead is Identified {
  return lead.prospect_id !== null;
}

function refusalOf(id: string, lead: LeadToScore | undefined): DomainError {
  if (lead) return new DomainError('LEAD_NOT_RESOLVED', `Lead ${id} has no Prospect yet; run Dedupe Prospect before Score & Segment`);
  return unknownLead(id);
}

export function unknownLead(id: string): DomainError {
  return new DomainError('LEAD_UNKNOWN', `Lead ${id} is not known in this account; take lead_id from Normalize Lead, Dedupe Prospect or a LeadCaptured event`);
}

/** Lead after lead: the first SQL of a person opens the journey, later leads join it. */
function assessInOrder(leads: readonly Identified[], facts: ReadonlyMap<string, PersonFacts>, settings: FirmSettings, at: Date): AssessedLead[] {
  const open = new Map<string, string>();
  return leads.flatMap((lead) => {
    const known = facts.get(lead.prospect_id);
    if (!known) return [];
    const assessment = assessStoredLead(lead, known, settings, at);
    const opportunity = opportunityOf(lead, open.get(lead.prospect_id) ?? known.open_opportunity_id, assessment);
    if (opportunity.opportunity === 'created') open.set(lead.prospect_id, opportunity.opportunity_id);
    const next_action = opportunity.opportunity === 'attached' ? ('inform_owner' as const) : assessment.next_action;
    return [{ lead, assessment, ...opportunity, next_action }];
  });
}

type OpportunityOf =
  | { readonly opportunity: 'created' | 'attached' | 'kept'; readonly opportunity_id: string }
  | { readonly opportunity: 'none'; readonly opportunity_id: null };

/** SC-06: only the system opens an opportunity, once a lead and never beside an open one of the same person. */
function opportunityOf({ stored }: Identified, open: string | null, { is_sql, outcome }: AssessedLead['assessment']): OpportunityOf {
  if (stored.opportunity_id) return { opportunity: 'kept', opportunity_id: stored.opportunity_id };
  if (open && outcome !== 'disqualified') return { opportunity: 'attached', opportunity_id: open };
  return is_sql ? { opportunity: 'created', opportunity_id: newId() } : { opportunity: 'none', opportunity_id: null };
}
