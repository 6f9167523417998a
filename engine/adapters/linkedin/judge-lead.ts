import { describeProblems, DomainError } from '../../core/errors';
import type { Notice, StoredBody, Verdict } from '../../core/lead';
import { toProblems } from '../../core/parse';
import { parseExactly } from '../parse-exactly';
import { idOfUrn, type LeadDocument, leadDocument, leadNotification, type LeadNotification, ownerOf } from './lead-payload';

/** One lead that a delivery names, or brings with it (from a poll). */
export type LeadNotice = LeadNotification | LeadDocument;

/** What a body carries: one notification or several, or one lead of the API. Throws `DomainError` with every mistake. */
export function noticesIn({ body }: StoredBody): LeadNotice[] {
  const document = jsonOf(body);
  if (typeof document === 'object' && document !== null && 'lead' in document) return [read(leadDocument.safeParse(document))];
  return [document].flat().map((one) => read(leadNotification.safeParse(one)));
}

export function leadIdOf(notice: LeadNotice): string {
  return 'lead' in notice ? notice.lead.id : (idOfUrn(notice.leadGenFormResponse) ?? notice.leadGenFormResponse);
}

export function feedOf(notice: LeadNotice): string | null {
  return ownerOf('lead' in notice ? notice.lead.owner : notice.owner);
}

/** The notice that a stored row means; a body without the key (it was rejected at first) means its only one. */
export function noticeOf(stored: StoredBody): LeadNotice {
  const notices = noticesIn(stored);
  const notice = notices.find((one) => keyOf(one) === stored.notice) ?? (notices.length === 1 ? notices[0] : undefined);
  if (!notice) throw new DomainError('NOTICE_UNKNOWN', `The delivery carries ${notices.length} leads and none under the key '${stored.notice ?? ''}'`);
  return notice;
}

/** Whether leads can be made of the body, and which. A deletion at LinkedIn makes none; what it says is kept. */
export function judgeLead(delivery: StoredBody): Verdict {
  try {
    return { kind: 'accepted', notices: noticesIn(delivery).filter((notice) => 'lead' in notice || notice.leadAction !== 'DELETED').map(toNotice) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, problems } = error;
    return { kind: 'rejected', status: code === 'BODY_NOT_JSON' ? 400 : 422, code, message, problems };
  }
}

function toNotice(notice: LeadNotice): Notice {
  const feed = feedOf(notice);
  return { dedupe: { key: keyOf(notice) }, is_test: 'lead' in notice && notice.lead.testLead === true, ...(feed === null ? {} : { feed }) };
}

function keyOf(notice: LeadNotice): string {
  return `lead:${leadIdOf(notice)}`;
}

function read<T>(result: { success: true; data: T } | { success: false; error: Parameters<typeof toProblems>[0] }): T {
  if (result.success) return result.data;
  const problems = toProblems(result.error);
  throw new DomainError('LINKEDIN_LEAD_INVALID', `The LinkedIn delivery cannot be read: ${describeProblems(problems)}`, problems);
}

function jsonOf(body: Buffer): unknown {
  try {
    return parseExactly(body);
  } catch (cause) {
    throw new DomainError('BODY_NOT_JSON', 'The LinkedIn delivery is not JSON', [], { cause });
  }
}
