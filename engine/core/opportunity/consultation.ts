import type { Problem } from '../errors';
import { consultationNotes, type ConsultationNotes } from '../model/sales';
import type { Stage } from '../model/vocabulary';
import type { OpportunityFacts } from './opportunity-facts';
import { parseWithRules } from './parse-with-rules';

/** P9.3: what must be covered in every consultation. */
const RISK_ITEMS: Readonly<Record<keyof ConsultationNotes['risks'], string>> = {
  eligibility_uncertainty: 'where eligibility is uncertain',
  timelines: 'best, typical and worst timelines',
  client_effort: 'what the client must provide',
  external_dependencies: 'what lies outside the firm',
};

/** CL-01…03: reads the notes by their rules: all four risk items covered, and a clear next step (P9.1). @throws DomainError `CONSULTATION_INVALID` */
export function parseConsultation(raw: object): ConsultationNotes {
  return parseWithRules(consultationNotes.strict(), notesGaps, raw, 'CONSULTATION_INVALID', 'The consultation');
}

function notesGaps({ risks, decision, next_step_at }: Readonly<Record<string, unknown>>): Problem[] {
  const ticked = typeof risks === 'object' && risks !== null ? new Map<string, unknown>(Object.entries(risks)) : new Map<string, unknown>();
  const uncovered = Object.entries(RISK_ITEMS).filter(([item]) => ticked.get(item) !== true);
  return [
    ...uncovered.map(([item, meaning]) => ({ field: `risks.${item}`, message: `not ticked: ${meaning} must be covered in every consultation` })),
    ...(decision === 'follow_up' && !next_step_at ? [{ field: 'next_step_at', message: 'missing; a follow-up needs its agreed time' }] : []),
  ];
}

const NOTES_STAGES: readonly Stage[] = ['APPOINTMENT_SET', 'APPOINTMENT_COMPLETED', 'PROPOSAL_SENT', 'NEGOTIATION', 'PAYMENT_PENDING'];

/** When notes may be recorded: on a set appointment, or again (a correction, a follow-up) until the money is in. */
export function consultationStageGaps(facts: OpportunityFacts): Problem[] {
  if (NOTES_STAGES.includes(facts.stage) || isForHandoff(facts)) return [];
  return [{ field: 'stage', message: `is ${facts.stage}; consultation notes belong to a booked appointment (${NOTES_STAGES.join(', ')})` }];
}

/** P11.5: notes that keep a paid case from being handed over, or that case ops returned, are mended after the payment. */
function isForHandoff({ stage, case_open_status }: OpportunityFacts): boolean {
  return stage === 'PAID' && (case_open_status === null || case_open_status === 'rejected');
}
