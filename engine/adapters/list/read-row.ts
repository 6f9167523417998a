import { DomainError } from '../../core/errors';
import { CLICK_ID_NAMES, type IntakeSettings, presence, readTouch, type SourceField, type SourceLead, type StoredBody } from '../../core/lead';
import type { ConsentStatement, SourceChannel, Touch } from '../../core/model';
import { parseOrThrow } from '../../core/parse';
import { columnOf } from './read-header';
import { listRow, type ListRow } from './list-row';

const ATTRIBUTION = new Set<string>(['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'page_url', 'landing_page', 'landing_url', 'referrer', ...CLICK_ID_NAMES]);
const PLATFORM = ['campaign_id', 'adgroup_id', 'ad_id', 'form_id'] as const;

/** The stored row. Throws `LIST_ROW_INVALID` with every mistake. */
export function parseRow({ body }: StoredBody): ListRow {
  return parseOrThrow(listRow, parsed(body), 'LIST_ROW_INVALID', 'The row of the list');
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new DomainError('BODY_NOT_JSON', 'The row of the list is not JSON', [], { cause });
  }
}

/** The lead of one row. */
export function readRow(delivery: StoredBody, settings: IntakeSettings): SourceLead[] {
  const row = parseRow(delivery);
  const cells = namedCells(row);
  const touch = touchOf(cells);
  const { source_channel, platform_lead_id } = identityOf(cells);
  const proof = proofOf(row);
  return [
    {
      source_channel,
      platform_lead_id,
      is_test: isTest(cells),
      captured_at: delivery.received_at,
      fields: [...cells.filter(({ name }) => !isTechnical(name)).map(({ label, value }) => fieldOf(label, value, settings)), ...phoneCountry(row, cells, settings)],
      first_touch: touch,
      last_touch: touch,
      consents: consentsOf(row, proof),
      proof,
      geo_country: row.list.phone_country,
      robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
    },
  ];
}

interface Cell {
  readonly label: string;
  /** The label as a technical name: `Ad ID` → `ad_id`. */
  readonly name: string;
  readonly value: string;
}

/** A value without what exports put before it: Meta's `p:+1…` and `l:123`, Excel's apostrophe and `="…"`. */
export function cleanCell(value: string): string {
  const formula = /^="(.*)"$/s.exec(value.trim());
  return (formula?.[1]?.replaceAll('""', '"') ?? value).trim().replace(/^'(?=[+=@\d-])/, '').replace(/^(?:p|l|ag|as|c|f):(?=[+\d<])/, '');
}

function namedCells({ columns, cells }: ListRow): Cell[] {
  return columns.map((label, index) => ({
    label: label || `column ${index + 1}`,
    name: label.trim().toLowerCase().replace(/[\s-]+/g, '_'),
    value: cleanCell(cells[index] ?? ''),
  }));
}

function fieldOf(label: string, value: string, settings: IntakeSettings): SourceField {
  const { field } = columnOf(label, settings.field_aliases);
  return field ? { label, value, field } : { label, value };
}

function isTechnical(name: string): boolean {
  return ATTRIBUTION.has(name) || name === 'is_test' || PLATFORM.some((id) => id === name);
}

/** The list's own country helps only where the row says none. */
function phoneCountry({ list }: ListRow, cells: readonly Cell[], settings: IntakeSettings): SourceField[] {
  const said = cells.some(({ label, value }) => value !== '' && columnOf(label, settings.field_aliases).field === 'phone_country');
  return list.phone_country && !said ? [{ label: 'phone_country', value: list.phone_country, field: 'phone_country' }] : [];
}

function touchOf(cells: readonly Cell[]): Touch {
  const values = new Map(cells.filter(({ name }) => ATTRIBUTION.has(name)).map(({ name, value }) => [name, value]));
  const platform = Object.fromEntries(PLATFORM.flatMap((id) => cells.flatMap(({ name, value }) => (name === id && presence(value) ? [[id, value]] : []))));
  return readTouch(values, platform);
}

/** Meta's own export names its lead: the same one by its webhook is the same lead (IN-08). Any other list is outbound. */
function identityOf(cells: readonly Cell[]): { source_channel: SourceChannel; platform_lead_id: string | null } {
  const names = new Set(cells.map(({ name }) => name));
  const id = cells.find(({ name }) => name === 'id')?.value ?? '';
  const isMeta = /^\d{10,20}$/.test(id) && names.has('created_time') && names.has('form_id');
  return isMeta ? { source_channel: 'meta', platform_lead_id: id } : { source_channel: 'outbound', platform_lead_id: null };
}

/** Meta's test leads carry dummy data in every field. */
function isTest(cells: readonly Cell[]): boolean {
  return cells.some(({ name, value }) => /<test lead: /i.test(value) || /^test@(fb|meta|facebook)\.com$/i.test(value) || (name === 'is_test' && /^(true|1|yes)$/i.test(value)));
}

function proofOf({ list, file, line }: ListRow): Record<string, string> {
  return { list_source: list.source, list_date: list.date, consent_proof: list.consent_proof, file: file.name, file_sha256: file.sha256, line: String(line) };
}

/** What the list says of all its people; consent columns of the file are read beside it. */
function consentsOf({ list }: ListRow, proof: Record<string, string>): ConsentStatement[] {
  return list.consent_channels.flatMap((channel) =>
    list.consent_purposes.map((purpose) => ({
      channel,
      purpose,
      status: 'granted' as const,
      captured_at: new Date(`${list.date}T00:00:00Z`),
      source: 'outbound',
      proof,
    })),
  );
}
