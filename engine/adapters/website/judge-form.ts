import { createHash } from 'node:crypto';

import { DomainError, type Problem } from '../../core/errors';
import {
  type DedupeKey,
  type DeliveryRefusal,
  type IncomingDelivery,
  type IntakeSettings,
  missingConsents,
  type NormalizationResult,
  normalizeLead,
  type SourceLead,
  type SourceSecrets,
  type StoredBody,
  type Verdict,
} from '../../core/lead';
import { matchesSecret } from '../same-secret';
import { readFormFields } from './form-fields';
import { readForm, TECHNICAL } from './read-form';

/** A form post counts only with the form token and, from a browser, from an allowed page (GV-02). */
export function refuseForm(delivery: IncomingDelivery, { website_token, website_origins }: SourceSecrets): DeliveryRefusal | null {
  if (website_token.length === 0) return { status: 401, code: 'FORM_TOKEN_MISSING', message: "No website form token is set: enter one in the credential 'Sales OS Source Secrets' and send it with the form" };
  const origin = delivery.headers['origin'];
  if (origin !== undefined && !website_origins.some((allowed) => sameOrigin(allowed, origin))) {
    return { status: 403, code: 'ORIGIN_NOT_ALLOWED', message: `Pages of ${origin} may not post here: add the origin to 'Allowed Website Origins' in the credential 'Sales OS Source Secrets'` };
  }
  if (matchesSecret(delivery.token ?? tokenField(delivery) ?? '', website_token)) return null;
  return { status: 401, code: 'FORM_TOKEN_WRONG', message: "The form token is missing or wrong: send the one of the credential 'Sales OS Source Secrets' in the header x-sales-os-token or the field form_token" };
}

/** Enforces the firm's required fields and consents on the server (IN-04, P4.4). All gaps are told at once. */
export function judgeForm(delivery: StoredBody, settings: IntakeSettings): Verdict {
  try {
    return verdictOn(delivery, settings);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = error.code === 'BODY_TYPE_UNKNOWN' ? 415 : error.code === 'BODY_UNREADABLE' ? 400 : 422;
    return { kind: 'rejected', status, code: error.code, message: error.message, problems: error.problems };
  }
}

function sameOrigin(allowed: string, origin: string): boolean {
  return allowed.trim().replace(/\/+$/, '').toLowerCase() === origin.toLowerCase();
}

/** The token among the fields; null also when the body cannot be read. */
export function tokenField(delivery: StoredBody): string | null {
  try {
    return readFormFields(delivery).fields.find(({ label }) => label === TECHNICAL.token)?.value ?? null;
  } catch {
    return null;
  }
}

function verdictOn(delivery: StoredBody, settings: IntakeSettings): Verdict {
  const [source] = readForm(delivery, settings);
  if (!source) return { kind: 'rejected', status: 422, code: 'FORM_EMPTY', message: 'The form is empty', problems: [] };
  const problems = gapsOf(normalizeLead(source, settings), settings);
  if (problems.length === 0) return { kind: 'accepted', notices: [{ dedupe: dedupeOf(source, delivery, settings), is_test: source.is_test }] };
  const told = problems.map(({ field, message }) => `${field} ${message}`).join('; ');
  return { kind: 'rejected', status: 422, code: 'FORM_INCOMPLETE', message: `The form is not complete: ${told}`, problems };
}

function gapsOf({ lead }: NormalizationResult, { website, consent_fields }: IntakeSettings): Problem[] {
  const values: Readonly<Record<string, unknown>> = { ...lead };
  const missing = website.required_fields.filter((names) => names.split('|').every((name) => (values[name] ?? null) === null));
  const fields = missing.map((names) => ({ field: names, message: messageFor(names, lead.flags) }));
  const consents = missingConsents(lead.consents, website.required_consents).map((purpose) => {
    const boxes = Object.entries(consent_fields).filter(([, box]) => box.tick_means === 'granted' && box.purposes.includes(purpose)).map(([name]) => name);
    return { field: boxes[0] ?? 'consents', message: `must be ticked: consent for ${purpose} is required (${boxes.join(' or ') || 'consents'})` };
  });
  return [...fields, ...consents];
}

/** What was written there, when something was. */
function messageFor(names: string, flags: NormalizationResult['lead']['flags']): string {
  const flag = flags.find(({ field }) => names.split('|').includes(field));
  return flag ? `is required; ${flag.message}` : 'is required';
}

/** The form's own submission id, else its content within the firm's time window (IN-08). */
function dedupeOf(source: SourceLead, { received_at }: StoredBody, { website }: IntakeSettings): DedupeKey {
  if (source.is_test) return { key: `test:${source.platform_lead_id ?? ''}:${received_at.getTime()}` };
  if (source.platform_lead_id !== null) return { key: `submission:${source.platform_lead_id}` };
  const windowMs = website.duplicate_window_hours * 3_600_000;
  const window = Math.floor(received_at.getTime() / windowMs);
  const hash = createHash('sha256').update(JSON.stringify([source.fields, source.first_touch, source.last_touch])).digest('hex');
  return { key: `content:${hash}:${window}`, or: { key: `content:${hash}:${window - 1}`, since: new Date(received_at.getTime() - windowMs) } };
}
