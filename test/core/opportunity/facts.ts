import type { MoveRequest, OpportunityFacts, PipelineSettings, QualificationAnswers } from '../../../engine/core/opportunity';
import { mergeQualification, pipelineSettings } from '../../../engine/core/opportunity';

export const settings: PipelineSettings = pipelineSettings.parse({});
export const at = new Date('2025-03-10T15:00:00Z');
export const ID = '0190a000-0000-7000-8000-000000000001';

export const fullAnswers: QualificationAnswers = {
  intent_family: 'PR',
  timeline: '0-30 days',
  residence_country: 'IN',
  citizenship_country: 'IN',
  prior_refusals: false,
  doc_readiness: 'Partial',
  fee_comfort: true,
  contact_verified: true,
};

/** An opportunity of setter `ana` and closer `bo` on which nothing has happened yet. */
export function factsOf(changes: Partial<OpportunityFacts> = {}): OpportunityFacts {
  return {
    opportunity_id: ID,
    stage: 'SQL_ASSIGNED',
    payment_state: 'NONE',
    setter_id: 'ana',
    closer_id: 'bo',
    qualification: null,
    attempts: 0,
    unanswered_attempts: 0,
    unanswered_since: null,
    answered: false,
    active_booking_id: null,
    consultation_at: null,
    locked_offer: null,
    active_link_payment_id: null,
    verified_payment: null,
    case_open_status: null,
    other_open_id: null,
    ...changes,
  };
}

/** Facts with which every gate is open. */
export function everythingDone(changes: Partial<OpportunityFacts> = {}): OpportunityFacts {
  return factsOf({
    qualification: mergeQualification(null, fullAnswers),
    attempts: 12,
    unanswered_attempts: 12,
    unanswered_since: new Date('2025-02-20T15:00:00Z'),
    answered: true,
    consultation_at: at,
    locked_offer: { offer_id: ID, expires_at: new Date('2025-03-24T15:00:00Z') },
    verified_payment: { payment_id: ID, verified_by: 'webhook' },
    case_open_status: 'confirmed',
    ...changes,
  });
}

export const ana = { kind: 'user', id: 'ana', roles: ['setter'] } as const;
export const bo = { kind: 'user', id: 'bo', roles: ['closer'] } as const;
export const max = { kind: 'user', id: 'max', roles: ['manager'] } as const;
export const olga = { kind: 'user', id: 'olga', roles: ['ops'] } as const;
export const workflow = { kind: 'workflow', id: 'wf1' } as const;
export const calendly = { kind: 'vendor', id: 'calendly' } as const;

export function requestOf(changes: Partial<MoveRequest> & Pick<MoveRequest, 'to'>): MoveRequest {
  return { actor: ana, reason: null, at, override: false, loss_reason: null, disqualification_reason: null, ...changes };
}
