import { z } from 'zod';

import { type FetchedLead, type LeadFetcher, type LeadLister, type ListedLead, SourceApiError, type StoredBody } from '../../core/lead';
import { requiredVendorId } from '../vendor-id';
import { type Answer, getLinkedIn, type LinkedInAccess, NotFound, problem } from './api-client';
import { feedOf, leadIdOf, noticeOf } from './judge-lead';
import { formIdOf } from './lead-payload';

export type { LinkedInAccess } from './api-client';

/** The answers with everything that gives them meaning, in one question. */
const FIELDS = 'id,owner,leadType,testLead,submittedAt,versionedLeadGenFormUrn,leadMetadata,leadMetadataInfo,associatedEntity,formResponse,form:(id,name,creationLocale,hiddenFields,content)';
const PAGE_SIZE = 100;
/** Ad accounts have leads of ads; organisations those of their pages, events and products. */
const LEAD_TYPES = { sponsoredAccount: ['SPONSORED'], organization: ['COMPANY', 'EVENT', 'ORGANIZATION_PRODUCT'] } as const;

const leadFacts = z.object({ id: requiredVendorId, submittedAt: z.number(), versionedLeadGenFormUrn: z.string().nullish(), form: z.unknown() });
const list = z.object({ elements: z.array(z.unknown()), paging: z.object({ total: z.number().nullish() }).nullish() });

/** The leads of a member's ad accounts and pages by the Lead Sync API. It keeps the forms it has read for its own life: make one a run. */
export function linkedinLeads(access: LinkedInAccess): LeadFetcher & LeadLister {
  const forms = new Map<string, Promise<Buffer | null>>();
  /** A form that cannot be read leaves the answers under their question's ids. */
  const formOf = (form: string, feed: string | null) => {
    const asked = forms.get(form) ?? readForm(access, form, feed);
    forms.set(form, asked);
    asked.catch(() => forms.delete(form));
    return asked;
  };
  return {
    fetchLead: (notice) => fetchLead(access, notice, formOf),
    listFeeds: async () => [...access.owners],
    listLeads: (owner, range) => listLeads(access, owner, range, formOf),
  };
}

type FormOf = (form: string, feed: string | null) => Promise<Buffer | null>;

async function readForm(access: LinkedInAccess, form: string, feed: string | null): Promise<Buffer | null> {
  try {
    return (await getLinkedIn(access, `leadForms/${encodeURIComponent(form)}`, feed)).bytes;
  } catch (error) {
    if (error instanceof SourceApiError && (error instanceof NotFound || error.failure.needs_access)) return null;
    throw error;
  }
}

async function fetchLead(access: LinkedInAccess, stored: StoredBody, formOf: FormOf): Promise<FetchedLead> {
  const notice = noticeOf(stored);
  const [id, feed] = [leadIdOf(notice), feedOf(notice)];
  try {
    const answer = await getLinkedIn(access, `leadFormResponses/${encodeURIComponent(id)}?fields=${FIELDS}`, feed);
    return { kind: 'fetched', body: documentOf(answer.bytes, await missingForm(answer, feed, formOf)) };
  } catch (error) {
    if (error instanceof NotFound) return { kind: 'gone', code: 'LINKEDIN_LEAD_GONE', message: `LinkedIn has no lead ${id} any more: it was deleted, or is older than 90 days` };
    if (error instanceof SourceApiError) return { kind: 'failed', ...error.failure };
    throw error;
  }
}

/** The form comes with the lead where LinkedIn decorates it; else it is asked for. */
async function missingForm({ json }: Answer, feed: string | null, formOf: FormOf): Promise<Buffer | null> {
  const facts = read(leadFacts.partial(), json, feed);
  const id = formIdOf(facts.versionedLeadGenFormUrn ?? null);
  return facts.form === undefined && id !== null ? formOf(id, feed) : null;
}

/** The answers as LinkedIn gave them, byte for byte, in one document. */
function documentOf(lead: Buffer, form: Buffer | null): Buffer {
  return Buffer.concat([Buffer.from('{"lead":'), lead, Buffer.from(',"form":'), form ?? Buffer.from('null'), Buffer.from('}')]);
}

interface Range {
  readonly from: Date;
  readonly to: Date;
}

async function* listLeads(access: LinkedInAccess, owner: string, range: Range, formOf: FormOf): AsyncGenerator<readonly ListedLead[]> {
  const kind = kindOf(owner);
  for (const leadType of LEAD_TYPES[kind]) {
    for (let start = 0; ; start += PAGE_SIZE) {
      const { json } = await getLinkedIn(access, `leadFormResponses?${queryOf(owner, kind, leadType, range, start)}`, owner);
      const { elements, paging } = read(list, json, owner);
      yield await Promise.all(elements.map((element) => toListed(element, owner, formOf)));
      if (elements.length < PAGE_SIZE || start + PAGE_SIZE >= (paging?.total ?? Number.POSITIVE_INFINITY)) break;
    }
  }
}

function kindOf(owner: string): keyof typeof LEAD_TYPES {
  const kind = /^urn:li:(sponsoredAccount|organization):\d+$/.exec(owner)?.[1];
  if (kind === 'sponsoredAccount' || kind === 'organization') return kind;
  throw problem({ code: 'LINKEDIN_OWNER_WRONG', message: `'${owner}' is no owner of lead forms: write urn:li:sponsoredAccount:123 or urn:li:organization:123`, needs_access: true, feed: owner });
}

/** Rest.li wants its brackets and colons bare and those of values encoded, which URLSearchParams would not do. Both ends count at LinkedIn, only the first with us. */
function queryOf(owner: string, kind: string, leadType: string, { from, to }: Range, start: number): string {
  const time = `(start:${from.getTime()},end:${to.getTime() - 1})`;
  return `q=owner&owner=(${kind}:${encodeURIComponent(owner)})&leadType=(leadType:${leadType})&limitedToTestLeads=false&submittedAtTimeRange=${time}&fields=${FIELDS}&count=${PAGE_SIZE}&start=${start}`;
}

async function toListed(element: unknown, owner: string, formOf: FormOf): Promise<ListedLead> {
  const { submittedAt } = read(leadFacts, element, owner);
  const bytes = Buffer.from(JSON.stringify(element));
  return { body: documentOf(bytes, await missingForm({ bytes, json: element }, owner, formOf)), submitted_at: new Date(submittedAt) };
}

function read<S extends z.ZodTypeAny>(schema: S, json: unknown, feed: string | null): z.output<S> {
  const result = schema.safeParse(json);
  if (result.success) return result.data as z.output<S>;
  const gaps = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
  throw problem({ code: 'LINKEDIN_ANSWER_UNREADABLE', message: `LinkedIn's answer has another shape than its documentation: ${gaps}`, feed });
}
