import type { Selectable } from 'kysely';

import type { EventDraft } from '../../core/events';
import type { Actor, ConsentStatement } from '../../core/model';
import { json, type LeadsTable, newId, type Tx } from '../../store';
import { type LeadRow, REPLAYED_COLUMNS, toInsert } from './lead-row';

type StoredLead = Selectable<LeadsTable>;

/** Inserts the leads that are new; a lead known by its delivery or its platform id is left alone (IN-08). @returns ids of the new ones */
export async function insertLeads(tx: Tx, rows: readonly LeadRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await tx.db
    .insertInto('leads')
    .values(rows.map(toInsert))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(inserted.map(({ id }) => id));
}

export async function leadsOfDeliveries(tx: Tx, deliveryIds: readonly string[]): Promise<StoredLead[]> {
  if (deliveryIds.length === 0) return [];
  return tx.db.selectFrom('leads').selectAll().where('delivery_id', 'in', [...deliveryIds]).orderBy('delivery_item').execute();
}

/** Leads by what their platform calls them; test leads have no such identity. */
export async function leadsOfPlatform(tx: Tx, keys: readonly Pick<LeadRow, 'source_channel' | 'platform_lead_id'>[]): Promise<StoredLead[]> {
  const known = keys.filter(({ platform_lead_id }) => platform_lead_id !== null);
  if (known.length === 0) return [];
  return tx.db
    .selectFrom('leads')
    .selectAll()
    .where('is_test', '=', false)
    .where((eb) => eb.or(known.map((key) => eb.and({ source_channel: key.source_channel, platform_lead_id: key.platform_lead_id }))))
    .execute();
}

/** Writes a replay's result over leads that are there; what later steps wrote stays. */
export async function overwriteLeads(tx: Tx, rows: readonly LeadRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...REPLAYED_COLUMNS, 'settings_version' as const];
  await tx.db
    .insertInto('leads')
    .values(rows.map(toInsert))
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'id']).doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute();
}

/** One row a statement in the append-only consent register (IN-13). */
export async function insertConsents(tx: Tx, of: readonly { row: LeadRow; prospect_id: string | null; consents: readonly ConsentStatement[] }[], at: Date): Promise<void> {
  const rows = of.flatMap(({ row, prospect_id, consents }) =>
    consents.map((consent) => ({
      id: newId(),
      account_id: tx.accountId,
      lead_id: row.id,
      prospect_id,
      channel: consent.channel,
      purpose: consent.purpose,
      status: consent.status,
      text: consent.text ?? null,
      text_version: consent.text_version ?? null,
      source: consent.source,
      proof: json(consent.proof),
      captured_at: consent.captured_at,
      recorded_at: at,
    })),
  );
  if (rows.length > 0) await tx.db.insertInto('consents').values(rows).execute();
}

export function leadCaptured(row: LeadRow, actor: Actor): EventDraft {
  return {
    type: 'LeadCaptured',
    subject: { kind: 'lead', id: row.id },
    occurred_at: row.captured_at,
    actor,
    key: `lead-captured:${row.id}`,
    correlation_id: row.id,
    data: { lead_id: row.id, source_channel: row.source_channel, is_test: row.is_test },
  };
}

export function leadReplayed(row: LeadRow, fields: readonly string[], actor: Actor, at: Date): EventDraft {
  return {
    type: 'LeadEnriched',
    subject: { kind: 'lead', id: row.id },
    occurred_at: at,
    actor,
    key: `lead-replayed:${row.id}:${at.toISOString()}`,
    correlation_id: row.id,
    data: { lead_id: row.id, fields: [...fields] },
  };
}
