import type { Problem } from '../errors';
import type { SourceChannel } from '../model';
import type { SecretValue } from './mask-body';
import type { IntakeSettings } from './settings';
import type { LeadReader, StoredBody } from './source-lead';

/** The secrets of the sources, one list a field; every entry is valid. An empty list refuses (fail closed). */
export interface SourceSecrets {
  readonly google_key: readonly string[];
  readonly website_token: readonly string[];
  /** Origins whose pages may post from a browser, e.g. `https://www.example.com`. */
  readonly website_origins: readonly string[];
}

export interface IncomingDelivery extends StoredBody {
  /** A token in the request's header or query; it is never stored. */
  readonly token: string | null;
}

/** By which a delivery is known again (IN-08). */
export interface DedupeKey {
  readonly key: string;
  /** A delivery under this key since then is the same one: closes the gap between two time windows. */
  readonly or?: { readonly key: string; readonly since: Date };
}

/** Nothing proves that the source sent it: nothing is stored. */
export interface DeliveryRefusal {
  readonly status: 401 | 403;
  readonly code: string;
  readonly message: string;
}

/** What to do with a delivery of a proven source. */
export type Verdict =
  /** No lead can be made of it: the bytes are kept with the reason. */
  | { readonly kind: 'rejected'; readonly status: 400 | 415 | 422; readonly code: string; readonly message: string; readonly problems: readonly Problem[] }
  | { readonly kind: 'accepted'; readonly dedupe: DedupeKey; readonly is_test: boolean };

/** One kind of source: how its deliveries prove themselves and how their leads are read. */
export interface LeadSource {
  readonly source: SourceChannel;
  /** Why the delivery is not the source's, or null when its secret proves it. Needs no database. */
  refusal(delivery: IncomingDelivery, secrets: SourceSecrets): DeliveryRefusal | null;
  judge(delivery: StoredBody, settings: IntakeSettings): Verdict;
  readonly read: LeadReader;
  /** Secrets and file contents that stand in the body: never shown, and masked in the raw row. */
  secretsIn(delivery: StoredBody): SecretValue[];
  /** The body as an object for the workflow's item. The caller masks it first. */
  payloadOf(delivery: StoredBody): Record<string, unknown>;
}
