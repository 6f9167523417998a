import { describeProblems, DomainError } from '../../core/errors';
import type { Notice, StoredBody, Verdict } from '../../core/lead';
import { toProblems } from '../../core/parse';
import { parseExactly } from '../parse-exactly';
import { type LeadDocument, leadDocument, leadgenValue, type LeadgenValue, pageDelivery } from './leadgen-payload';

/** One lead that a delivery names, or brings with it (from a poll). */
export type LeadgenNotice = LeadgenValue | LeadDocument;

/** The Test button of the app dashboard invents a lead under this id; it cannot be fetched. */
const SAMPLE_ID = '444444444444';

/** What a body carries: pointers of Meta's webhook, or one lead of the API. Throws `DomainError` with every mistake. */
export function noticesIn({ body }: StoredBody): LeadgenNotice[] {
  const document = jsonOf(body);
  if (isObject(document) && 'lead' in document) return [listed(document)];
  const delivery = pageDelivery.safeParse(document);
  if (!delivery.success) throw invalid(toProblems(delivery.error));
  if (delivery.data.object !== 'page') throw new DomainError('NOT_A_PAGE_DELIVERY', `The delivery is about '${delivery.data.object}'; leads come in deliveries about 'page'. Use the source that fits it`);
  const values = delivery.data.entry.flatMap(({ id, changes }) => changes.filter(({ field }) => field === 'leadgen').map(({ value }) => ({ page_id: id, ...(isObject(value) ? value : {}) })));
  const read = values.map((value) => leadgenValue.safeParse(value));
  const notices = read.flatMap((result) => (result.success ? [result.data] : []));
  // One unreadable change among good ones stays in the stored bytes; alone it is a mistake.
  const problems = read.flatMap((result) => (result.success ? [] : toProblems(result.error)));
  if (notices.length === 0 && problems.length > 0) throw invalid(problems);
  return notices;
}

export function leadIdOf(notice: LeadgenNotice): string {
  return 'lead' in notice ? notice.lead.id : notice.leadgen_id;
}

export function keyOf(notice: LeadgenNotice): string {
  return `lead:${leadIdOf(notice)}`;
}

export function isSample(notice: LeadgenNotice): boolean {
  return leadIdOf(notice) === SAMPLE_ID;
}

/** The notice that a stored row means; a body without the key (it was rejected at first) means its only one. */
export function noticeOf(stored: StoredBody): LeadgenNotice {
  const notices = noticesIn(stored);
  const notice = notices.find((one) => keyOf(one) === stored.notice) ?? (notices.length === 1 ? notices[0] : undefined);
  if (!notice) throw new DomainError('NOTICE_UNKNOWN', `The delivery carries ${notices.length} leads and none under the key '${stored.notice ?? ''}'`);
  return notice;
}

/** Whether leads can be made of the body, and which. Each press of the dashboard's Test button is a notice of its own. */
export function judgeLeadgen(delivery: StoredBody): Verdict {
  try {
    return { kind: 'accepted', notices: noticesIn(delivery).map((notice) => toNotice(notice, delivery.received_at)) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, problems } = error;
    return { kind: 'rejected', status: code === 'BODY_NOT_JSON' ? 400 : 422, code, message, problems };
  }
}

function toNotice(notice: LeadgenNotice, receivedAt: Date): Notice {
  const page = 'lead' in notice ? notice.lead.page_id : notice.page_id;
  const key = isSample(notice) ? `test:${receivedAt.getTime()}` : keyOf(notice);
  return { dedupe: { key }, is_test: isSample(notice), ...(page === null ? {} : { feed: page }) };
}

function listed(document: object): LeadDocument {
  const parsed = leadDocument.safeParse(document);
  if (!parsed.success) throw invalid(toProblems(parsed.error));
  return parsed.data;
}

function invalid(problems: DomainError['problems']): DomainError {
  return new DomainError('LEADGEN_INVALID', `The Meta delivery cannot be read: ${describeProblems(problems)}`, problems);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonOf(body: Buffer): unknown {
  try {
    return parseExactly(body);
  } catch (cause) {
    throw new DomainError('BODY_NOT_JSON', 'The Meta delivery is not JSON', [], { cause });
  }
}
