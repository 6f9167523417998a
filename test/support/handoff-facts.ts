import type { HandoffFacts } from '../../engine/core/handoff';
import { IDS, START } from './payment-events';

/** A paid opportunity with everything in place. */
export function completeHandoff(): HandoffFacts {
  return {
    account_id: 'acme',
    opportunity: {
      id: IDS.opportunity_id,
      stage: 'PAID',
      closer_id: 'noor',
      intent_family: 'PR',
      program_family: 'Express Entry',
      priority: false,
      qualification: {
        intent_family: 'PR',
        timeline: '31-90 days',
        residence_country: 'IN',
        citizenship_country: 'IN',
        prior_refusals: false,
        doc_readiness: 'Ready',
        fee_comfort: true,
        contact_verified: true,
      },
      consultation: {
        context_goals: 'Move to Toronto with family',
        situation: 'Software engineer, IELTS 8',
        options: 'Express Entry or a PNP',
        recommendation: 'Express Entry: score is above recent draws',
        decision: 'pay',
        constraints: 'None',
        risks: { eligibility_uncertainty: true, timelines: true, client_effort: true, external_dependencies: true },
        risk_notes: 'Draw scores may rise',
        next_step_at: null,
      },
      consultation_at: START,
    },
    client: { full_name: 'Asha Rao', email: 'asha@example.com', phone: '+14165550123', language: 'en', time_zone: 'America/Toronto' },
    classification: { intent_family: 'Work', program_family: null, urgency: 'Normal' },
    offer: {
      id: IDS.offer_id,
      package_code: 'pr-full',
      package_name: 'Full PR Application Package',
      price_minor: 350_000,
      currency: 'CAD',
      terms_version: '2026-01',
      terms_locked_at: START,
    },
    payment: { id: IDS.payment_id, status: 'PAID', provider_payment_id: 'pi_1', amount_minor: 350_000, currency: 'CAD', paid_at: START, verified_by: 'webhook' },
    attachments: [],
    priority_flag: null,
  };
}
