import { trusted } from '../../core/enrichment';
import type { Phone } from '../../core/model';
import { assessLead, type LeadAssessment, type NextAction } from '../../core/scoring';
import type { FirmSettings } from '../../core/settings';
import type { LeadToScore } from './lead-to-score';
import type { PersonFacts } from './load-person-facts';

/** A lead with its assessment and what becomes of its opportunity. */
export interface AssessedLead {
  readonly lead: LeadToScore & { readonly prospect_id: string };
  readonly assessment: LeadAssessment;
  readonly opportunity_id: string | null;
  /** created now; attached to an open one of the same person; kept from an earlier run; none. */
  readonly opportunity: 'created' | 'attached' | 'kept' | 'none';
  readonly next_action: NextAction | 'inform_owner';
}

/** Assesses one stored lead with what is known of its person; blanks of the lead are filled from the person. */
export function assessStoredLead({ stored, person, overrides, ai }: LeadToScore, facts: PersonFacts, settings: FirmSettings, at: Date): LeadAssessment {
  const lead = {
    ...stored,
    phone: stored.phone_detail ?? knownPhone(stored.phone ?? person?.phone ?? null),
    email: stored.email ?? person?.email ?? null,
    language: stored.language ?? person?.language ?? trusted(stored.enrichment?.language),
    residence_country: stored.residence_country ?? person?.geo ?? null,
    citizenship_country: stored.citizenship_country ?? person?.citizenship_country ?? null,
  };
  const prospect = { ...facts, engagement_level: person?.engagement_level ?? ('Low' as const), consents: [...facts.consents, ...stored.consent] };
  return assessLead({ lead, prospect, overrides, ai, settings: settings.scoring, currency: settings.firm.currency, at });
}

function knownPhone(e164: string | null): Phone | null {
  return e164 ? { e164, country: null, extension: null, guessed: false, type: null } : null;
}
