import { createHash } from 'node:crypto';

import { DomainError, type Problem } from '../../core/errors';
import type { IntakeSettings, LeadSource, SourceField, SourceLead, StoredBody, Verdict } from '../../core/lead';
import type { SourceChannel, Touch } from '../../core/model';
import { parseExactly } from '../parse-exactly';

/** What one item of an n8n trigger says of a person. */
export interface ItemLead {
  readonly source_channel: SourceChannel;
  /** The vendor's id of the lead or contact. */
  readonly id: string | null;
  readonly is_test: boolean;
  readonly captured_at: Date | null;
  readonly fields: readonly SourceField[];
  readonly touch: Touch;
}

/** Reads an item of one shape. Throws `DomainError` with every mistake. */
export type ItemReader = (item: unknown, settings: IntakeSettings) => ItemLead;

/**
 * A source whose items n8n's own trigger brings (IN-14). n8n has checked the vendor's signature, so there is no webhook of
 * ours: the items come in by Normalize Lead.
 */
export function itemSource(source: string, name: string, read: ItemReader): LeadSource {
  const lead = (stored: StoredBody, settings: IntakeSettings) => read(documentOf(stored, name), settings);
  return {
    source,
    headers: [],
    refusal: () => ({ status: 403, code: 'NO_WEBHOOK', message: `Items of ${name} come by Normalize Lead behind n8n's own trigger, not by a webhook` }),
    judge: (stored, settings) => judged(() => lead(stored, settings), stored),
    read: (stored, settings) => [toSourceLead(lead(stored, settings), stored)],
    secretsIn: () => [],
    payloadOf: (stored) => documentOf(stored, name) as Record<string, unknown>,
  };
}

function documentOf({ body }: StoredBody, name: string): unknown {
  try {
    return parseExactly(body);
  } catch (cause) {
    throw new DomainError('BODY_NOT_JSON', `The item of ${name} is not JSON`, [], { cause });
  }
}

function judged(read: () => ItemLead, { body }: StoredBody): Verdict {
  try {
    const { id, is_test } = read();
    const key = id === null ? `item:${createHash('sha256').update(body).digest('hex')}` : `lead:${id}`;
    return { kind: 'accepted', notices: [{ dedupe: { key }, is_test }] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind: 'rejected', status: 422, code: error.code, message: error.message, problems: error.problems };
  }
}

function toSourceLead({ id, captured_at, touch, ...lead }: ItemLead, { received_at }: StoredBody): SourceLead {
  const proof: Record<string, string> = id === null ? {} : { source_id: id };
  const silent = { consents: [], proof, geo_country: null, robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null } };
  return { ...lead, ...silent, platform_lead_id: id, captured_at: captured_at ?? received_at, first_touch: touch, last_touch: touch };
}

/** Refuses an item that names nobody. */
export function requireContact(fields: readonly SourceField[], name: string, hint: string): void {
  if (fields.some(({ field, value }) => (field === 'email' || field === 'phone') && value.trim() !== '')) return;
  const problems: Problem[] = [{ field: 'email|phone', message: hint }];
  throw new DomainError('ITEM_WITHOUT_CONTACT', `The item of ${name} has neither e-mail nor phone: ${hint}`, problems);
}
