import type { Classification } from '../model';
import type { OwnerRole } from './users';

/** What routing must know about one opportunity; null = not known, which excludes nobody but for geo compliance. */
export interface RoutingRequest {
  readonly opportunity_id: string;
  readonly role: OwnerRole;
  readonly language: string | null;
  readonly residence_country: string | null;
  readonly program_family: string | null;
  readonly complexity_tier: Classification['complexity_tier'];
  /** The prospect's last owner in this role. */
  readonly last_owner_id: string | null;
  /** Who must not get it: the owner it is taken from, a refusal, a conflict of interest. */
  readonly excluded: readonly { readonly user_id: string; readonly reason: string }[];
  /** Only these may get it, e.g. the closers with a free slot (P6.1); left out or null = everybody. */
  readonly among?: readonly string[] | null;
}
