import type { Problem } from '../errors';
import type { StatusReport } from '../messaging/inbound-message';
import type { SecretValue } from './mask-body';
import type { IntakeSettings } from './settings';
import type { LeadReader, StoredBody } from './source-lead';

/** The secrets of the sources, one list a field; every entry is valid. An empty list refuses (fail closed). */
export interface SourceSecrets {
  readonly google_key: readonly string[];
  readonly website_token: readonly string[];
  /** Origins whose pages may post from a browser, e.g. `https://www.example.com`. */
  readonly website_origins: readonly string[];
  /** Secrets of the Meta apps whose webhooks post here, and the tokens they verify the URL with. */
  readonly meta_app_secret: readonly string[];
  readonly meta_verify_token: readonly string[];
  /** Client secrets of the LinkedIn apps. */
  readonly linkedin_client_secret: readonly string[];
  /** Auth tokens of the Twilio accounts, and the webhook URLs as the Console has them where a proxy hides them. */
  readonly twilio_auth_token: readonly string[];
  readonly twilio_webhook_urls: readonly string[];
}

export interface IncomingDelivery extends StoredBody {
  /** A token in the request's header or query; it is never stored. */
  readonly token: string | null;
  /** The URL that was called, with its query, as n8n saw it. */
  readonly url: string;
}

/** By which a notice is known again (IN-08). */
export interface DedupeKey {
  readonly key: string;
  /** A notice under this key since then is the same one: closes the gap between two time windows. */
  readonly or?: { readonly key: string; readonly since: Date };
}

/** One lead, message or pointer to a lead among what one delivery carries. */
export interface Notice {
  readonly dedupe: DedupeKey;
  readonly is_test: boolean;
  /** The page, account or number at the source that it came by; silence is watched for each. */
  readonly feed?: string;
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
  /** What it carries, each thing once. None (a status report, a deletion): the bytes are kept and nothing follows. */
  | { readonly kind: 'accepted'; readonly notices: readonly Notice[] };

/** What the source's GET asks to be answered before it sends anything. */
export interface ChallengeAnswer {
  readonly status: 200;
  readonly content_type: 'text/plain' | 'application/json';
  readonly body: string;
}

/**
 * One kind of source: how its deliveries prove themselves, what they carry and how their leads are read.
 *
 * A delivery is one request; its bytes are stored once. A notice is one thing it carries; each has a row of its own with
 * its own key, status and replay, so that a re-delivery with one new notice among old ones brings only the new one.
 * Methods that get a notice find it in the body by `delivery.notice`, its dedupe key; sources with one notice a delivery
 * need not look at it. A notice may be only a pointer: the lead comes later from the vendor's API (`LeadFetcher`).
 */
export interface LeadSource {
  /** The name under which its deliveries are stored and replayed; one channel may have several (WhatsApp: Meta's and Twilio's). */
  readonly source: string;
  /** Headers worth keeping beside the bytes, in lower case. */
  readonly headers: readonly string[];
  /** Answers the GET by which the source checks the URL; absent = the source makes no such check. */
  challenge?(query: Readonly<Record<string, string>>, secrets: SourceSecrets): ChallengeAnswer | DeliveryRefusal;
  /** Why the delivery is not the source's, or null when its secret proves it. Needs no database. */
  refusal(delivery: IncomingDelivery, secrets: SourceSecrets): DeliveryRefusal | null;
  judge(delivery: StoredBody, settings: IntakeSettings): Verdict;
  /** True for a notice that only points to its lead; absent = the source never sends pointers. */
  isPointer?(notice: StoredBody): boolean;
  /** What a delivery tells of messages that we sent; absent = the source never does. */
  statusesIn?(delivery: StoredBody): StatusReport[];
  /** The leads of a notice; of a pointer once `fetched` is there. */
  readonly read: LeadReader;
  /** Secrets and file contents that stand in the body: never shown, and masked in the raw row. */
  secretsIn(delivery: StoredBody): SecretValue[];
  /** The notice as an object for the workflow's item. The caller masks the body first. */
  payloadOf(notice: StoredBody): Record<string, unknown>;
}
