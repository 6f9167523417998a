import { z } from 'zod';

import type { Problem } from '../errors';
import { countryCode } from '../model/fields';
import type { Qualification } from '../model/sales';
import { DOC_READINESS, TIMELINE_BUCKETS } from '../model/vocabulary';
import type { PipelineSettings } from './settings';

/** P8.5: what a setter may answer, question by question. Left out or null = not asked; what was known stays. */
export const qualificationAnswers = z
  .object({
    intent_family: z.string().trim().min(1).nullable().optional(),
    timeline: z.enum(TIMELINE_BUCKETS).nullable().optional(),
    residence_country: countryCode.nullable().optional(),
    citizenship_country: countryCode.nullable().optional(),
    prior_refusals: z.boolean().nullable().optional(),
    doc_readiness: z.enum(DOC_READINESS).nullable().optional(),
    fee_comfort: z.boolean().nullable().optional(),
    contact_verified: z.boolean().nullable().optional(),
  })
  .strict();
export type QualificationAnswers = z.output<typeof qualificationAnswers>;

const UNASKED: Qualification = {
  intent_family: null,
  timeline: null,
  residence_country: null,
  citizenship_country: null,
  prior_refusals: null,
  doc_readiness: null,
  fee_comfort: null,
  contact_verified: null,
};

/** The question behind each field, for the list of what is missing. */
const QUESTIONS: Readonly<Record<keyof Qualification, string>> = {
  intent_family: 'which immigration pathway',
  timeline: 'the desired timeline',
  residence_country: 'country of residence',
  citizenship_country: 'nationality',
  prior_refusals: 'any prior visa refusals',
  doc_readiness: 'how ready the documents are',
  fee_comfort: 'comfortable with a professional fee',
  contact_verified: 'contact details verified',
};

/** Lays new answers over the known ones; an answer not given keeps what was known. */
export function mergeQualification(known: Qualification | null, answers: QualificationAnswers): Qualification {
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null && value !== undefined));
  return { ...UNASKED, ...known, ...given };
}

/** P2.3.2, P8.5: everything that still keeps the opportunity from QUALIFIED; empty when nothing does. */
export function qualificationGaps(known: Qualification | null, settings: PipelineSettings): Problem[] {
  const answers = known ?? UNASKED;
  const unasked = keysOf(QUESTIONS).filter((key) => answers[key] === null);
  return [
    ...unasked.map((key) => ({ field: `qualification.${key}`, message: `not answered: ${QUESTIONS[key]}` })),
    ...(answers.contact_verified === false ? [{ field: 'qualification.contact_verified', message: 'the contact details are not verified' }] : []),
    ...(answers.fee_comfort === false && settings.qualification.require_fee_comfort
      ? [{ field: 'qualification.fee_comfort', message: 'not comfortable with a professional fee; disqualify with no_budget_signal or nurture' }]
      : []),
  ];
}

function keysOf(record: Readonly<Record<keyof Qualification, string>>): (keyof Qualification)[] {
  return Object.keys(record) as (keyof Qualification)[];
}
