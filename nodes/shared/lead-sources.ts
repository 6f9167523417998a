import type { INodePropertyOptions } from 'n8n-workflow';

import { googleLeadForm } from '../../engine/adapters/google';
import { linkedinLeadSync } from '../../engine/adapters/linkedin';
import { facebookLeadAdsItems, hubspotItems, stripeItems } from '../../engine/adapters/n8n-triggers';
import { outboundList } from '../../engine/adapters/list';
import { metaLeadAds } from '../../engine/adapters/meta';
import { twilioMessages } from '../../engine/adapters/twilio';
import { websiteForm } from '../../engine/adapters/website';
import { whatsappMessages } from '../../engine/adapters/whatsapp';
import type { LeadSource } from '../../engine/core/lead';

/** The sources that a webhook or a payload may come from, by the value of the node's Source field. */
export const LEAD_SOURCES = { google: googleLeadForm, linkedin: linkedinLeadSync, meta: metaLeadAds, twilio: twilioMessages, website: websiteForm, whatsapp: whatsappMessages } satisfies Record<string, LeadSource>;
export type LeadSourceName = keyof typeof LEAD_SOURCES;
export const LEAD_SOURCE_NAMES = Object.keys(LEAD_SOURCES) as [LeadSourceName, ...LeadSourceName[]];

/** Items of n8n's own triggers; those of its WhatsApp and Twilio Triggers have the shape of our own sources. */
const TRIGGER_ITEMS = { facebook_trigger: facebookLeadAdsItems, hubspot_trigger: hubspotItems, stripe_trigger: stripeItems } satisfies Record<string, LeadSource>;

/** All whose stored deliveries make leads: also those that no webhook brings. */
export const STORED_SOURCES = { ...LEAD_SOURCES, ...TRIGGER_ITEMS, outbound: outboundList } satisfies Record<string, LeadSource>;
export type StoredSourceName = keyof typeof STORED_SOURCES;
export const STORED_SOURCE_NAMES = Object.keys(STORED_SOURCES) as [StoredSourceName, ...StoredSourceName[]];

export const leadSourceOptions: INodePropertyOptions[] = [
  { name: 'Google Ads Lead Form', value: 'google', description: 'Lead form assets of Google Ads, by their webhook' },
  { name: 'LinkedIn Lead Sync', value: 'linkedin', description: 'Lead forms of LinkedIn ads, pages and events, by the notifications of your LinkedIn app' },
  { name: 'Meta Lead Ads', value: 'meta', description: 'Instant forms of Facebook and Instagram, by the webhook of your Meta app' },
  { name: 'Twilio: WhatsApp and SMS', value: 'twilio', description: 'Messages to your Twilio numbers and WhatsApp senders, by the messaging webhook' },
  { name: 'Website Form', value: 'website', description: 'Forms and chat widgets of your own pages: JSON, URL-encoded or multipart' },
  { name: 'WhatsApp Cloud API', value: 'whatsapp', description: "Messages to your WhatsApp number, by the webhook of your Meta app" },
];

const triggerOptions: INodePropertyOptions[] = [
  { name: "n8n's Facebook Lead Ads Trigger", value: 'facebook_trigger', description: 'Items of the trigger, simplified or not' },
  { name: "n8n's HubSpot Node", value: 'hubspot_trigger', description: 'Contacts of HubSpot: the HubSpot Trigger, then Contact: Get' },
  { name: "n8n's Stripe Trigger", value: 'stripe_trigger', description: 'The person of a customer or checkout event; payments are verified elsewhere' },
];

/** Whose format the payload of another node may have. */
export const payloadSourceOptions: INodePropertyOptions[] = [...leadSourceOptions, ...triggerOptions].map((option) => (option.value === 'whatsapp' || option.value === 'twilio' ? { ...option, description: `${option.description}, and items of n8n's own trigger` } : option));

/** What a replay may be narrowed to. */
export const storedSourceOptions: INodePropertyOptions[] = [...leadSourceOptions, ...triggerOptions, { name: 'Outbound List', value: 'outbound', description: 'Rows of lists that were imported' }];
