import { z } from 'zod';

import { recordId, userId } from '../../engine/core/model';

/**
 * Optional parameters as n8n gives them: a field left empty is '' (or undefined from an expression that found nothing),
 * and both mean "not given". `$now` is a luxon DateTime, whose JSON is the instant.
 */
function orNull(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return typeof value === 'object' && 'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON as () => unknown)() : value;
}

const moment = z.coerce.date({ errorMap: () => ({ message: 'must be a date and time such as 2026-03-02T15:00:00Z' }) });

export const optionalRecordId = z.preprocess(orNull, recordId.nullable());
export const optionalUserId = z.preprocess(orNull, userId.nullable());
export const optionalText = z.preprocess(orNull, z.string().nullable());
/** `z.coerce` alone would read null as 1970. */
export const optionalInstant = z.preprocess(orNull, z.union([z.null(), moment]));
export const optionalWholeNumber = z.preprocess(orNull, z.union([z.null(), z.coerce.number({ invalid_type_error: 'must be a whole number' }).int('must be a whole number').min(0)]));
