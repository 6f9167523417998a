import { z } from 'zod';

import type { Stage } from '../model/vocabulary';

/** ST-06: what a stage is worth in the forecast (P12.7) and what must happen next in it. */
function stagePolicy(probability: number, nextStep: string) {
  return z
    .object({ probability: z.number().min(0).max(1).default(probability), next_step: z.string().trim().min(1).default(nextStep) })
    .strict()
    .default({});
}

/** The playbook gives no figures for P12.7's stage probabilities; these rise with the stage until a firm sets its own. */
const stages = z
  .object({
    SQL_ASSIGNED: stagePolicy(0.05, 'Make the first contact attempt within its SLA: WhatsApp, then call, then e-mail'),
    CONTACT_ATTEMPTING: stagePolicy(0.1, 'Follow the contact cadence until the prospect answers'),
    CONTACTED: stagePolicy(0.15, 'Ask the six qualification questions'),
    QUALIFIED: stagePolicy(0.25, 'Send the booking link of the assigned closer'),
    APPOINTMENT_SET: stagePolicy(0.35, 'Confirm the appointment and hand the summary to the closer'),
    APPOINTMENT_COMPLETED: stagePolicy(0.5, 'Lock the offer that was recommended'),
    PROPOSAL_SENT: stagePolicy(0.6, 'Send the payment link'),
    NEGOTIATION: stagePolicy(0.65, 'Answer the open objection at the agreed time'),
    PAYMENT_PENDING: stagePolicy(0.8, 'Follow the payment chase on days 1, 3 and 7'),
    PAID: stagePolicy(1, 'Hand over to case ops'),
    CASE_OPENED: stagePolicy(1, 'Nothing: case ops own the client now'),
    CLOSED_LOST: stagePolicy(0, 'Nurture'),
    DISQUALIFIED: stagePolicy(0, 'Nothing'),
  } satisfies Record<Stage, ReturnType<typeof stagePolicy>>)
  .strict()
  .default({});

const reasonCode = z.string().regex(/^[a-z][a-z0-9_]{1,62}$/, 'must be a code of a-z, 0-9 and _ such as too_expensive');

/** P9.5's objections and the ways a deal ends by itself. */
const LOSS_REASONS = ['too_expensive', 'undecided', 'family_decision', 'wants_guarantee', 'chose_competitor', 'not_interested', 'no_show', 'no_response', 'not_eligible', 'payment_failed'];

/** Stages, gates and their rules: `settings.pipeline`. */
export const pipelineSettings = z
  .object({
    stages,
    qualification: z
      .object({
        /** P8.5 question 6: without comfort with a fee the prospect is not qualified (P8.6 `no_budget_signal`). */
        require_fee_comfort: z.boolean().default(true),
      })
      .strict()
      .default({}),
    /** ST-05: attempts without an answer, and days since the first of them. P8.3's cadence is 11 touches from day 0 to day 7; S4's preset is 5 in 14. */
    unreachable: z
      .object({ attempts: z.number().int().min(1).max(100).default(11), days: z.number().int().min(0).max(365).default(7) })
      .strict()
      .default({}),
    loss_reasons: z.array(reasonCode).min(1).default(LOSS_REASONS),
    access: z
      .object({
        /** P14.3: a setter or closer changes only what is assigned to them. */
        assigned_only: z.boolean().default(true),
      })
      .strict()
      .default({}),
  })
  .strict()
  .default({});
export type PipelineSettings = z.output<typeof pipelineSettings>;

/** P12.7: probability is set by stage, never by a rep. */
export function stageProbability(settings: PipelineSettings, stage: Stage): number {
  return settings.stages[stage].probability;
}
