import type { IncomingDelivery, SourceSecrets, Verdict } from '../../core/lead';
import { describeProblems } from '../../core/errors';
import { toProblems } from '../../core/parse';
import { matchesSecret } from '../same-secret';
import { type LeadForm, leadForm, parseExactly } from './lead-form';

/**
 * Takes a lead form delivery only with a google_key of the credential, compared in constant time (IN-01). A body with the
 * right key but the wrong shape is rejected with every mistake; without the key nothing is told and nothing is stored.
 */
export function judgeLeadForm(delivery: IncomingDelivery, { google_key }: SourceSecrets): Verdict {
  if (google_key.length === 0) {
    return { kind: 'refused', status: 401, code: 'GOOGLE_KEY_MISSING', message: "No Google lead form key is set: enter it in the credential 'Sales OS Source Secrets' and, the same, as the webhook key in Google Ads" };
  }
  if (!matchesSecret(givenKey(delivery.body) ?? '', google_key)) {
    return { kind: 'refused', status: 401, code: 'GOOGLE_KEY_WRONG', message: "The google_key is not the one in the credential 'Sales OS Source Secrets': enter the same key there and in the lead form's webhook in Google Ads" };
  }
  const body = jsonOf(delivery.body);
  if (body === undefined) return { kind: 'rejected', status: 400, code: 'BODY_NOT_JSON', message: 'The body is not JSON', problems: [] };
  const parsed = leadForm.safeParse(body);
  if (parsed.success) return { kind: 'accepted', dedupe: { key: dedupeKey(parsed.data, delivery.received_at) }, is_test: parsed.data.is_test === true };
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
