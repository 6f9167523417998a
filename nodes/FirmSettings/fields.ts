import type { INodeProperties } from 'n8n-workflow';

import type { AppliedSettings } from '../../engine/commands/apply-settings';
import { DomainError } from '../../engine/core/errors';
import type { Outcome } from '../shared';

/** Behind the document or version that it is about. */
export function dryRunField(operation: 'apply' | 'rollBack'): INodeProperties {
  return {
    displayName: 'Dry Run',
    name: 'dryRun',
    type: 'boolean',
    default: false,
    description: 'Whether to only check the document and show what would change',
    displayOptions: { show: { operation: [operation] } },
  };
}

export const noteOption: INodeProperties = {
  displayName: 'Note',
  name: 'note',
  type: 'string',
  default: '',
  placeholder: 'e.g. Ana is certified',
  description: 'Why the settings change; it is shown in the list of versions and kept in the audit trail',
};

export const actingUserOption: INodeProperties = {
  displayName: 'Acting User ID',
  name: 'actingUserId',
  type: 'string',
  default: '={{ $json.acting_user_id }}',
  placeholder: 'e.g. max',
  description: "The manager or admin who orders it, among the firm's users. Empty means the workflow itself.",
};

/** What was applied, or would be, for people and machines. */
export function appliedOf(dryRun: boolean, applied: AppliedSettings): Outcome {
  const { changes, ...rest } = applied;
  return { output: 0, json: { dry_run: dryRun, ...rest, change_count: changes.length, changes: changes.map(({ text }) => text), differences: changes } };
}

/** Applies one after the other: each item sees the version of the one before. */
export async function inTurn<Input>(inputs: readonly Input[], work: (input: Input) => Promise<Outcome>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const input of inputs) outcomes.push(await work(input).catch(asOutcome));
  return outcomes;
}

function asOutcome(error: unknown): Outcome {
  if (error instanceof DomainError) return { error };
  throw error;
}
