import { facebookLeadAdsItems, hubspotItems, stripeItems } from '../../../engine/adapters/n8n-triggers';
import { intakeSettings, type LeadSource, normalizeLead } from '../../../engine/core/lead';

const settings = intakeSettings.parse({});
const received_at = new Date('2026-03-02T15:00:00Z');
const stored = (item: unknown) => ({ body: Buffer.from(JSON.stringify(item)), content_type: 'application/json', headers: {}, received_at });
const judged = (source: LeadSource, item: unknown) => source.judge(stored(item), settings);
const leadOf = (source: LeadSource, item: unknown) => normalizeLead(source.read(stored(item), settings)[0]!, settings).lead;

const AD = { id: '238500001', name: 'Study ad' };
const facebook = {
  id: '1234567890123456',
  data: { full_name: 'Ana Ruiz', email: 'ana@example.com', phone_number: '+14165550199', which_program: 'Express Entry' },
  form: { id: '5544332211', name: 'Study', locale: 'en_US', status: 'ACTIVE' },
  ad: AD,
  adset: { id: '238500000', name: 'Set' },
  page: { id: '1', name: 'Page' },
  created_time: '2026-03-01T10:00:00+0000',
};

describe("IN-14: items of n8n's own triggers", () => {
  it('of Facebook Lead Ads, simplified or not, are the same Meta lead', () => {
    const { data, ...rest } = facebook;
    const raw = { ...rest, field_data: Object.entries(data).map(([name, value]) => ({ name, values: [value] })), event: { leadgen_id: facebook.id, page_id: '1', form_id: '5544332211' } };
    for (const item of [facebook, raw]) {
      expect(leadOf(facebookLeadAdsItems, item)).toMatchObject({ source_channel: 'meta', platform_lead_id: '1234567890123456', full_name: 'Ana Ruiz', phone: { e164: '+14165550199' }, answers: { which_program: 'Express Entry' }, last_touch: { platform: { form_id: '5544332211', ad_id: '238500001', adgroup_id: '238500000' } }, captured_at: new Date('2026-03-01T10:00:00Z') });
      expect(judged(facebookLeadAdsItems, item)).toEqual({ kind: 'accepted', notices: [{ dedupe: { key: 'lead:1234567890123456' }, is_test: false }] });
    }
    expect(judged(facebookLeadAdsItems, { ...facebook, data: { email: '<test lead: dummy data for email>' } })).toMatchObject({ notices: [{ is_test: true }] });
    expect(judged(facebookLeadAdsItems, { id: '1' })).toMatchObject({ kind: 'rejected', problems: [{ field: 'data' }] });
  });

  it('of Stripe give the person of a customer or a checkout, never a payment', () => {
    const event = (type: string, object: object) => ({ id: 'evt_1', object: 'event', type, created: 1772463600, livemode: true, data: { object } });
    const checkout = event('checkout.session.completed', { id: 'cs_1', object: 'checkout.session', customer: 'cus_9', customer_details: { email: 'bo@example.com', name: 'Bo Chen', phone: '+16475550100', address: { country: 'CA' } } });
    expect(leadOf(stripeItems, checkout)).toMatchObject({ email: 'bo@example.com', full_name: 'Bo Chen', residence_country: 'CA', platform_lead_id: 'stripe:cus_9', is_test: false });
    expect(judged(stripeItems, event('customer.created', { id: 'cus_9', object: 'customer', email: 'bo@example.com' }))).toMatchObject({ notices: [{ dedupe: { key: 'lead:stripe:cus_9' } }] });
    expect(judged(stripeItems, event('invoice.paid', { id: 'in_1' }))).toMatchObject({ kind: 'rejected', code: 'STRIPE_ITEM_NOT_A_PERSON' });
    expect(judged(stripeItems, event('payment_intent.succeeded', { id: 'pi_1' }))).toMatchObject({ kind: 'rejected', code: 'ITEM_WITHOUT_CONTACT' });
  });

  it('of HubSpot are contacts of its old and new interface; a bare notice says what is missing', () => {
    const wrapped = { vid: 51, properties: { firstname: { value: 'Ana' }, lastname: { value: 'Ruiz' }, email: { value: 'ana@example.com' }, hs_object_id: { value: '51' }, country: { value: 'Mexico' } } };
    const plain = { id: '51', properties: { firstname: 'Ana', lastname: 'Ruiz', email: 'ana@example.com', country: 'Mexico', createdate: '2026-03-01', hs_google_click_id: 'gcl-1' }, createdAt: '2026-03-01T10:00:00Z' };
    for (const item of [wrapped, plain]) expect(leadOf(hubspotItems, item)).toMatchObject({ full_name: 'Ana Ruiz', email: 'ana@example.com', residence_country: 'MX', platform_lead_id: 'hubspot:51', answers: {} });
    expect(leadOf(hubspotItems, plain).last_touch.click_ids).toEqual({ gclid: 'gcl-1' });
    expect(judged(hubspotItems, { eventId: 1, subscriptionType: 'contact.creation', contactId: 51 })).toMatchObject({ kind: 'rejected', code: 'HUBSPOT_ITEM_IS_A_NOTICE', message: expect.stringContaining('Contact: Get') });
  });

  it('come by Normalize Lead and by no webhook of ours', () => {
    for (const source of [facebookLeadAdsItems, hubspotItems, stripeItems]) expect(source.refusal({ ...stored({}), token: null, url: 'https://n8n.example.com/' }, {} as never)).toMatchObject({ status: 403 });
  });
});
