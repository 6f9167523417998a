import { z } from 'zod';

import { accountId, currencyCode, instant, minorUnits, recordId, userId } from '../../../engine/core/model/fields';

const NAMED = new Map<z.ZodTypeAny, string>([
  [recordId, 'record id'],
  [userId, 'user id'],
  [accountId, 'account id'],
  [minorUnits, 'minor units'],
  [instant, 'instant'],
  [currencyCode, 'ISO 4217 code'],
]);

/** The type of a field in words, as the item on the canvas shows it. */
export function typeText(schema: z.ZodTypeAny): string {
  const named = NAMED.get(schema);
  if (named) return named;
  if (schema instanceof z.ZodNullable) return `${typeText(schema.unwrap() as z.ZodTypeAny)} or null`;
  if (schema instanceof z.ZodOptional) return `${typeText(schema.unwrap() as z.ZodTypeAny)}, may be absent`;
  if (schema instanceof z.ZodDefault) return typeText(schema.removeDefault() as z.ZodTypeAny);
  if (schema instanceof z.ZodArray) return `list of ${typeText(schema.element as z.ZodTypeAny)}`;
  if (schema instanceof z.ZodEnum) return (schema.options as string[]).map((value) => `\`${value}\``).join(', ');
  if (schema instanceof z.ZodLiteral) return `\`${String(schema.value)}\``;
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'whole number' : 'number';
  if (schema instanceof z.ZodBoolean) return 'true or false';
  if (schema instanceof z.ZodString) return 'text';
  if (schema instanceof z.ZodRecord) return 'object';
  if (schema instanceof z.ZodObject) return objectText(schema as z.AnyZodObject);
  throw new Error(`scripts/generate/events/field-types.ts has no words for ${schema.constructor.name}`);
}

function objectText(schema: z.AnyZodObject): string {
  const fields = Object.entries(schema.shape as z.ZodRawShape).map(([name, field]) => `${name}: ${typeText(field)}`);
  return `{ ${fields.join('; ')} }`;
}
