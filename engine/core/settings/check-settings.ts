import type { z } from 'zod';

import { DomainError, describeProblems, type Problem } from '../errors';
import { crossReferences } from './cross-references';
import { firmSettings, type FirmSettings } from './index';

export type SettingsCheck = { readonly ok: true; readonly settings: FirmSettings } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks a settings document: the shape of every part and what the parts say about each other, all mistakes at once. */
export function checkSettings(document: unknown): SettingsCheck {
  const parsed = firmSettings.safeParse(document);
  const problems = [...(parsed.success ? [] : parsed.error.issues.flatMap(issueProblems)), ...crossReferences(document)];
  return parsed.success && problems.length === 0 ? { ok: true, settings: parsed.data } : { ok: false, problems: distinct(problems) };
}

/** The checked settings. @throws DomainError `SETTINGS_INVALID` listing every mistake */
export function settingsOrThrow(document: unknown): FirmSettings {
  const check = checkSettings(document);
  if (check.ok) return check.settings;
  const { problems } = check;
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  throw new DomainError('SETTINGS_INVALID', `The settings document has ${count} and was not applied: ${describeProblems(problems)}`, problems);
}

/** An unknown key is named by its own path; of alternatives, the mistakes of each are shown. */
function issueProblems(issue: z.ZodIssue): Problem[] {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'no such setting; check the spelling or remove it' }));
  }
  if (issue.code === 'invalid_union') return [{ field, message: alternatives(issue) }];
  if (issue.code === 'invalid_type' && issue.received === 'undefined') return [{ field, message: `missing; expected ${issue.expected}` }];
  return [{ field, message: issue.message }];
}

function alternatives(issue: z.ZodInvalidUnionIssue): string {
  const messages = issue.unionErrors.flatMap(({ issues }) => issues.map(({ message }) => message));
  return `fits none of its forms: ${[...new Set(messages)].join(' / ')}`;
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.field}\n${problem.message}`, problem])).values()];
}
