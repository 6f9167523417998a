import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { attempt } from '../../engine/commands/result';
import { DomainError } from '../../engine/core/errors';
import { readCountry } from '../../engine/core/lead';
import { recordId, userId } from '../../engine/core/model';

/**
 * Schemas for what forms and expressions hand over: labels instead of codes ("Not interested"), words for yes and no,
 * empty text for nothing. What is not given becomes null: not known.
 */

/** A parameter whose expression found nothing. */
export const emptyToNull = (value: unknown): unknown => (value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value);

/** `Not interested` → `not_interested`: a form shows labels, the pack keeps codes. */
export function toCode(value: unknown): unknown {
  if (typeof value !== 'string') return emptyToNull(value);
  return emptyToNull(value.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, ''));
}

/** A date of a form or an expression; what is no date is left for the schema to refuse. */
export function toDate(value: unknown): unknown {
  const given = emptyToNull(value);
  return typeof given === 'string' || typeof given === 'number' ? new Date(given) : given;
}

/** A value of a fixed list in any case, e.g. `not ready` for `Not Ready`. */
export function valueOf<const T extends readonly [string, ...string[]]>(values: T) {
  const find = (given: unknown): unknown => (typeof given === 'string' ? (values.find((value) => value.toLowerCase() === given.trim().toLowerCase()) ?? emptyToNull(given)) : emptyToNull(given));
  return z.preprocess(find, z.enum(values).nullable());
}

const YES = new Set(['yes', 'true', '1', 'y']);
const NO = new Set(['no', 'false', '0', 'n']);

/** Yes, no, or not asked. */
export const yesNo = z.preprocess((given) => {
  if (typeof given !== 'string') return emptyToNull(given);
  const word = given.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : emptyToNull(given);
}, z.boolean({ invalid_type_error: 'must be yes or no, or empty when it was not asked' }).nullable());

/** A country by name, demonym or code. */
export const country = z.preprocess(
  emptyToNull,
  z
    .string()
    .nullable()
    .transform((text, ctx) => {
      if (text === null) return null;
      const { country: code, candidates } = readCountry(text);
      if (code !== null) return code;
      const why = candidates.length > 0 ? `may be ${candidates.join(' or ')}; give the code` : 'is not a country; give its name or a code such as CA';
      ctx.addIssue({ code: 'custom', message: `'${text}' ${why}` });
      return z.NEVER;
    }),
);

export const text = z.preprocess(emptyToNull, z.string({ required_error: 'missing', invalid_type_error: 'missing' }).trim().min(1, 'missing'));
export const optionalText = z.preprocess(emptyToNull, z.string().trim().nullable());
export const opportunityId = z.preprocess(emptyToNull, recordId);
export const actingUserId = z.preprocess(emptyToNull, userId.nullable());

/** Reads parameters by name for one item; a parameter that is hidden or whose expression found nothing is null. */
export function parametersOf<const K extends string>(context: IExecuteFunctions, index: number, names: Readonly<Record<K, string>>): Record<K, unknown> {
  const entries = Object.entries<string>(names).map(([key, name]) => [key, context.getNodeParameter(name, index, null) as unknown]);
  return Object.fromEntries(entries) as Record<K, unknown>;
}

/** Reads two parts of an item and says the mistakes of both at once. */
export function together<A, B>(readFirst: () => A, readSecond: () => B): [A, B] {
  const first = attempt(readFirst);
  const second = attempt(readSecond);
  if (first.ok && second.ok) return [first.value, second.value];
  const errors = [first, second].flatMap((part) => (part.ok ? [] : [part.error]));
  const [only, other] = errors;
  if (only && !other) throw only;
  throw new DomainError('INPUT_INVALID', errors.map(({ message }) => message).join('; '), errors.flatMap(({ problems }) => problems));
}
