import { googleLeadForm, readExportRow } from '../../engine/adapters/google';
import { linkedinLeadSync } from '../../engine/adapters/linkedin';
import { metaLeadAds } from '../../engine/adapters/meta';
import type { IncomingDelivery, LeadFetcher, LeadSource } from '../../engine/core/lead';
import { googleAnswers, googleDelivery } from './deliveries';
import { linkedinDelivery, LinkedInWorld, responseOf } from './fake-linkedin';
import { metaDelivery } from './fake-meta/deliveries';
import { graphFormOf, graphLeadOf, type MetaLead, MetaWorld } from './fake-meta/meta-world';

/** One request or one listed lead that reaches the intake. */
export type Step = { readonly way: 'webhook'; readonly source: LeadSource; readonly delivery: IncomingDelivery } | { readonly way: 'list'; readonly source: LeadSource; readonly body: Buffer };

export interface Schedule {
  readonly steps: readonly Step[];
  /** Who sent which lead when: what must be there in the end, whatever the order. */
  readonly truth: readonly string[];
  /** What the vendors' APIs would answer for a notice, by source. */
  readonly fetchers: Readonly<Record<string, LeadFetcher>>;
}

const START = Date.parse('2026-03-02T00:00:00Z');
export const ARRIVED = new Date(START + 48 * 3_600_000);

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * `people` leads of Google, Meta and LinkedIn, each by webhook, poll or list or several of them, some of them more than once, Meta's in
 * batches of any size, all in any order. Whoever plays the steps must end with exactly the leads of `truth`.
 */
export function adsSchedule(seed: number, people: number): Schedule {
  const random = randomOf(seed);
  const times = (most: number) => Math.floor(random() * (most + 1));
  const [meta, linkedin] = [new MetaWorld(), new LinkedInWorld()];
  const pages = [meta.addForm(`10450000000${seed}1`), meta.addForm(`10450000000${seed}2`)];
  const documents = new Map<string, Buffer>();
  const steps: Step[] = [];
  const notified: MetaLead[] = [];
  const truth: string[] = [];
  const lists = (source: LeadSource, body: Buffer, count: number) => steps.push(...Array.from({ length: count }, (): Step => ({ way: 'list', source, body })));
  for (let person = 0; person < people; person += 1) {
    const submitted = new Date(START + Math.floor(random() * 24 * 3_600) * 1_000);
    const [byWebhook, byList] = [times(3), times(2)];
    const webhooks = byWebhook + byList === 0 ? 1 : byWebhook;
    const email = `person${seed}.${person}@example.com`;
    if (person % 3 === 0) {
      const form = pages[Math.floor(random() * 2)]!;
      const lead = meta.addLead(form, { created: submitted, answers: { full_name: 'ANA PEREZ', email } });
      const document = (extra: object) => Buffer.from(JSON.stringify({ lead: { ...graphLeadOf(lead), ...extra }, form: graphFormOf(form) }));
      documents.set(`lead:${lead.id}`, document({}));
      notified.push(...Array.from({ length: webhooks }, () => lead));
      lists(metaLeadAds, document({ page_id: lead.page }), byList);
      truth.push(`meta ${lead.id} ${email} ${submitted.toISOString()}`);
    } else if (person % 3 === 1) {
      const lead = linkedin.addLead({ id: `li-${seed}-${person}`, submitted, email });
      const document = Buffer.from(JSON.stringify({ lead: responseOf(lead, true), form: null }));
      documents.set(`lead:${lead.id}`, document);
      for (let count = 0; count < webhooks; count += 1) steps.push({ way: 'webhook', source: linkedinLeadSync, delivery: linkedinDelivery(lead, ARRIVED) });
      lists(linkedinLeadSync, document, byList);
      truth.push(`linkedin ${lead.id} ${email} ${submitted.toISOString()}`);
    } else {
      const lead_id = `G-${seed}-${person}`;
      const sent = { lead_id, gcl_id: `click-${lead_id}`, lead_submit_time: submitted.toISOString(), user_column_data: googleAnswers({ name: 'ana perez', email, phone: '' }) };
      for (let count = 0; count < webhooks; count += 1) steps.push({ way: 'webhook', source: googleLeadForm, delivery: googleDelivery({ ...sent, ...(count % 2 ? { api_version: '1.1' } : {}) }, ARRIVED) });
      const row = { 'Lead ID': lead_id, GCLID: sent.gcl_id, 'Lead submit time': sent.lead_submit_time, 'Full Name': 'ana perez', 'User Email': email };
      lists(googleLeadForm, readExportRow(row).body, byList);
      truth.push(`google ${lead_id} ${email} ${submitted.toISOString()}`);
    }
  }
  shuffle(notified, random);
  while (notified.length > 0) steps.push({ way: 'webhook', source: metaLeadAds, delivery: metaDelivery(notified.splice(0, 1 + times(4)), ARRIVED, { numbers: random() < 0.5 }) });
  shuffle(steps, random);
  const fetcher: LeadFetcher = {
    fetchLead: async ({ notice }) => {
      const body = documents.get(notice ?? '');
      return body ? { kind: 'fetched', body } : { kind: 'gone', code: 'UNKNOWN', message: `No lead ${notice}` };
    },
  };
  return { steps, truth: truth.sort(), fetchers: { meta: fetcher, linkedin: fetcher } };
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let index = list.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [list[index], list[other]] = [list[other]!, list[index]!];
  }
}
