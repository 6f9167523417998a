import { decideIdentity, foundProspect, type IdentityDecision, type ProspectFields, surviveProspect } from '../../core/identity';
import { newId } from '../../store';
import { addProbabilities } from './add-probabilities';
import type { ModelInForce } from './identity-models';
import type { LeadToResolve } from './lead-to-resolve';
import type { ProspectDirectory } from './prospect-directory';

/** One lead with the person it was given to: the matched one, or a new one. */
export interface ResolvedIdentity {
  readonly lead: LeadToResolve;
  readonly prospect_id: string;
  readonly decision: IdentityDecision;
}

/** Decides lead after lead, each knowing the ones before it: the same person twice in a batch is one person. */
export function resolveInOrder(leads: readonly LeadToResolve[], directory: ProspectDirectory, model: ModelInForce): ResolvedIdentity[] {
  return leads.map((lead) => {
    const candidates = directory.candidatesFor(lead.identifiers);
    const decision = addProbabilities(decideIdentity(lead.lead, candidates), lead.lead, candidates, model);
    const prospect_id = decision.prospect_id ?? newId();
    const known = candidates.find((person) => person.prospect_id === prospect_id);
    directory.remember({ prospect_id, full_name: known?.full_name ?? lead.lead.full_name, identifiers: lead.identifiers });
    return { lead, prospect_id, decision };
  });
}

/** The fields of every person the leads were given to, after survivorship. `known` holds those that existed before. */
export function surviveAll(resolved: readonly ResolvedIdentity[], known: ReadonlyMap<string, ProspectFields>): Map<string, ProspectFields> {
  const fields = new Map<string, ProspectFields>();
  for (const { lead, prospect_id } of resolved) {
    const before = fields.get(prospect_id) ?? known.get(prospect_id);
    fields.set(prospect_id, before ? surviveProspect(before, lead.lead) : foundProspect(lead.lead));
  }
  return fields;
}
