import type { ConsentStatement, SourceChannel, Touch } from '../model';
import type { InboundMessage } from '../messaging/inbound-message';
import type { LeadField } from './lead-fields';
import type { IntakeSettings } from './settings';

/** One answer as the source sent it. */
export interface SourceField {
  readonly label: string;
  readonly value: string;
  /** Set where the source itself says which field it is (Google's EMAIL column). */
  readonly field?: LeadField;
}

/** What only a robot does, as far as the source can tell; null = not known. */
export interface RobotSignals {
  readonly honeypot_filled: boolean;
  /** Seconds from showing the form to sending it. */
  readonly seconds_to_send: number | null;
  readonly user_agent: string | null;
}

/** One lead in its source's words, before any cleaning; adapters make it, `normalizeLead` reads it. */
export interface SourceLead {
  readonly source_channel: SourceChannel;
  readonly platform_lead_id: string | null;
  readonly is_test: boolean;
  readonly captured_at: Date;
  readonly fields: readonly SourceField[];
  readonly first_touch: Touch;
  readonly last_touch: Touch;
  /** Statements that the source gives as such; consent boxes among the fields are read by `normalizeLead`. */
  readonly consents: readonly ConsentStatement[];
  /** What proves a consent beside the words: IP address, user agent, page, form. */
  readonly proof: Readonly<Record<string, string>>;
  /** ISO code of the country that the request came from (a proxy's header); only a hint. */
  readonly geo_country: string | null;
  readonly robot: RobotSignals;
  /** Set by sources of messages: it may belong to an enquiry or opportunity that is there, and then makes no lead. */
  readonly inbound?: InboundMessage;
}

/** A stored delivery, as an adapter reads it: from the trigger or, years later, from the raw row. */
export interface StoredBody {
  readonly body: Buffer;
  readonly content_type: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly received_at: Date;
  /** The dedupe key of the notice that is meant, where a body carries several; absent = the body as a whole. */
  readonly notice?: string;
  /** The vendor's answer to a pointer; null or absent = not fetched (yet). */
  readonly fetched?: Buffer | null;
}

/** Reads the leads of one stored notice. Throws `DomainError` that lists every mistake of the body. */
export type LeadReader = (delivery: StoredBody, settings: IntakeSettings) => SourceLead[];
