import { createHmac } from 'node:crypto';

import type { IncomingDelivery } from '../../../engine/core/lead';
import { META_APP_SECRET, RECEIVED_AT } from '../deliveries';
import type { MetaLead } from './meta-world';

/** The webhook's body for leads, in as many entries as there are pages. Ids stand as bare numbers, which is how long ones lose digits. */
export function leadgenBody(leads: readonly MetaLead[], options: { readonly numbers?: boolean } = {}): string {
  const pages = [...new Set(leads.map(({ page }) => page))];
  const id = (text: string) => (options.numbers ? text : JSON.stringify(text));
  const change = ({ id: lead, form, page, created }: MetaLead) =>
    `{"field":"leadgen","value":{"adgroup_id":${id('120210000000000002')},"ad_id":${id('120210000000000001')},"created_time":${Math.floor(created.getTime() / 1_000)},"leadgen_id":${id(lead)},"page_id":${id(page)},"form_id":${id(form)}}}`;
  const entry = (page: string) => `{"id":"${page}","time":${Math.floor(RECEIVED_AT.getTime() / 1_000)},"changes":[${leads.filter((lead) => lead.page === page).map(change).join(',')}]}`;
  return `{"object":"page","entry":[${pages.map(entry).join(',')}]}`;
}

export function signedByMeta(body: string | Buffer, secret = META_APP_SECRET): Record<string, string> {
  return { 'content-type': 'application/json', 'user-agent': 'facebookexternalua', 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
}

/** A delivery of leads, signed as Meta does. */
export function metaDelivery(leads: readonly MetaLead[], receivedAt: Date = RECEIVED_AT, options: { readonly numbers?: boolean } = {}): IncomingDelivery {
  const body = Buffer.from(leadgenBody(leads, options));
  return { body, content_type: 'application/json', headers: signedByMeta(body), received_at: receivedAt, token: null, url: 'https://n8n.example/webhook/meta' };
}
