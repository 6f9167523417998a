import type { Actor } from '../../core/model';
import type { OwnerRole } from '../../core/routing';

/** One wish to have an owner in a role. */
export interface RouteOrder {
  readonly opportunity_id: string;
  readonly role: OwnerRole;
  /** `assign` keeps an owner who is there; `reassign` takes the opportunity away from them. */
  readonly mode: 'assign' | 'reassign';
  /** A rep chosen by hand; null = by the rules. */
  readonly owner_id: string | null;
  /** Reassign only while this is the owner, so that an event that comes twice moves it once; null = whoever it is. */
  readonly from_owner_id: string | null;
  /** Reassign: whether the rep who loses it is owed another lead. */
  readonly credit_back: boolean;
  /** Only these reps may get it, e.g. closers with a free slot; left out or null = everybody. */
  readonly among?: readonly string[] | null;
  readonly reason: string | null;
  readonly actor: Actor;
}

/** What came of it. */
export interface RoutedOwner {
  readonly outcome: 'assigned' | 'waiting';
  /** false = nothing was written: the owner was there already, or it is waiting as before. */
  readonly changed: boolean;
  readonly opportunity_id: string;
  readonly prospect_id: string;
  readonly lead_id: string;
  readonly role: OwnerRole;
  readonly band: string;
  readonly segment: string;
  readonly score: number;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly owner_email: string | null;
  readonly previous_owner_id: string | null;
  /** Code of the rule that decided: fair_share, sticky_owner, manual_override, nobody_eligible, … */
  readonly rule: string;
  /** The same for people. */
  readonly reason: string;
  readonly runner_up: string | null;
  readonly waiting_since: Date | null;
}
