import { DomainError } from '../errors';
import { type Stage, STAGES } from '../model';

/** A person's open journey, as the merge weighs it. */
export interface MergingJourney {
  readonly id: string;
  readonly stage: Stage;
  readonly created_at: string;
}

export interface MergingPerson {
  readonly id: string;
  readonly merged_into: string | null;
  readonly open: MergingJourney | null;
}

export interface MergePlan {
  /** The journey that is closed as a duplicate, since a person has one open journey; null = there are not two. */
  readonly close_opportunity_id: string | null;
}

/**
 * ID-04: whether two records may become one, and which of two open journeys goes on: the further one, then the older one.
 * @throws DomainError `MERGE_INVALID` when both journeys are paid, or a record is merged already
 */
export function planMerge(survivor: MergingPerson, merged: MergingPerson): MergePlan {
  if (survivor.id === merged.id) throw refuse(`prospect ${survivor.id} cannot be merged with itself`, 'merged_id');
  for (const [field, person] of [['prospect_id', survivor], ['merged_id', merged]] as const) {
    if (person.merged_into) throw refuse(`prospect ${person.id} is merged into ${person.merged_into} already; take that one`, field);
  }
  if (!survivor.open || !merged.open) return { close_opportunity_id: null };
  const isPaid = ({ stage }: MergingJourney) => stage === 'PAID';
  if (isPaid(survivor.open) && isPaid(merged.open)) throw refuse(`both have a paid journey (${survivor.open.id}, ${merged.open.id}); hand one over to case ops first`, 'merged_id');
  return { close_opportunity_id: isFurther(merged.open, survivor.open) ? survivor.open.id : merged.open.id };
}

function isFurther(one: MergingJourney, other: MergingJourney): boolean {
  const step = STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage);
  return step > 0 || (step === 0 && one.created_at < other.created_at);
}

function refuse(message: string, field: string): DomainError {
  return new DomainError('MERGE_INVALID', `The merge is refused: ${message}`, [{ field, message }]);
}
