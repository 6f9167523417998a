import { DomainError } from '../errors';
import type { StoredBody } from './source-lead';

/** What the vendor's API made of the question for one lead. */
export type FetchedLead =
  /** The answer byte for byte; the source's `read` reads it. */
  | { readonly kind: 'fetched'; readonly body: Buffer }
  /** It will never come: deleted, or not ours. The notice is rejected with this reason. */
  | { readonly kind: 'gone'; readonly code: string; readonly message: string }
  /** Not now: the notice stays and is tried again. */
  | ({ readonly kind: 'failed' } & FetchFailure);

export interface FetchFailure {
  readonly code: string;
  /** One sentence that says how to mend it. */
  readonly message: string;
  /** A person must renew the access first; trying again soon is of no use. */
  readonly needs_access: boolean;
  /** When the vendor says so; null = use the usual pauses. */
  readonly retry_after_ms: number | null;
  /** The page or account concerned, when one is. */
  readonly feed: string | null;
}

/** Brings the leads that notices of one source point to. Adapters make it from a credential; it never throws for the vendor's refusals. */
export interface LeadFetcher {
  fetchLead(notice: StoredBody): Promise<FetchedLead>;
}

/** A lead as the vendor's list gives it, in the form that the source's `judge` and `read` take. */
export interface ListedLead {
  readonly body: Buffer;
  readonly submitted_at: Date;
}

/** Lists what a source holds: the fallback for notices that never came (IN-03), and the measure for gaps. Throws `SourceApiError`. */
export interface LeadLister {
  /** The pages or accounts that the credential can read. */
  listFeeds(): Promise<string[]>;
  /** The leads of one feed submitted from `from` until before `to`, page by page. */
  listLeads(feed: string, range: { readonly from: Date; readonly to: Date }): AsyncIterable<readonly ListedLead[]>;
}

/** A vendor's refusal, with what it means for trying again. */
export class SourceApiError extends DomainError {
  constructor(
    readonly failure: FetchFailure,
    options?: ErrorOptions,
  ) {
    super(failure.code, failure.message, [], options);
  }
}

export type LeadFetchers = Readonly<Partial<Record<string, LeadFetcher>>>;

/** Tries within one execution; what fails then waits for the sweep. */
export const MOST_TRIES = 3;
const LONGEST_PAUSE_MS = 5_000;

/**
 * The pause before trying a failed fetch again within the execution, or null to leave the notice to the sweep.
 * @param tries how often it was tried, 1 or more
 * @param jitter 0 to 1, so that many notices do not come back at the same moment
 */
export function pauseBeforeRetry(failure: FetchFailure, tries: number, jitter: number): number | null {
  if (failure.needs_access || tries >= MOST_TRIES) return null;
  const pause = failure.retry_after_ms ?? 400 * 2 ** (tries - 1) * (0.75 + jitter / 2);
  return pause > LONGEST_PAUSE_MS ? null : pause;
}
