import { z } from 'zod';

import type { FetchedLead, LeadFetcher, LeadLister, ListedLead, StoredBody } from '../../core/lead';
import { SourceApiError } from '../../core/lead';
import { requiredVendorId, vendorId } from '../vendor-id';
import { getGraph, getNext, lostAccess, type MetaAccess, NotVisible } from './graph-client';
import { noticeOf } from './judge-leadgen';
import { FORM_FIELDS, LEAD_FIELDS } from './leadgen-payload';

export type { MetaAccess } from './graph-client';

const PAGE_SIZE = '100';
const list = z.object({ data: z.array(z.unknown()), paging: z.object({ next: z.string().nullish() }).nullish() });
const withId = z.object({ id: requiredVendorId });
const withToken = z.object({ access_token: z.string().nullish() });
const leadFacts = z.object({ created_time: z.coerce.date() });

/** The leads of an app's pages by the Graph API. What it learns of forms and tokens it keeps for its own life: make one a run. */
export function metaLeads(access: MetaAccess): LeadFetcher & LeadLister {
  const forms = new Map<string, Promise<Buffer | null>>();
  const tokens = new Map<string, Promise<string>>();

  const tokenOf = (page: string | null) => (page === null ? undefined : access.page_tokens.get(page)) ?? access.access_token;
  /** The edges of a page want the page's own token, which a system user's token can ask for. */
  const pageTokenOf = (page: string) => remember(tokens, page, async () => access.page_tokens.get(page) ?? (await askPageToken(access, page)));
  /** A form that cannot be read leaves its lead without the questions' words; the answers are there all the same. */
  const formOf = (form: string, token: string, page: string | null) =>
    remember(forms, form, async () => {
      try {
        return (await getGraph(access, form, { fields: FORM_FIELDS }, token, page)).bytes;
      } catch (error) {
        if (error instanceof SourceApiError && (error instanceof NotVisible || error.failure.needs_access)) return null;
        throw error;
      }
    });

  return {
    fetchLead: async (notice) => fetchLead(access, notice, { tokenOf, formOf }),
    listFeeds: async () => (access.page_ids.length > 0 ? [...access.page_ids] : listPages(access)),
    listLeads: (page, range) => listLeads(access, page, range, { pageTokenOf, formOf }),
  };
}

type FormOf = (form: string, token: string, page: string | null) => Promise<Buffer | null>;

async function fetchLead(access: MetaAccess, stored: StoredBody, { tokenOf, formOf }: { tokenOf: (page: string | null) => string; formOf: FormOf }): Promise<FetchedLead> {
  const notice = noticeOf(stored);
  if ('lead' in notice) return { kind: 'fetched', body: stored.body };
  const { leadgen_id, page_id, form_id } = notice;
  const token = tokenOf(page_id);
  try {
    const { bytes, json } = await getGraph(access, leadgen_id, { fields: LEAD_FIELDS }, token, page_id);
    const facts = read(z.object({ form_id: vendorId, field_data: z.unknown() }), json, page_id);
    if (facts.field_data === undefined) throw lostAccess('META_PERMISSION_MISSING', `Meta names the lead ${leadgen_id} but keeps its answers back: give the token the permission leads_retrieval`, page_id);
    const form = form_id ?? facts.form_id;
    return { kind: 'fetched', body: documentOf(bytes, form === null ? null : await formOf(form, token, page_id)) };
  } catch (error) {
    if (error instanceof NotVisible) return goneOrHidden(error, form_id === null ? null : await formOf(form_id, token, page_id).catch(() => null), leadgen_id);
    if (error instanceof SourceApiError) return { kind: 'failed', ...error.failure };
    throw error;
  }
}

/** Meta says the same of a deleted lead and of one that the token may not see; whoever sees the form sees its leads. */
function goneOrHidden({ failure }: NotVisible, form: Buffer | null, lead: string): FetchedLead {
  if (form !== null) return { kind: 'gone', code: 'META_LEAD_GONE', message: `Meta has no lead ${lead} any more: it was deleted, or is older than 90 days` };
  return { kind: 'failed', ...lostAccess('META_LEAD_HIDDEN', `Meta shows neither the lead ${lead} nor its form: give the token's user access to the page and its leads (Business settings → Integrations → Leads access). ${failure.message}`, failure.feed).failure };
}

/** Both answers as Meta gave them, byte for byte, in one document. */
function documentOf(lead: Buffer, form: Buffer | null): Buffer {
  return Buffer.concat([Buffer.from('{"lead":'), lead, Buffer.from(',"form":'), form ?? Buffer.from('null'), Buffer.from('}')]);
}

async function askPageToken(access: MetaAccess, page: string): Promise<string> {
  const { json } = await getGraph(access, page, { fields: 'access_token' }, access.access_token, page);
  return read(withToken, json, page).access_token ?? access.access_token;
}

async function listPages(access: MetaAccess): Promise<string[]> {
  const pages: string[] = [];
  for await (const page of pagesOf(access, 'me/accounts', { fields: 'id' }, access.access_token, null)) pages.push(...page.map((one) => read(withId, one, null).id));
  return pages;
}

interface Range {
  readonly from: Date;
  readonly to: Date;
}

async function* listLeads(access: MetaAccess, page: string, range: Range, { pageTokenOf, formOf }: { pageTokenOf: (page: string) => Promise<string>; formOf: FormOf }): AsyncGenerator<readonly ListedLead[]> {
  const token = await pageTokenOf(page);
  for await (const forms of pagesOf(access, `${page}/leadgen_forms`, { fields: 'id' }, token, page)) {
    for (const { id } of forms.map((form) => read(withId, form, page))) {
      const query = { fields: LEAD_FIELDS, filtering: JSON.stringify(filterOf(range)) };
      for await (const leads of pagesOf(access, `${id}/leads`, query, token, page)) {
        const form = leads.length === 0 ? null : await formOf(id, token, page);
        yield leads.flatMap((lead) => within(lead, range, page, form));
      }
    }
  }
}

/** Meta's filter knows "greater than" and "less than" in whole seconds. */
function filterOf({ from, to }: Range) {
  const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);
  return [
    { field: 'time_created', operator: 'GREATER_THAN', value: seconds(from) - 1 },
    { field: 'time_created', operator: 'LESS_THAN', value: seconds(to) + 1 },
  ];
}

/** Written anew with its page, which a listed lead does not name. Numbers beyond 2^53 were read as text and stay exact. */
function within(lead: unknown, { from, to }: Range, page: string, form: Buffer | null): ListedLead[] {
  const { created_time } = read(leadFacts, lead, page);
  if (created_time < from || created_time >= to) return [];
  const bytes = Buffer.from(JSON.stringify({ ...(lead as object), page_id: page }));
  return [{ body: documentOf(bytes, form), submitted_at: created_time }];
}

async function* pagesOf(access: MetaAccess, path: string, query: Readonly<Record<string, string>>, token: string, feed: string | null): AsyncGenerator<unknown[]> {
  let answer = await getGraph(access, path, { ...query, limit: PAGE_SIZE }, token, feed);
  for (;;) {
    const { data, paging } = read(list, answer.json, feed);
    yield data;
    if (!paging?.next) return;
    answer = await getNext(access, paging.next, token, feed);
  }
}

function read<S extends z.ZodTypeAny>(schema: S, json: unknown, feed: string | null): z.output<S> {
  const result = schema.safeParse(json);
  if (result.success) return result.data as z.output<S>;
  throw new SourceApiError({ code: 'META_ANSWER_UNREADABLE', message: `Meta's answer has another shape than its documentation: ${result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`, needs_access: false, retry_after_ms: null, feed });
}

/** Asks once for all who ask at the same time; a failed answer is not kept. */
function remember<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const asked = known.get(key) ?? ask();
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}
