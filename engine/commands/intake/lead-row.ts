import type { Insertable, Selectable } from 'kysely';

import type { NormalizedLead, Touch } from '../../core/model';
import { json, type LeadsTable } from '../../store';

/** The columns that normalisation fills; later steps (identity, scoring) own the others. */
export type LeadRow = Pick<
  Selectable<LeadsTable>,
  | 'id' | 'account_id' | 'delivery_id' | 'delivery_item' | 'source_channel' | 'platform_lead_id' | 'is_test'
  | 'full_name' | 'first_name' | 'last_name' | 'email' | 'phone' | 'phone_detail'
  | 'residence_country' | 'citizenship_country' | 'destination_country' | 'language' | 'time_zone' | 'message'
  | 'utms' | 'first_touch' | 'last_touch' | 'consent' | 'intent_guess' | 'spam_score' | 'spam_reasons'
  | 'answers' | 'originals' | 'flags' | 'captured_at' | 'recorded_at' | 'settings_version' | 'campaign_id'
>;

/** What a replay under changed rules may change. */
export const REPLAYED_COLUMNS = [
  ...['full_name', 'first_name', 'last_name', 'email', 'phone', 'phone_detail', 'residence_country', 'citizenship_country', 'destination_country'],
  ...['language', 'time_zone', 'message', 'utms', 'first_touch', 'last_touch', 'consent', 'intent_guess', 'spam_score', 'spam_reasons', 'answers', 'originals', 'flags', 'campaign_id'],
] as (keyof LeadRow)[];

export type LeadPlace = Pick<LeadRow, 'id' | 'account_id' | 'delivery_id' | 'delivery_item' | 'recorded_at' | 'settings_version'>;

export function toLeadRow(place: LeadPlace, lead: NormalizedLead): LeadRow {
  const { phone, consents, ...rest } = lead;
  return { ...place, ...rest, campaign_id: null, phone: phone?.e164 ?? null, phone_detail: phone, consent: consents, utms: utmsOf(lead.last_touch, lead.first_touch) };
}

/** P2.2.3 asks for the UTMs of a lead: those of its last touch, else of its first. */
function utmsOf(...touches: Touch[]): Record<string, string> {
  const sets = touches.map((touch) => Object.entries(touch).filter((entry): entry is [string, string] => entry[0].startsWith('utm_') && typeof entry[1] === 'string'));
  return Object.fromEntries(sets.find((set) => set.length > 0) ?? []);
}

export function toInsert(row: LeadRow): Insertable<LeadsTable> {
  return {
    ...row,
    phone_detail: row.phone_detail === null ? null : json(row.phone_detail),
    utms: json(row.utms),
    first_touch: json(row.first_touch),
    last_touch: json(row.last_touch),
    consent: json(row.consent),
    spam_reasons: json(row.spam_reasons),
    answers: json(row.answers),
    originals: json(row.originals),
    flags: json(row.flags),
  } as Insertable<LeadsTable>;
}

/** Names of the columns in which two rows of one lead differ, by value. */
export function changedColumns(before: LeadRow, after: LeadRow): (keyof LeadRow)[] {
  return REPLAYED_COLUMNS.filter((column) => stable(before[column]) !== stable(after[column]));
}

/** JSON with sorted keys: jsonb does not keep their order. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, node: unknown) =>
    typeof node === 'object' && node !== null && !Array.isArray(node) ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1))) : node,
  );
}
