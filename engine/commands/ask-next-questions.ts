import { sql } from 'kysely';
import { z } from 'zod';

import { DomainError } from '../core/errors';
import { LEAD_FIELDS, type LeadField, normalizeLead } from '../core/lead';
import { type FlowState, type FlowStep, keywordOf, NEW_FLOW, nextStep } from '../core/messaging';
import type { Actor, NormalizedLead } from '../core/model';
import type { FirmSettings } from '../core/settings';
import { appendEvents, currentSettings, json, type Store, type Tx } from '../store';
import { attempt, type Result } from './result';

/** A turn: the lead whose first message came in, or a later message of the enquiry. */
export interface QuestionItem {
  readonly lead_id: string;
  /** null = the lead's own first message. */
  readonly message_id: string | null;
}

export interface NextQuestion {
  readonly lead_id: string;
  readonly conversation_id: string;
  readonly channel: string;
  readonly to: string | null;
  /** null = nothing is to be written: a human is in charge, or the flow is over. */
  readonly text: string | null;
  readonly options: readonly string[];
  readonly language: string | null;
  /** The field that this message filled; null = none. */
  readonly answered_field: string | null;
  readonly asked_field: string | null;
  readonly phase: FlowState['phase'];
  readonly handed_over: boolean;
  /** For Check: the same turn is sent once. */
  readonly key: string;
}

const flowState = z
  .object({
    phase: z.enum(['new', 'asking', 'done', 'human', 'off']).default('new'),
    asking: z.string().nullable().default(null),
    tries: z.number().default(0),
    asked: z.array(z.string()).default([]),
    /** The last turn, so that a repeated execution gives the same answer. */
    turn: z.object({ id: z.string(), result: z.record(z.unknown()) }).optional(),
  })
  .catch({ ...NEW_FLOW, asked: [] });

/**
 * IN-18: takes the answer out of a message, writes it into the lead, and says what to ask next. State is in the store: a
 * restart or a repeated execution asks nothing twice. One result an item, in order.
 */
export async function askNextQuestions(store: Store, accountId: string, { items, at, actor }: { items: readonly QuestionItem[]; at: Date; actor: Actor }): Promise<Result<NextQuestion>[]> {
  const results: Result<NextQuestion>[] = [];
  for (const item of items) {
    results.push(
      await store.transaction(accountId, async (tx) => {
        const { settings } = await currentSettings(tx, at);
        const read = await readTurn(tx, item);
        const turn = attempt(() => read());
        return turn.ok ? { ok: true, ...(await takeTurn(tx, turn.value, settings, { at, actor })) } : turn;
      }),
    );
  }
  return results;
}

interface TurnRow {
  lead_id: string;
  conversation_id: string;
  channel: string;
  address: string | null;
  user_ref: string | null;
  flow: unknown;
  body: string | null;
  message_id: string;
  opportunity_id: string | null;
  answers: Record<string, string>;
  fields: Record<string, string | null>;
  language: string | null;
}

/** Locks the conversation: two messages of one person follow each other. */
async function readTurn(tx: Tx, { lead_id, message_id }: QuestionItem): Promise<() => TurnRow> {
  const { rows } = await sql<TurnRow>`
    select l.id as lead_id, c.id as conversation_id, c.channel, c.address, c.user_ref, c.flow, m.body, m.id as message_id, l.opportunity_id, l.answers, l.language,
      jsonb_build_object(${sql.raw(LEAD_FIELDS.filter(isColumn).map((field) => `'${field}', l.${field}`).join(', '))}) as fields
    from salesos.leads l
    join salesos.messages m on m.account_id = l.account_id and m.lead_id = l.id and m.direction = 'inbound'
    join salesos.conversations c on c.account_id = l.account_id and c.id = m.conversation_id
    where l.account_id = ${tx.accountId} and l.id = ${lead_id} and (${message_id}::uuid is null or m.id = ${message_id}::uuid)
    order by m.occurred_at, m.id limit 1 for update of c`.execute(tx.db);
  return () => {
    const [row] = rows;
    if (row) return row;
    throw new DomainError('CONVERSATION_UNKNOWN', `Lead ${lead_id} has no ${message_id ? `message ${message_id}` : 'message'}: questions are asked where the person writes (WhatsApp, SMS)`);
  };
}

const COLUMNS = ['full_name', 'first_name', 'last_name', 'email', 'phone', 'residence_country', 'citizenship_country', 'destination_country', 'language', 'time_zone', 'message'] as const;
type Column = (typeof COLUMNS)[number];

function isColumn(field: string): field is Column {
  return COLUMNS.some((column) => column === field);
}

async function takeTurn(tx: Tx, row: TurnRow, settings: FirmSettings, { at, actor }: { at: Date; actor: Actor }): Promise<NextQuestion> {
  const { turn: last, ...state } = flowState.parse(row.flow);
  if (last?.id === row.message_id) return last.result as unknown as NextQuestion;
  const { messaging } = settings;
  const known: FlowState = messaging.question_flow.enabled && row.opportunity_id === null ? state : { ...state, phase: 'off' };
  const read = known.asking === null ? undefined : readAnswer(known.asking, row.body ?? '', settings, at);
  const filled = new Set([...Object.entries(row.fields), ...Object.entries(row.answers)].flatMap(([field, value]) => (value === null || value === '' ? [] : [field])));
  const wants_human = keywordOf(row.body ?? '', messaging) === 'human';
  const step = nextStep(known, { filled, reading: read === undefined ? undefined : read && { value: '' }, wants_human, languages: [row.language, messaging.default_language] }, messaging.question_flow);
  if (step.answered && read) await writeAnswer(tx, row, step.answered, read, at, actor);
  const result = resultOf(row, step);
  await tx.db.updateTable('conversations').set({ flow: json({ ...step.state, turn: { id: row.message_id, result } }), updated_at: at }).where('id', '=', row.conversation_id).execute();
  return result;
}

type Answer = Readonly<Partial<Record<Column, string | null>>> & { readonly answer?: string; readonly phone_detail?: NormalizedLead['phone'] };

/** An answer as the lead's field, by the same rules as every source; null = it cannot be read. */
function readAnswer(field: string, text: string, { intake }: FirmSettings, at: Date): Answer | null {
  const said = text.trim();
  if (said === '') return null;
  if (!(LEAD_FIELDS as readonly string[]).includes(field)) return { answer: said.slice(0, 500) };
  const touch = { click_ids: {}, platform: {} };
  const { lead } = normalizeLead(
    {
      ...{ source_channel: 'whatsapp', platform_lead_id: null, is_test: false, captured_at: at, first_touch: touch, last_touch: touch, consents: [], proof: {}, geo_country: null },
      ...{ fields: [{ label: field, value: said, field: field as LeadField }], robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null } },
    },
    intake,
  );
  if (field === 'full_name') return isName(said) && lead.full_name ? { full_name: lead.full_name, first_name: lead.first_name, last_name: lead.last_name } : null;
  if (field === 'phone') return lead.phone ? { phone: lead.phone.e164, phone_detail: lead.phone } : null;
  const value = isColumn(field) ? lead[field] : null;
  return typeof value === 'string' && isColumn(field) ? { [field]: value } : null;
}

/** Not a question, a number or half a letter. */
function isName(text: string): boolean {
  return text.length <= 80 && /\p{L}/u.test(text) && !/[?@\d]|https?:/.test(text) && text.split(/\s+/).length <= 7;
}

async function writeAnswer(tx: Tx, { lead_id, message_id, body }: TurnRow, field: string, { answer, phone_detail, ...columns }: Answer, at: Date, actor: Actor): Promise<void> {
  const patch = sql`jsonb_build_object(${field}::text, ${answer ?? body}::text)`;
  await tx.db
    .updateTable('leads')
    .set({ ...columns, ...(phone_detail ? { phone_detail: json(phone_detail) } : {}), ...(answer === undefined ? {} : { answers: sql`answers || ${patch}` }), originals: sql`originals || ${patch}` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', lead_id)
    .execute();
  await appendEvents(tx, [{ type: 'LeadEnriched', subject: { kind: 'lead', id: lead_id }, occurred_at: at, actor, key: `answer:${message_id}`, correlation_id: lead_id, data: { lead_id, fields: [field] } }], at);
}

function resultOf({ lead_id, conversation_id, channel, address, user_ref, message_id }: TurnRow, { state, reply, answered, handed_over }: FlowStep): NextQuestion {
  return {
    ...{ lead_id, conversation_id, channel, to: address ?? user_ref, text: reply?.text ?? null, options: reply?.options ?? [], language: reply?.language ?? null },
    ...{ answered_field: answered, asked_field: reply ? state.asking : null, phase: state.phase, handed_over, key: `question:${message_id}` },
  };
}
