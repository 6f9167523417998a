import type { z } from 'zod';

import { describeProblems, DomainError, type Problem } from '../errors';
import { toProblems } from '../parse';

/** `missing` instead of zod's "Expected string, received null". */
const errorMap: z.ZodErrorMap = (issue, ctx) => {
  const absent = issue.code === 'invalid_type' && (issue.received === 'null' || issue.received === 'undefined');
  return { message: absent ? 'missing' : ctx.defaultError };
};

/**
 * Parses by a schema and by rules across fields, and lists the gaps of both at once: zod runs its own refinements only
 * when every field is right by itself.
 * @param rules get the raw data, so that they must bear any shape; a field that the schema complains of is left to it
 */
export function parseWithRules<S extends z.ZodTypeAny>(schema: S, rules: (raw: Readonly<Record<string, unknown>>) => readonly Problem[], raw: object, code: string, what: string): z.output<S> {
  const parsed = schema.safeParse(raw, { errorMap });
  const gaps = parsed.success ? [] : toProblems(parsed.error);
  const known = new Set(gaps.map(({ field }) => field));
  const problems = [...gaps, ...rules({ ...raw }).filter(({ field }) => !known.has(field))];
  if (parsed.success && problems.length === 0) return parsed.data as z.output<S>;
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  throw new DomainError(code, `${what} has ${count}: ${describeProblems(problems)}`, problems);
}
