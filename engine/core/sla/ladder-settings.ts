import { z } from 'zod';

/** P6.5: what is done about a deadline, in this order, each once a clock. */
export const LADDER_ACTIONS = ['warn', 'notify_rep', 'notify_manager', 'reassign', 'coach'] as const;
export type LadderAction = (typeof LADDER_ACTIONS)[number];

/** One step: when, in percent of the time allowed; 100 = at the deadline. */
export interface LadderStep {
  readonly action: LadderAction;
  readonly percent: number;
}

const beforeDue = z.number().min(1, 'must be 1 or more').max(99, 'a warning comes before the deadline, at most 99');
const afterDue = z.number().min(100, 'comes at the deadline (100) or later').max(1_000, 'must be at most 1000');

type Percents = Partial<Record<LadderAction, number>>;

/**
 * When each step of a policy comes, in percent of the time allowed; null = never.
 * @param defaults what is left out of `defaults` is off unless the firm says
 */
export function ladder(defaults: Percents) {
  const step = (action: LadderAction, rule: z.ZodNumber) => rule.nullable().default(defaults[action] ?? null);
  return z
    .object({
      warn: step('warn', beforeDue),
      notify_rep: step('notify_rep', afterDue),
      notify_manager: step('notify_manager', afterDue),
      reassign: step('reassign', afterDue),
      coach: step('coach', afterDue),
    })
    .strict()
    .superRefine((percents, context) => {
      const steps = ladderSteps(percents);
      steps.forEach(({ action, percent }, index) => {
        const before = steps[index - 1];
        if (before && before.percent > percent) context.addIssue({ code: 'custom', message: `${percent} comes before ${before.action} at ${before.percent}: the ladder is climbed in order`, path: [action] });
      });
    })
    .default({});
}

/** The steps that are on, in the order of the ladder. */
export function ladderSteps(percents: Readonly<Record<LadderAction, number | null>>): LadderStep[] {
  return LADDER_ACTIONS.flatMap((action) => {
    const percent = percents[action];
    return percent === null ? [] : [{ action, percent }];
  });
}
