import { z } from 'zod';

import { DomainError } from '../../core/errors';
import { readTouch, type SourceField } from '../../core/lead';
import { parseOrThrow } from '../../core/parse';
import { vendorId } from '../vendor-id';
import { itemSource, requireContact } from './item-source';

/** HubSpot's older API wraps each value, the newer one does not. */
const property = z.union([z.string(), z.number(), z.boolean(), z.null(), z.object({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }).transform(({ value }) => value)]);

/** A contact as n8n's HubSpot node gives it, or the bare notice of its trigger. */
const item = z.object({
  id: vendorId,
  vid: vendorId,
  contactId: vendorId,
  subscriptionType: z.string().optional(),
  properties: z.record(property.catch(null)).optional(),
  createdAt: z.union([z.string(), z.number()]).nullish(),
});

const FIELDS: Readonly<Record<string, SourceField['field']>> = {
  email: 'email',
  firstname: 'first_name',
  lastname: 'last_name',
  phone: 'phone',
  mobilephone: 'phone',
  hs_whatsapp_phone_number: 'phone',
  country: 'residence_country',
  hs_language: 'language',
  message: 'message',
};
const TECHNICAL = /^(hs_(?!google_click_id|language|whatsapp)|hubspot|createdate|lastmodified|num_|notes_|days_|recent_|first_|lifecyclestage)/;

/**
 * A contact of HubSpot. n8n's HubSpot Trigger brings only its id: put HubSpot's Contact: Get between the trigger and
 * Normalize Lead (template 24).
 */
export const hubspotItems = itemSource('hubspot_trigger', 'the HubSpot Trigger', (raw) => {
  const contact = parseOrThrow(item, raw, 'HUBSPOT_ITEM_INVALID', 'The item of HubSpot');
  const id = contact.id ?? contact.vid ?? contact.contactId;
  if (!contact.properties) {
    throw new DomainError('HUBSPOT_ITEM_IS_A_NOTICE', `HubSpot's trigger only says that contact ${id ?? '(no id)'} changed (${contact.subscriptionType ?? 'no type'}): put the HubSpot node, Contact: Get with {{ $json.contactId }}, before Normalize Lead`);
  }
  const values = Object.entries(contact.properties).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)] as const]));
  const fields = values.filter(([name]) => !TECHNICAL.test(name)).map(([name, value]): SourceField => {
    const field = FIELDS[name];
    return field ? { label: name, value, field } : { label: name, value };
  });
  requireContact(fields, 'HubSpot', 'ask for the properties email, phone and mobilephone in Contact: Get');
  const named = new Map(values.map(([name, value]) => [name === 'hs_google_click_id' ? 'gclid' : name === 'hs_analytics_first_url' ? 'page_url' : name === 'hs_analytics_first_referrer' ? 'referrer' : name, value]));
  const created = new Date(contact.createdAt ?? Number.NaN);
  return { source_channel: 'website', id: id === null ? null : `hubspot:${id}`, is_test: false, captured_at: Number.isNaN(created.getTime()) ? null : created, fields, touch: readTouch(named) };
});
