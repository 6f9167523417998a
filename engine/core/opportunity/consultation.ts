import type { z } from 'zod';

import type { Problem } from '../errors';
import { consultationNotes, type ConsultationNotes } from '../model/sales';
import type { Stage } from '../model/vocabulary';
import type { OpportunityFacts } from './opportunity-facts';

/** P9.3: what must be covered in every consultation. */
const RISK_ITEMS: Readonly<Record<keyof ConsultationNotes['risks'], string>> = {
  eligibility_uncertainty: 'where eligibility is uncertain',
  timelines: 'best, typical and worst timelines',
  client_effort: 'what the client must provide',
  external_dependencies: 'what lies outside the firm',
};

/** CL-01…03: the notes with their rules: all four risk items covered, and a clear next step (P9.1). */
export const consultationInput = consultationNotes.strict().superRefine((notes, ctx) => {
  for (const { field, message } of notesGaps(notes)) ctx.addIssue({ code: 'custom', path: field.split('.'), message });
});
export type ConsultationInput = z.output<typeof consultationInput>;

function notesGaps(notes: ConsultationNotes): Problem[] {
  const uncovered = Object.entries(RISK_ITEMS).filter(([item]) => !notes.risks[item as keyof typeof RISK_ITEMS]);
  return [
    ...uncovered.map(([item, meaning]) => ({ field: `risks.${item}`, message: `not ticked: ${meaning} must be covered in every consultation` })),
    ...(notes.decision === 'follow_up' && !notes.next_step_at ? [{ field: 'next_step_at', message: 'missing; a follow-up needs its agreed time' }] : []),
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
