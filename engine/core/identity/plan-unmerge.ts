import { compareNames } from './compare-names';
import type { Identifier } from './identifiers';

/** A lead that came after the merge. */
export interface LaterLead {
  readonly id: string;
  readonly full_name: string | null;
  readonly identifiers: readonly Identifier[];
}

/** What is known of each of the two persons from before the merge. */
export interface SplitPerson {
  readonly full_name: string | null;
  readonly identifiers: readonly Identifier[];
}

/**
 * ID-04: whose lead it is that arrived while two persons were one record. Addresses decide: a lead that shares one with the split
 * person only is theirs. Shares it with both, the name decides; shares it with neither, or fits both, it stays with the survivor.
 */
export function belongsToSplit(lead: LaterLead, survivor: SplitPerson, split: SplitPerson): boolean {
  const [withSplit, withSurvivor] = [sharesWith(lead, split), sharesWith(lead, survivor)];
  if (withSplit !== withSurvivor) return withSplit;
  return withSplit && fits(lead, split) && !fits(lead, survivor);
}

/** A `name_key` finds candidates and proves nothing. */
function sharesWith({ identifiers }: LaterLead, person: SplitPerson): boolean {
  return identifiers.some(({ kind, value }) => kind !== 'name_key' && person.identifiers.some((known) => known.kind === kind && known.value === value));
}

function fits({ full_name }: LaterLead, person: SplitPerson): boolean {
  const { level } = compareNames(full_name, person.full_name);
  return level === 'same' || level === 'variant' || level === 'abbreviated';
}
