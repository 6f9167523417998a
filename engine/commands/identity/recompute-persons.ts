import { foundProspect, type ProspectFields, surviveProspect } from '../../core/identity';
import type { Tx } from '../../store';
import { type LeadToResolve, loadLeads } from './lead-to-resolve';
import { lockProspects, writeProspects } from './write-prospects';

/**
 * Works the persons' fields out anew from the leads that hang on them now, in the order they were captured: nothing is added up
 * and nothing of another person stays behind. A person without leads keeps its fields.
 */
export async function recomputePersons(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  const known = await lockProspects(tx, ids);
  const hanging = await tx.db.selectFrom('leads').select(['id', 'prospect_id']).where('account_id', '=', tx.accountId).where('prospect_id', 'in', [...new Set(ids)]).orderBy('captured_at').orderBy('id').execute();
  const leads = await loadLeads(tx, hanging.map(({ id }) => id));
  const fields = new Map<string, ProspectFields>();
  for (const { id, prospect_id } of hanging) {
    const lead = leads.get(id);
    if (lead && prospect_id) fields.set(prospect_id, addLead(fields.get(prospect_id), lead));
  }
  await writeProspects(tx, fields, known, at);
}

function addLead(before: ProspectFields | undefined, { lead }: LeadToResolve): ProspectFields {
  return before ? surviveProspect(before, lead) : foundProspect(lead);
}
