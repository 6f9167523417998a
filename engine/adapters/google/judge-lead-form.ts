import type { DeliveryRefusal, IncomingDelivery, SourceSecrets, StoredBody, Verdict } from '../../core/lead';
import { describeProblems } from '../../core/errors';
import { toProblems } from '../../core/parse';
import { matchesSecret } from '../same-secret';
import { parseExactly } from '../parse-exactly';
import { type LeadForm, leadForm } from './lead-form';

const MEND = "enter the same key in the credential 'Sales OS Source Secrets' and as the webhook key of the lead form in Google Ads";

/** A delivery counts as Google's only with a google_key of the credential, compared in constant time (IN-01). */
export function refuseLeadForm({ body }: IncomingDelivery, { google_key }: SourceSecrets): DeliveryRefusal | null {
  if (google_key.length === 0) return { status: 401, code: 'GOOGLE_KEY_MISSING', message: `No Google lead form key is set: ${MEND}` };
  if (matchesSecret(givenKey(body) ?? '', google_key)) return null;
  return { status: 401, code: 'GOOGLE_KEY_WRONG', message: `The google_key is missing or wrong: ${MEND}` };
}

/** Whether a lead can be made of the body; every mistake is told. */
export function judgeLeadForm({ body, received_at }: StoredBody): Verdict {
  const document = jsonOf(body);
  if (document === undefined) return { kind: 'rejected', status: 400, code: 'BODY_NOT_JSON', message: 'The body is not JSON', problems: [] };
  const parsed = leadForm.safeParse(document);
  if (parsed.success) return { kind: 'accepted', notices: [{ dedupe: { key: dedupeKey(parsed.data, received_at) }, is_test: parsed.data.is_test === true }] };
  const problems = toProblems(parsed.error);
  return { kind: 'rejected', status: 422, code: 'LEAD_FORM_INVALID', message: `The lead form delivery cannot be read: ${describeProblems(problems)}`, problems };
}

/** Google's test button sends the same lead id each time; each press is a delivery of its own. */
function dedupeKey({ lead_id, is_test }: LeadForm, receivedAt: Date): string {
  return is_test ? `test:${lead_id}:${receivedAt.getTime()}` : `lead:${lead_id}`;
}

/** The key as sent, also in a body that is not quite JSON. */
export function givenKey(body: Buffer): string | null {
  const document = jsonOf(body);
  if (typeof document === 'object' && document !== null && 'google_key' in document) return typeof document.google_key === 'string' ? document.google_key : null;
  return /"google_key"\s*:\s*"([^"\\]{1,200})"/.exec(body.toString('utf8'))?.[1] ?? null;
}

function jsonOf(body: Buffer): unknown {
  try {
    return parseExactly(body);
  } catch {
    return undefined;
  }
}
