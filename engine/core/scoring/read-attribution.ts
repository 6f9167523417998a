import type { Touch } from '../model';
import type { RuleField } from './classification-rule';
import type { RuleBooks } from './rule-books';
import { scanPhrases } from './scan-phrases';
import type { Statement, StatementPlace } from './statement';

/** Fields that a campaign or page can speak about: what is offered, not how ready the person is. */
const FIELDS: ReadonlySet<RuleField> = new Set(['intent_family', 'program_family']);
const URL_FIELDS: ReadonlySet<RuleField> = new Set([...FIELDS, 'engagement_level']);

/** Reads campaign name (P3.3.2), UTM words and the page of one visit; the last touch is nearest to the wish. */
export function readAttribution(touch: Touch, books: RuleBooks): Statement[] {
  const campaign = touch.utm_campaign ?? '';
  const parts = campaignParts(campaign);
  const fromName = parts
    ? labels(`${parts.intent} | ${parts.program}`, 'campaign', `campaign '${campaign}'`, books, FIELDS)
    : [];
  const words = [parts ? '' : campaign, touch.utm_content ?? '', touch.utm_term ?? ''].map((text) =>
    text.replace(/[_\-+]+/g, ' '),
  );
  return [
    ...fromName,
    ...labels(
      words.join(' | '),
      'utm',
      `UTM '${[campaign, touch.utm_content, touch.utm_term].filter(Boolean).join(' ')}'`,
      books,
      FIELDS,
    ),
    ...(touch.page_url
      ? labels(pathWords(touch.page_url), 'url', `page '${pathOf(touch.page_url)}'`, books, URL_FIELDS)
      : []),
  ];
}

/** P3.3.2: `{Region} | {Intent} | {Program} | {Offer} | {Channel} | {YYYY-MM}`; null = another name. */
export function campaignParts(name: string): { region: string; intent: string; program: string } | null {
  const [region, intent, program, offer, channel, month, ...more] = name
    .split('|')
    .map((part) => part.trim());
  if (!region || !intent || !program || !offer || !channel || !month || more.length > 0) return null;
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { region, intent, program } : null;
}

function labels(
  text: string,
  place: StatementPlace,
  detail: string,
  books: RuleBooks,
  fields: ReadonlySet<RuleField>,
): Statement[] {
  return scanPhrases(text, books.label)
    .filter((hit) => fields.has(hit.field) && hit.value !== null)
    .map(({ field, value, strength }) => ({ field, place, value, excluded: null, detail, strength }));
}

/** Only the path: a query may hold anything. */
function pathOf(url: string): string {
  const afterHost = url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  return afterHost.split(/[?#]/)[0] ?? '';
}

function pathWords(url: string): string {
  return pathOf(url)
    .replace(/[-_+.]+/g, ' ')
    .replaceAll('/', ' | ');
}
