import { createHmac } from 'node:crypto';

import type { IncomingDelivery } from '../../engine/core/lead';
import { LINKEDIN_CLIENT_SECRET, RECEIVED_AT } from './deliveries';
import { type ApiAnswer, type ApiCall, type FakeApi, startFakeApi } from './fake-api';

export const LINKEDIN_TOKEN = 'AQX-member';
export const AD_ACCOUNT = 'urn:li:sponsoredAccount:507000001';
export const ORGANIZATION = 'urn:li:organization:5509810';
const VERSION = '202606';

export interface LinkedInLead {
  readonly id: string;
  readonly owner: string;
  readonly leadType: string;
  readonly submitted: Date;
  readonly test: boolean;
  readonly email: string;
  /** The box for news. */
  readonly accepted: boolean;
}

const QUESTIONS = [
  { questionId: 10548, name: 'firstName', predefinedField: 'FIRST_NAME', question: { localized: { en_US: 'First name' } }, questionDetails: { textQuestionDetails: {} } },
  { questionId: 10549, name: 'lastName', predefinedField: 'LAST_NAME', question: { localized: { en_US: 'Last name' } }, questionDetails: { textQuestionDetails: {} } },
  { questionId: 10550, name: 'email', predefinedField: 'EMAIL', question: { localized: { en_US: 'Email' } }, questionDetails: { textQuestionDetails: {} } },
  { questionId: 10551, name: 'program', question: { localized: { en_US: 'Which program?' } }, questionDetails: { multipleChoiceQuestionDetails: { options: [{ id: 1, text: { localized: { en_US: 'Express Entry' } } }, { id: 2, text: { localized: { en_US: 'Study permit' } } }] } } },
];
const FORM = { id: 3162, name: 'Eligibility check', creationLocale: { language: 'en', country: 'US' }, hiddenFields: [{ name: 'utm_source', value: 'linkedin' }], content: { questions: QUESTIONS, legalInfo: { consents: [{ id: 77, consent: { localized: { en_US: 'Send me news by e-mail' } }, checkRequired: false }] } } };

export class LinkedInWorld {
  readonly leads = new Map<string, LinkedInLead>();
  private next = 0;

  addLead(change: Partial<LinkedInLead> = {}): LinkedInLead {
    const id = `aaaabbbb-0000-cccc-1111-${String((this.next += 1)).padStart(12, '0')}-5`;
    const lead = { id, owner: AD_ACCOUNT, leadType: 'SPONSORED', submitted: new Date('2026-03-02T15:00:00Z'), test: false, email: `l${this.next}@example.com`, accepted: true, ...change };
    this.leads.set(lead.id, lead);
    return lead;
  }

  delete({ id }: LinkedInLead): void {
    this.leads.delete(id);
  }
}

export interface FakeLinkedIn extends FakeApi {
  readonly world: LinkedInWorld;
  readonly tokens: Set<string>;
  /** Tokens that a refresh token gives. */
  readonly renewals: Map<string, string>;
  /** Whether the form comes with the lead; else it is asked for apart. Default true. */
  decorate: boolean;
}

/** Starts LinkedIn's Lead Sync API and its token endpoint on loopback. */
export async function startFakeLinkedIn(): Promise<FakeLinkedIn> {
  const world = new LinkedInWorld();
  const tokens = new Set([LINKEDIN_TOKEN]);
  const renewals = new Map<string, string>();
  const options = { decorate: true };
  const api = await startFakeApi((call) => {
    if (call.url.pathname === '/oauth/v2/accessToken') return renew(call, renewals);
    if (!tokens.has(/^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '')) return { status: 401, body: { serviceErrorCode: 65601, message: 'The token used in the request has expired', status: 401 } };
    if (call.headers['linkedin-version'] !== VERSION) return { status: 426, body: { status: 426, code: 'NONEXISTENT_VERSION', message: `Requested version ${call.headers['linkedin-version']} is not active` } };
    if (call.headers['x-restli-protocol-version'] !== '2.0.0') return { status: 400, body: { status: 400, message: 'Syntax exception in path' } };
    return route(world, call, options.decorate);
  });
  return Object.assign(options, { ...api, world, tokens, renewals });
}

function renew({ body }: ApiCall, renewals: ReadonlyMap<string, string>): ApiAnswer {
  const token = renewals.get(new URLSearchParams(body).get('refresh_token') ?? '');
  return token ? { status: 200, body: { access_token: token, expires_in: 5_184_000 } } : { status: 400, body: { error: 'invalid_grant' } };
}

function route(world: LinkedInWorld, { url }: ApiCall, decorate: boolean): ApiAnswer {
  const [, , resource, id] = url.pathname.split('/');
  if (resource === 'leadForms') return id === String(FORM.id) ? { status: 200, body: FORM } : notFound();
  if (resource !== 'leadFormResponses') return notFound();
  if (id === undefined) return find(world, url, decorate);
  const lead = world.leads.get(decodeURIComponent(id));
  return lead ? { status: 200, body: responseOf(lead, decorate) } : notFound();
}

/** The finder by owner, with Rest.li's own syntax: encoded parentheses around the whole are a mistake there. */
function find(world: LinkedInWorld, { search }: URL, decorate: boolean): ApiAnswer {
  const owner = /[?&]owner=\((?:sponsoredAccount|organization):([^)]+)\)/.exec(search)?.[1];
  const type = /[?&]leadType=\(leadType:(\w+)\)/.exec(search)?.[1];
  const [, from, to] = /[?&]submittedAtTimeRange=\(start:(\d+),end:(\d+)\)/.exec(search) ?? [];
  if (!owner || !type || !from || !to || !search.includes('q=owner') || owner.includes(':')) return { status: 400, body: { status: 400, message: 'Invalid query parameters passed to request' } };
  const all = [...world.leads.values()].filter((lead) => lead.owner === decodeURIComponent(owner) && lead.leadType === type && lead.submitted.getTime() >= Number(from) && lead.submitted.getTime() <= Number(to));
  const [start, count] = ['start', 'count'].map((name) => Number(new RegExp(`[?&]${name}=(\\d+)`).exec(search)?.[1] ?? 0)) as [number, number];
  return { status: 200, body: { paging: { start, count, total: all.length, links: [] }, elements: all.slice(start, start + count).map((lead) => responseOf(lead, decorate)) } };
}

/** A lead as the Lead Sync API writes it. */
export function responseOf(lead: LinkedInLead, decorate: boolean): Record<string, unknown> {
  const owner = lead.owner.includes('organization') ? { organization: lead.owner } : { sponsoredAccount: lead.owner };
  return {
    id: lead.id,
    owner,
    submitter: 'urn:li:person:MpGcnvaU_p',
    leadType: lead.leadType,
    testLead: lead.test,
    submittedAt: lead.submitted.getTime(),
    versionedLeadGenFormUrn: `urn:li:versionedLeadGenForm:(urn:li:leadGenForm:${FORM.id},1)`,
    leadMetadata: { sponsoredLeadMetadata: { campaign: 'urn:li:sponsoredCampaign:367378525' } },
    leadMetadataInfo: { sponsoredLeadMetadataInfo: { campaign: { id: 'urn:li:sponsoredCampaign:367378525', name: 'India | PR | Express Entry | Eligibility Check | LinkedIn | 2026-03', type: 'SPONSORED_UPDATES' } } },
    associatedEntity: { associatedCreative: 'urn:li:sponsoredCreative:901' },
    formResponse: {
      answers: [
        { questionId: 10548, answerDetails: { textQuestionAnswer: { answer: 'priya' } } },
        { questionId: 10549, answerDetails: { textQuestionAnswer: { answer: 'sharma' } } },
        { questionId: 10550, answerDetails: { textQuestionAnswer: { answer: lead.email } } },
        { questionId: 10551, answerDetails: { multipleChoiceAnswer: { options: [1] } } },
      ],
      consentResponses: [{ consentId: 77, accepted: lead.accepted }],
    },
    ...(decorate ? { form: FORM } : {}),
  };
}

function notFound(): ApiAnswer {
  return { status: 404, body: { status: 404, message: 'Not Found' } };
}

export function notificationBody(lead: LinkedInLead, leadAction: 'CREATED' | 'DELETED' = 'CREATED'): string {
  const owner = lead.owner.includes('organization') ? { organization: lead.owner } : { sponsoredAccount: lead.owner };
  return JSON.stringify({ type: 'LEAD_ACTION', leadGenFormResponse: `urn:li:leadGenFormResponse:${lead.id}`, leadGenForm: `urn:li:leadGenForm:${FORM.id}`, leadType: lead.leadType, leadAction, occurredAt: lead.submitted.getTime(), owner });
}

export function signedByLinkedIn(body: string | Buffer, secret = LINKEDIN_CLIENT_SECRET): Record<string, string> {
  return { 'content-type': 'application/json', 'x-li-signature': createHmac('sha256', secret).update(Buffer.concat([Buffer.from('hmacsha256='), Buffer.from(body)])).digest('hex') };
}

export function linkedinDelivery(lead: LinkedInLead, receivedAt: Date = RECEIVED_AT, leadAction: 'CREATED' | 'DELETED' = 'CREATED'): IncomingDelivery {
  const body = Buffer.from(notificationBody(lead, leadAction));
  return { body, content_type: 'application/json', headers: signedByLinkedIn(body), received_at: receivedAt, token: null, url: 'https://n8n.example/webhook/linkedin' };
}
