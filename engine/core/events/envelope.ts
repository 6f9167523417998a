import { z } from 'zod';

import { accountId, actor, instant, recordId } from '../model/fields';
import { EVENT_SCHEMAS, type EventData, type EventType } from './catalogue';

export const SUBJECT_KINDS = ['message', 'delivery', 'lead', 'prospect', 'opportunity', 'appointment', 'offer', 'payment', 'case_open', 'timer', 'event', 'source', 'learned_model'] as const;

/** The envelope around every canonical event (docs/events.md). */
export const eventEnvelope = z.object({
  id: recordId,
  type: z.enum(Object.keys(EVENT_SCHEMAS) as [EventType, ...EventType[]]),
  version: z.literal(1),
  account_id: accountId,
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: recordId }),
  occurred_at: instant,
  recorded_at: instant,
  actor,
  causation_id: recordId.nullable(),
  correlation_id: z.string().nullable(),
  data: z.record(z.unknown()),
});
export type EventEnvelope = z.infer<typeof eventEnvelope>;

/** What a decision puts out; the store adds id, account and recorded_at. */
export type EventDraft = { [T in EventType]: DraftOf<T> }[EventType];

interface DraftOf<T extends EventType> {
  readonly type: T;
  readonly subject: EventEnvelope['subject'];
  readonly occurred_at: Date;
  readonly actor: EventEnvelope['actor'];
  /** Same key = same event: it is stored and sent once (EV-01). Predictable by the caller, e.g. `sql:<lead id>`. */
  readonly key: string;
  readonly causation_id?: string;
  readonly correlation_id?: string;
  readonly data: EventData<T>;
}
