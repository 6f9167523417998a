import { createHash } from 'node:crypto';

import { DomainError } from '../../core/errors';
import { comparable, presence } from '../../core/lead';

/** A row of the lead list that Google Ads exports, as the body that its webhook would have sent. */
export interface ExportedLead {
  readonly body: Buffer;
  /** Names the lead when the list has no lead id; null = it has one. */
  readonly click_id: string | null;
  readonly submitted_at: Date | null;
}

/** Columns about the lead's way, by their names in Google's lists and in its API; all others are questions. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  lead_id: ['lead id', 'id', 'lead form submission id', 'submission id'],
  form_id: ['form id', 'lead form id', 'asset id', 'lead form asset id'],
  campaign_id: ['campaign id'],
  adgroup_id: ['ad group id', 'adgroup id'],
  asset_group_id: ['asset group id'],
  creative_id: ['creative id', 'ad id'],
  gcl_id: ['gclid', 'gcl id', 'google click id', 'click id'],
  lead_submit_time: ['lead submit time', 'submit time', 'submission time', 'submission date time', 'submission date', 'date', 'time', 'timestamp', 'created time', 'created'],
};

/** Google's own questions by the words of the list's headings. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'full name': 'FULL_NAME',
  name: 'FULL_NAME',
  'first name': 'FIRST_NAME',
  'last name': 'LAST_NAME',
  email: 'EMAIL',
  'user email': 'EMAIL',
  'work email': 'WORK_EMAIL',
  phone: 'PHONE_NUMBER',
  'phone number': 'PHONE_NUMBER',
  'user phone': 'PHONE_NUMBER',
  'work phone': 'WORK_PHONE',
  country: 'COUNTRY',
};

/**
 * Reads one row. Throws `EXPORT_ROW_EMPTY` for one without answers and `EXPORT_ROW_NAMELESS` for one that cannot be told
 * from others: without a lead id and without a click id.
 */
export function readExportRow(row: Readonly<Record<string, unknown>>): ExportedLead {
  const cells = Object.entries(row).map(([heading, value]) => ({ heading: heading.trim(), value: presence(typeof value === 'string' || typeof value === 'number' ? String(value) : null) }));
  const facts = new Map<string, string>();
  const answers = cells.flatMap(({ heading, value }) => {
    const fact = factOf(heading);
    if (fact !== null && value !== null) facts.set(fact, value);
    return fact === null && value !== null ? [{ column_id: QUESTIONS[comparable(heading)] ?? comparable(heading).replaceAll(' ', '_'), column_name: heading, string_value: value }] : [];
  });
  if (answers.length === 0) throw new DomainError('EXPORT_ROW_EMPTY', 'The row holds no answers: is the first line of the list its headings?');
  const lead_id = facts.get('lead_id') ?? null;
  const click_id = facts.get('gcl_id') ?? null;
  if (lead_id === null && click_id === null) throw new DomainError('EXPORT_ROW_NAMELESS', 'The row has neither a lead ID nor a GCLID, so that it cannot be compared with what came in: export these columns too');
  const submitted = new Date(facts.get('lead_submit_time') ?? Number.NaN);
  const submitted_at = Number.isNaN(submitted.getTime()) ? null : submitted;
  const document = { ...Object.fromEntries(facts), lead_id: lead_id ?? `gclid:${hashOf(click_id ?? '')}`, user_column_data: answers, ...(submitted_at === null ? {} : { lead_submit_time: submitted_at.toISOString() }) };
  return { body: Buffer.from(JSON.stringify(document)), click_id: lead_id === null ? click_id : null, submitted_at };
}

function factOf(heading: string): string | null {
  const word = comparable(heading);
  return Object.entries(COLUMNS).find(([, names]) => names.includes(word))?.[0] ?? null;
}

/** Click ids are longer than a key should be. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
