import { z } from 'zod/v4';

import type { AllowedValues, AiQuestion } from './question';
import type { AiField } from './settings';

/** What the AI says of one field. */
export interface AiFieldAnswer {
  readonly value: string | boolean | null;
  readonly confidence: number;
  readonly reason: string;
}
export type AiFields = Readonly<Partial<Record<AiField, AiFieldAnswer>>>;

const MOST_REASON = 300;

const MOST_SCHEMAS = 200;
const schemas = new Map<string, ReturnType<typeof makeSchema>>();

/** The only shape an answer may have: exactly the fields asked for, each with an allowed value and a confidence from 0 to 1. */
export function answerSchema({ fields }: Pick<AiQuestion, 'fields'>) {
  const key = JSON.stringify(fields);
  const known = schemas.get(key);
  if (known) return known;
  // Firms have few lists and leads few sets of gaps: the same schemas come again and again.
  if (schemas.size >= MOST_SCHEMAS) schemas.clear();
  const made = makeSchema(fields);
  schemas.set(key, made);
  return made;
}

function makeSchema(fields: AiQuestion['fields']) {
  const entries = Object.entries(fields).map(([field, allowed]) => [field, z.strictObject({ value: valueSchema(allowed).nullable(), confidence: z.number().min(0).max(1), reason: z.string() })] as const);
  return z.strictObject(Object.fromEntries(entries));
}

function valueSchema(allowed: AllowedValues) {
  if (allowed === 'country') return z.string().regex(/^[A-Z]{2}$/);
  const texts = allowed.filter((value): value is string => typeof value === 'string');
  return texts.length === allowed.length ? z.enum(texts) : z.boolean();
}

/** The schema as JSON Schema, for a model that is held to it. */
export function answerJsonSchema(question: Pick<AiQuestion, 'fields'>): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(answerSchema(question), { target: 'draft-7' }) as Record<string, unknown>;
  return schema;
}

export type ReadAnswer = { readonly ok: true; readonly fields: AiFields } | { readonly ok: false; readonly code: 'AI_NOT_JSON' | 'AI_ANSWER_INVALID'; readonly message: string };

/** Checks what a model wrote. Prose, half a JSON, other fields or values: nothing of it is used. */
export function readAnswer(content: string, question: Pick<AiQuestion, 'fields'>): ReadAnswer {
  const parsed = parseJson(content);
  if (!parsed.ok) return { ok: false, code: 'AI_NOT_JSON', message: `the answer is no JSON document: ${quoted(content)}` };
  const checked = answerSchema(question).safeParse(parsed.value);
  if (!checked.success) {
    const gaps = checked.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
    return { ok: false, code: 'AI_ANSWER_INVALID', message: gaps.join('; ') };
  }
  const fields = Object.entries(checked.data).map(([field, { value, confidence, reason }]) => [field, { value, confidence, reason: reason.slice(0, MOST_REASON) }]);
  return { ok: true, fields: Object.fromEntries(fields) as AiFields };
}

function parseJson(content: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(content) as unknown };
  } catch {
    return { ok: false };
  }
}

function quoted(content: string): string {
  return content.length > 80 ? `'${content.slice(0, 79)}…'` : `'${content}'`;
}
