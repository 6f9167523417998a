import { z } from 'zod';

import type { Problem } from '../errors';
import { instant, recordId } from '../model/fields';
import { ACTIVITY_OUTCOMES, CONTACT_CHANNELS, type ContactChannel } from '../model/vocabulary';
import { parseWithRules } from './parse-with-rules';

export const ACTIVITY_KINDS = ['call', 'whatsapp', 'email', 'sms', 'meeting', 'note', 'system'] as const;
export const DIRECTIONS = ['outbound', 'inbound', 'internal'] as const;
export type ActivityOutcome = (typeof ACTIVITY_OUTCOMES)[number];

/** P8.4: one touchpoint as it is logged. Instants are UTC. */
const activityInput = z
  .object({
    opportunity_id: recordId,
    kind: z.enum(ACTIVITY_KINDS),
    direction: z.enum(DIRECTIONS),
    /** Only where the kind does not say it: the channel of a `system` acknowledgement. */
    channel: z.enum(CONTACT_CHANNELS).nullable(),
    outcome: z.enum(ACTIVITY_OUTCOMES).nullable(),
    /** The agreed time of a promised call. */
    call_back_at: instant.nullable(),
    summary: z.string().trim().max(4_000).nullable(),
    occurred_at: instant,
    /** Same key = same activity; null = made of what, who and when. */
    dedupe_key: z.string().trim().min(1).max(200).nullable(),
  })
  .strict();
export type ActivityInput = z.output<typeof activityInput>;

/** Reads an activity by its rules; every gap at once. @throws DomainError `ACTIVITY_INVALID` */
export function parseActivity(raw: object): ActivityInput {
  const whole = { channel: null, outcome: null, call_back_at: null, summary: null, dedupe_key: null, ...raw };
  return parseWithRules(activityInput, outcomeGaps, whole, 'ACTIVITY_INVALID', 'The activity');
}

/** P8.4: every outbound call has an outcome of the fixed list, and a promised call has its time. */
function outcomeGaps({ kind, direction, outcome, call_back_at, occurred_at }: Readonly<Record<string, unknown>>): Problem[] {
  const gaps: Problem[] = [];
  if (kind === 'call' && direction === 'outbound' && !outcome) gaps.push({ field: 'outcome', message: `missing; a call ends in one of: ${ACTIVITY_OUTCOMES.join(', ')}` });
  if (kind !== 'call' && outcome) gaps.push({ field: 'outcome', message: `'${String(outcome)}' is for calls only, not for ${String(kind)}` });
  if (outcome === 'call_back_later' && !call_back_at) gaps.push({ field: 'call_back_at', message: 'missing; call_back_later needs the agreed time' });
  if (outcome !== 'call_back_later' && call_back_at) gaps.push({ field: 'call_back_at', message: 'only with the outcome call_back_later' });
  if (call_back_at instanceof Date && occurred_at instanceof Date && call_back_at <= occurred_at) gaps.push({ field: 'call_back_at', message: 'must be after the call itself' });
  return gaps;
}

export interface NextStep {
  readonly code: 'qualify' | 'next_touch' | 'verify_contact' | 'close_or_nurture' | 'call_back' | 'reply';
  readonly text: string;
}

interface OutcomeRule {
  /** A two-way conversation took place, so that the cadence stops (P8.3). */
  readonly answered: boolean;
  readonly next_step: NextStep;
}

const REPLY: NextStep = { code: 'reply', text: 'Answer the prospect' };
const NEXT_TOUCH: NextStep = { code: 'next_touch', text: 'Make the next touch of the contact cadence' };

/** CD-02: each standard outcome with its mandatory next step. */
export const OUTCOME_RULES: Readonly<Record<ActivityOutcome, OutcomeRule>> = {
  connected: { answered: true, next_step: { code: 'qualify', text: 'Ask the six qualification questions' } },
  voicemail: { answered: false, next_step: NEXT_TOUCH },
  no_answer: { answered: false, next_step: NEXT_TOUCH },
  wrong_number: { answered: false, next_step: { code: 'verify_contact', text: 'Ask for the right number on another channel; do not call this one again' } },
  not_interested: { answered: true, next_step: { code: 'close_or_nurture', text: 'Mark the opportunity lost with its reason, or nurture' } },
  call_back_later: { answered: true, next_step: { code: 'call_back', text: 'Call at the agreed time' } },
};

/** What an activity means for the pipeline. */
export interface ActivityMeaning {
  readonly channel: ContactChannel | null;
  /** One outbound touch on one channel (DESIGN: "Attempt"); a `system` acknowledgement is a reply and no attempt. */
  readonly is_attempt: boolean;
  readonly is_answer: boolean;
  readonly next_step: NextStep | null;
}

type ReadableActivity = Pick<ActivityInput, 'kind' | 'direction' | 'outcome'> & Partial<Pick<ActivityInput, 'channel'>>;

/** Reads the meaning of a logged activity: attempt, answer, and what must happen next. */
export function activityMeaning({ kind, direction, outcome, channel = null }: ReadableActivity): ActivityMeaning {
  const ownChannel = CONTACT_CHANNELS.find((known) => known === kind) ?? null;
  const rule = outcome ? OUTCOME_RULES[outcome] : null;
  const inbound = direction === 'inbound' && ownChannel !== null;
  const is_attempt = direction === 'outbound' && ownChannel !== null;
  return {
    channel: ownChannel ?? (kind === 'system' ? channel : null),
    is_attempt,
    is_answer: rule ? rule.answered : inbound,
    next_step: rule?.next_step ?? (inbound ? REPLY : is_attempt ? NEXT_TOUCH : null),
  };
}
