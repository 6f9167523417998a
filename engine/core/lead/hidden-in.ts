import { DomainError } from '../errors';
import type { LeadSource } from './lead-source';
import type { Hidden } from './mask-body';
import { normalizeLead } from './normalize-lead';
import type { IntakeSettings } from './settings';
import type { StoredBody } from './source-lead';

/** Everything in a body that must not be shown or kept: the source's secret, files, and people's sensitive data (GV-02, GV-07). */
export function hiddenIn(source: LeadSource, delivery: StoredBody, settings: IntakeSettings): Hidden[] {
  return [...source.secretsIn(delivery), ...sensitiveIn(source, delivery, settings)];
}

/** Nothing can be said of a body that does not read; its secret is masked all the same. */
function sensitiveIn(source: LeadSource, delivery: StoredBody, settings: IntakeSettings): Hidden[] {
  try {
    return source.read(delivery, settings).flatMap((lead) => normalizeLead(lead, settings).sensitive);
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}
