import { CLICK_ID_NAMES, type IntakeSettings, isCountryCode, isEmptyTouch, readTouch, type SourceField, type SourceLead, type StoredBody } from '../../core/lead';
import type { ConsentStatement, Touch } from '../../core/model';
import { readConsentList } from './consent-list';
import { type FormFields, readFormFields } from './form-fields';

/** Headers worth keeping beside the body: proof of consent, robot signals, the country of the request. */
export const WEBSITE_HEADERS = [
  ...['content-type', 'user-agent', 'origin', 'referer', 'accept-language', 'x-forwarded-for'],
  ...['cf-ipcountry', 'x-vercel-ip-country', 'cloudfront-viewer-country', 'x-appengine-country'],
] as const;

/** Names that say something about the sending, not about the person. */
export const TECHNICAL = { token: 'form_token', submission: 'submission_id', form: 'form_id', elapsed: 'elapsed_seconds', submitted: 'submitted_at' } as const;

const TOUCH_NAMES = new Set<string>([
  ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'page_url', 'landing_page', 'landing_url', 'referrer', 'referer'],
  ...CLICK_ID_NAMES,
]);

/** The lead of a stored form post. Throws `DomainError` when the body cannot be read or its `consents` are wrong. */
export function readForm(delivery: StoredBody, settings: IntakeSettings): SourceLead[] {
  const form = readFormFields(delivery);
  const sorted = sortFields(form.fields, settings);
  const touches = touchesOf(sorted, delivery);
  const value = (name: string) => sorted.technical.get(name)?.trim() || null;
  return [
    {
      source_channel: 'website',
      platform_lead_id: value(TECHNICAL.submission),
      is_test: value('is_test') === 'true',
      captured_at: delivery.received_at,
      fields: sorted.answers,
      ...touches,
      consents: consentsOf(form, delivery, touches.last_touch),
      proof: proofOf(delivery, touches.last_touch, value(TECHNICAL.form)),
      geo_country: geoCountry(delivery.headers),
      robot: {
        honeypot_filled: sorted.honeypot.trim() !== '',
        seconds_to_send: secondsIn(value(TECHNICAL.elapsed)),
        user_agent: delivery.headers['user-agent'] ?? null,
      },
    },
  ];
}

interface SortedFields {
  readonly answers: SourceField[];
  readonly technical: ReadonlyMap<string, string>;
  readonly first: ReadonlyMap<string, string>;
  readonly last: ReadonlyMap<string, string>;
  readonly honeypot: string;
}

const TECHNICAL_NAMES = new Set<string>([...Object.values(TECHNICAL), 'is_test']);

function sortFields(fields: readonly SourceField[], settings: IntakeSettings): SortedFields {
  const sorted = { answers: [] as SourceField[], technical: new Map<string, string>(), first: new Map<string, string>(), last: new Map<string, string>(), honeypot: '' };
  for (const field of fields) {
    const name = field.label.toLowerCase().trim();
    const touchName = name.replace(/^(first|last)(_touch\.|_touch_|_)/, '');
    if (name === settings.website.honeypot_field.toLowerCase()) sorted.honeypot += field.value;
    else if (TECHNICAL_NAMES.has(name)) sorted.technical.set(name, field.value);
    else if (TOUCH_NAMES.has(touchName)) (name.startsWith('first') ? sorted.first : sorted.last).set(touchName, field.value);
    else sorted.answers.push(field);
  }
  return sorted;
}

/** Without a first touch of its own the visit that sent the form is the first one too (IN-12). */
function touchesOf({ first, last, technical }: SortedFields, { headers }: StoredBody): Pick<SourceLead, 'first_touch' | 'last_touch'> {
  const form = technical.get(TECHNICAL.form);
  const platform = form ? { form_id: form } : {};
  const page = last.get('page_url') ?? headers['referer'];
  const lastTouch = readTouch(page ? new Map([...last, ['page_url', page]]) : last, platform);
  const firstTouch = readTouch(first);
  return { first_touch: isEmptyTouch(firstTouch) ? lastTouch : firstTouch, last_touch: lastTouch };
}

function consentsOf(form: FormFields, delivery: StoredBody, touch: Touch): ConsentStatement[] {
  const list = form.document?.['consents'];
  return list === undefined ? [] : readConsentList(list, { captured_at: delivery.received_at, source: 'website', proof: proofOf(delivery, touch, null) });
}

function proofOf({ headers }: StoredBody, touch: Touch, form: string | null): Record<string, string> {
  const facts = { ip: headers['x-forwarded-for']?.split(',')[0]?.trim(), user_agent: headers['user-agent'], page_url: touch.page_url, form_id: form };
  return Object.fromEntries(Object.entries(facts).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The country that a proxy in front (Cloudflare, Vercel, CloudFront, App Engine) saw; its codes for Tor and unknown are none. */
function geoCountry(headers: StoredBody['headers']): string | null {
  const names = ['cf-ipcountry', 'x-vercel-ip-country', 'cloudfront-viewer-country', 'x-appengine-country'];
  const code = names.map((name) => headers[name]?.toUpperCase()).find((value) => value !== undefined);
  return code && isCountryCode(code) ? code : null;
}

function secondsIn(text: string | null): number | null {
  const seconds = Number(text ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
