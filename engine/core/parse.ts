import type { z } from 'zod';

import { DomainError, describeProblems, type Problem } from './errors';

/** Turns zod's issues into problems, one a gap. */
export function toProblems(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
}

/**
 * Parses data where it enters. Throws `DomainError` with `code` and all gaps at once.
 * @param what names the thing in the sentence, e.g. `Google lead form delivery`
 */
export function parseOrThrow<S extends z.ZodTypeAny>(schema: S, data: unknown, code: string, what: string): z.output<S> {
  const result = schema.safeParse(data);
  if (result.success) return result.data as z.output<S>;
  const problems = toProblems(result.error);
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  throw new DomainError(code, `${what} has ${count}: ${describeProblems(problems)}`, problems);
}
