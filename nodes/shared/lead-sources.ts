import type { INodePropertyOptions } from 'n8n-workflow';

import { googleLeadForm } from '../../engine/adapters/google';
import { linkedinLeadSync } from '../../engine/adapters/linkedin';
import { outboundList } from '../../engine/adapters/list';
import { metaLeadAds } from '../../engine/adapters/meta';
import { websiteForm } from '../../engine/adapters/website';
import type { LeadSource } from '../../engine/core/lead';

/** The sources that a webhook or a payload may come from, by the value of the node's Source field. */
export const LEAD_SOURCES = { google: googleLeadForm, linkedin: linkedinLeadSync, meta: metaLeadAds, website: websiteForm } satisfies Record<string, LeadSource>;
export type LeadSourceName = keyof typeof LEAD_SOURCES;
export const LEAD_SOURCE_NAMES = Object.keys(LEAD_SOURCES) as [LeadSourceName, ...LeadSourceName[]];

/** All whose stored deliveries make leads: also those that no webhook brings. */
export const STORED_SOURCES = { ...LEAD_SOURCES, outbound: outboundList } satisfies Record<string, LeadSource>;
export type StoredSourceName = keyof typeof STORED_SOURCES;
export const STORED_SOURCE_NAMES = Object.keys(STORED_SOURCES) as [StoredSourceName, ...StoredSourceName[]];

export const leadSourceOptions: INodePropertyOptions[] = [
  { name: 'Google Ads Lead Form', value: 'google', description: 'Lead form assets of Google Ads, by their webhook' },
  { name: 'LinkedIn Lead Sync', value: 'linkedin', description: 'Lead forms of LinkedIn ads, pages and events, by the notifications of your LinkedIn app' },
  { name: 'Meta Lead Ads', value: 'meta', description: 'Instant forms of Facebook and Instagram, by the webhook of your Meta app' },
  { name: 'Website Form', value: 'website', description: 'Forms and chat widgets of your own pages: JSON, URL-encoded or multipart' },
];

/** What a replay may be narrowed to. */
export const storedSourceOptions: INodePropertyOptions[] = [...leadSourceOptions, { name: 'Outbound List', value: 'outbound', description: 'Rows of lists that were imported' }];
