import type { Selectable } from 'kysely';

import type { Actor } from '../../core/model';
import { appendEvents, type LeadsTable, newId, type Tx, writeAudit } from '../../store';
import { withCampaigns } from './find-campaigns';
import { changedColumns, type LeadRow, toLeadRow } from './lead-row';
import type { ReadDelivery } from './read-deliveries';
import { insertConsents, insertLeads, leadCaptured, leadReplayed, leadsOfDeliveries, leadsOfPlatform, overwriteLeads } from './write-leads';

export interface SaveLeads {
  readonly reads: readonly ReadDelivery[];
  readonly settings_version: number;
  readonly replay: boolean;
  readonly at: Date;
  readonly actor: Actor;
}

export interface SavedLead {
  readonly row: LeadRow;
  readonly prospect_id: string | null;
  readonly created: boolean;
  readonly changed_fields: readonly string[];
}

type StoredLead = Selectable<LeadsTable>;

/** Writes what is new, with consents and events, and finds what was there. @returns leads by delivery id, in the delivery's order */
export async function saveLeads(tx: Tx, input: SaveLeads): Promise<Map<string, SavedLead[]>> {
  const rows = await withCampaigns(tx, input.reads.flatMap((read) => rowsOf(tx, read, input)));
  const known = await leadsOfDeliveries(tx, input.reads.filter(wasRead).map(({ delivery }) => delivery.id));
  const fresh = rows.filter((row) => !known.some((lead) => isSame(lead, row)));
  const created = await insertLeads(tx, fresh);
  const others = await leadsOfPlatform(tx, fresh.filter(({ id, is_test }) => !created.has(id) && !is_test));
  await record(tx, rows.filter(({ id }) => created.has(id)), input);
  const replayed = input.replay ? await rewrite(tx, rows, known, input) : new Map<string, SavedLead>();
  const saved = new Map<string, SavedLead[]>();
  for (const row of rows) {
    const lead = created.has(row.id) ? { row, prospect_id: null, created: true, changed_fields: [] } : (replayed.get(row.id) ?? found(row, known, others));
    saved.set(row.delivery_id ?? '', [...(saved.get(row.delivery_id ?? '') ?? []), lead]);
  }
  return saved;
}

/** A delivery that was never finished has no leads yet: nothing to look for. */
function wasRead({ delivery }: ReadDelivery): boolean {
  return delivery.status === 'processed' || delivery.status === 'dead';
}

function rowsOf(tx: Tx, { delivery, leads }: ReadDelivery, { at, settings_version }: SaveLeads): LeadRow[] {
  return leads.map((lead, delivery_item) =>
    toLeadRow({ id: newId(), account_id: tx.accountId, delivery_id: delivery.id, delivery_item, recorded_at: at, settings_version }, lead),
  );
}

function isSame(lead: StoredLead, row: LeadRow): boolean {
  return lead.delivery_id === row.delivery_id && lead.delivery_item === row.delivery_item;
}

/** The lead that is there already, by its delivery or by what its platform calls it. */
function found(row: LeadRow, known: readonly StoredLead[], others: readonly StoredLead[]): SavedLead {
  const lead =
    known.find((candidate) => isSame(candidate, row)) ??
    others.find(({ source_channel, platform_lead_id }) => source_channel === row.source_channel && platform_lead_id === row.platform_lead_id);
  if (!lead) throw new Error(`Lead of delivery ${row.delivery_id} was neither inserted nor found`);
  return { row: lead, prospect_id: lead.prospect_id, created: false, changed_fields: [] };
}

async function record(tx: Tx, rows: readonly LeadRow[], { at, actor }: SaveLeads): Promise<void> {
  await insertConsents(tx, rows.map((row) => ({ row, prospect_id: null, consents: row.consent })), at);
  await appendEvents(tx, rows.map((row) => leadCaptured(row, actor)), at);
}

/** A replay under changed rules: the lead's own fields are written anew, with an audit entry and an event of what changed. */
async function rewrite(tx: Tx, rows: readonly LeadRow[], known: readonly StoredLead[], { at, actor }: SaveLeads): Promise<Map<string, SavedLead>> {
  const pairs = rows.flatMap((row) => {
    const before = known.find((lead) => isSame(lead, row));
    return before ? [{ fresh: row.id, before, after: { ...row, id: before.id, recorded_at: before.recorded_at } }] : [];
  });
  const changed = pairs.map((pair) => ({ ...pair, fields: changedColumns(pair.before, pair.after) }));
  const different = changed.filter(({ fields }) => fields.length > 0);
  await overwriteLeads(tx, different.map(({ after }) => after));
  await insertConsents(tx, different.map(({ before, after }) => ({ row: after, prospect_id: before.prospect_id, consents: added(before, after) })), at);
  await writeAudit(tx, different.map(({ before, after, fields }) => ({ at, actor, action: 'lead.replayed', subject_kind: 'lead', subject_id: after.id, after: { fields, from_settings_version: before.settings_version } })));
  await appendEvents(tx, different.map(({ after, fields }) => leadReplayed(after, fields, actor, at)), at);
  return new Map(changed.map(({ fresh, before, after, fields }) => [fresh, { row: after, prospect_id: before.prospect_id, created: false, changed_fields: fields }]));
}

/** Statements that the new rules read and the old ones did not; the register only grows. */
function added(before: StoredLead, after: LeadRow): LeadRow['consent'] {
  const known = new Set(before.consent.map(({ channel, purpose, status }) => `${channel}|${purpose}|${status}`));
  return after.consent.filter(({ channel, purpose, status }) => !known.has(`${channel}|${purpose}|${status}`));
}
