import type { IncomingDelivery, SourceSecrets } from '../../engine/core/lead';

/** Deliveries in the shape that Google Ads and website forms send them, with data of our own. */

export const GOOGLE_KEY = 'gk-9f31c2d4e5a6b7c8d9e0';
export const FORM_TOKEN = 'ft-4b8e21c09d7f3a65b1e2';
export const ORIGIN = 'https://www.northgate-immigration.example';
export const META_APP_SECRET = '0f3a9c5b7d21e8644b6c0d9e1f2a3b4c';
export const META_VERIFY_TOKEN = 'vt-61b0c7a2f4d98e35';
export const LINKEDIN_CLIENT_SECRET = 'WPL_AP1.f7Tq2mXc9Lz4.kR8sYw==';
export const TWILIO_AUTH_TOKEN = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
export const SECRETS: SourceSecrets = { google_key: [GOOGLE_KEY], website_token: [FORM_TOKEN], website_origins: [ORIGIN], meta_app_secret: [META_APP_SECRET], meta_verify_token: [META_VERIFY_TOKEN], linkedin_client_secret: [LINKEDIN_CLIENT_SECRET], twilio_auth_token: [TWILIO_AUTH_TOKEN], twilio_webhook_urls: [] };
const URL_CALLED = 'https://n8n.northgate-immigration.example/webhook/intake';
export const RECEIVED_AT = new Date('2026-03-02T15:04:05.678Z');

export interface GoogleAnswer {
  readonly column_id?: string;
  readonly column_name?: string;
  readonly string_value: string;
}

/** Answers of one person as Google sends them; `column_name` is there for most forms. */
export function googleAnswers(person: { name: string; email: string; phone: string; country?: string }): GoogleAnswer[] {
  return [
    { column_id: 'FULL_NAME', column_name: 'Full Name', string_value: person.name },
    { column_id: 'EMAIL', column_name: 'User Email', string_value: person.email },
    { column_id: 'PHONE_NUMBER', column_name: 'User Phone', string_value: person.phone },
    ...(person.country ? [{ column_id: 'COUNTRY', column_name: 'Country', string_value: person.country }] : []),
  ];
}

const ANSWERS = [
  ...googleAnswers({ name: 'PRIYA SHARMA', email: 'Priya.Sharma@Example.com', phone: '+919876543210', country: 'India' }),
  { column_id: 'which_program_are_you_interested_in', column_name: 'Which program are you interested in?', string_value: 'Express Entry' },
  { column_id: 'what_is_your_citizenship', column_name: 'What is your citizenship?', string_value: 'Indian' },
];

/** The JSON document of a Google lead form webhook. */
export function googleLeadFormBody(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    lead_id: 'TeSter-CjwKCAiA0YYFBhDBARIsAO3n7lG1',
    user_column_data: ANSWERS,
    api_version: '1.0',
    form_id: 40000000123,
    campaign_id: 20451234567,
    google_key: GOOGLE_KEY,
    is_test: false,
    gcl_id: 'EAIaIQobChMI7d3M1pHqhAMVRg4GAB0',
    adgroup_id: 155512345678,
    creative_id: 690012345678,
    ...change,
  };
}

export function googleDelivery(change: Record<string, unknown> = {}, receivedAt: Date = RECEIVED_AT): IncomingDelivery {
  return jsonDelivery(googleLeadFormBody(change), {}, receivedAt);
}

export function jsonDelivery(document: unknown, headers: Record<string, string> = {}, receivedAt: Date = RECEIVED_AT): IncomingDelivery {
  const body = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  return { body, content_type: 'application/json', headers: { 'content-type': 'application/json', ...headers }, received_at: receivedAt, token: null, url: URL_CALLED };
}

/** The fields of a complete website form. */
export function formFields(change: Record<string, string> = {}): Record<string, string> {
  return {
    full_name: 'jan van der berg',
    email: ' Jan.vanderBerg@Example.nl ',
    phone: '+31 6 12345678',
    country: 'Netherlands',
    citizenship: 'Dutch',
    message: 'I want to work in Canada. What do I need?',
    consent: 'on',
    consent_text: 'I agree to be contacted about my enquiry',
    consent_version: '2026-01',
    utm_source: 'google',
    utm_medium: 'cpc',
    utm_campaign: 'europe_work_lmia_mar',
    gclid: 'Cj0KCQiA5rGuBhCnARIsAN11vgT',
    page_url: 'https://www.northgate-immigration.example/work-permit?utm_term=lmia+jobs',
    submission_id: '0195f3a2-7c1e-7b40-9d2c-3f5a6b7c8d9e',
    form_token: FORM_TOKEN,
    ...change,
  };
}

const BROWSER = { origin: ORIGIN, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', 'x-forwarded-for': '203.0.113.7, 10.0.0.1' };

export function urlEncodedDelivery(fields: Record<string, string> = formFields(), receivedAt: Date = RECEIVED_AT): IncomingDelivery {
  const type = 'application/x-www-form-urlencoded';
  return { body: Buffer.from(new URLSearchParams(fields).toString()), content_type: type, headers: { ...BROWSER, 'content-type': type }, received_at: receivedAt, token: null, url: URL_CALLED };
}

const BOUNDARY = '----geckoformboundary7d1a2b3c';

/** A multipart body as browsers write it; a `file` is attached under its field name. */
export function multipartBody(fields: Record<string, string>, file?: { field: string; filename: string; content: Buffer | string }): Buffer {
  const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  if (file) {
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.filename}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    parts.push(Buffer.from(head), Buffer.from(file.content), Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

export function multipartDelivery(fields: Record<string, string> = formFields(), file?: Parameters<typeof multipartBody>[1]): IncomingDelivery {
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  return { body: multipartBody(fields, file), content_type: type, headers: { ...BROWSER, 'content-type': type }, received_at: RECEIVED_AT, token: null, url: URL_CALLED };
}

export function websiteDelivery(change: Record<string, unknown> = {}, headers: Record<string, string> = {}, receivedAt: Date = RECEIVED_AT): IncomingDelivery {
  return jsonDelivery({ ...formFields(), ...change }, { ...BROWSER, ...headers }, receivedAt);
}
