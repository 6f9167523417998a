import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { Actor, Classification, Provenance } from '../core/model';
import type { Store, Tx } from '../store';

type Value = string | boolean | number | null;

/** One change of one field: what it was and became, by whom, when and why. */
export interface FieldChange {
  readonly at: Date;
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
  /** rule, ai, human or default for classification fields; score for what follows from them. */
  readonly source: string;
  readonly why: string;
  readonly by: Actor | null;
  readonly settings_version: number;
}

export interface LeadHistory {
  readonly lead_id: string;
  readonly classification: Classification;
  readonly provenance: Provenance;
  readonly score: number;
  readonly band: string;
  readonly segment: string;
  readonly is_sql: boolean;
  readonly scored_at: Date;
  /** Latest first. */
  readonly changes: readonly FieldChange[];
  /** What people and expiries did to overrides, latest first. */
  readonly overrides: readonly OverrideEntry[];
}

export interface OverrideEntry {
  readonly at: Date;
  readonly action: 'classification_overridden' | 'override_expired';
  readonly by: Actor;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
}

interface Scored {
  readonly classification: Classification;
  readonly provenance: Provenance;
  readonly score: number;
  readonly band: string;
  readonly segment: string;
  readonly is_sql: boolean;
  readonly why: string;
}

interface ReceiptRow {
  readonly subject_id: string;
  readonly settings_version: number;
  readonly by: Actor | null;
  readonly result: Scored;
  readonly decided_at: Date;
}

export type History = ({ readonly ok: true } & LeadHistory) | { readonly ok: false; readonly error: DomainError };

/** SC-02 (P5.1, no silent reclassification): every change of the leads' fields, from their receipts and the audit trail. One result an id, in order. */
export async function classificationHistory(store: Store, accountId: string, leadIds: readonly string[]): Promise<History[]> {
  if (leadIds.length === 0) return [];
  return store.transaction(accountId, async (tx) => {
    const receipts = bySubject(await receiptsOf(tx, leadIds));
    const overrides = bySubject(await overridesOf(tx, leadIds));
    return leadIds.map((id): History => {
      const rows = receipts.get(id) ?? [];
      const last = rows.at(-1);
      if (!last) return { ok: false, error: new DomainError('LEAD_NOT_SCORED', `Lead ${id} has not been scored in this account; run Score & Segment: Score first`) };
      const said = (overrides.get(id) ?? []).map(({ subject_id: _, ...entry }) => entry);
      return { ok: true, lead_id: id, ...stateOf(last), changes: changesOf(rows).reverse(), overrides: said };
    });
  });
}

function bySubject<T extends { readonly subject_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(row.subject_id, [...(found.get(row.subject_id) ?? []), row]);
  return found;
}

async function receiptsOf(tx: Tx, ids: readonly string[]): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`
    select subject_id, settings_version, inputs -> 'by' as by, result, decided_at from salesos.receipts
    where account_id = ${tx.accountId} and subject_kind = 'lead' and kind = 'score' and subject_id in (${sql.join([...new Set(ids)])})
    order by decided_at, id`.execute(tx.db);
  return rows;
}

async function overridesOf(tx: Tx, ids: readonly string[]): Promise<(OverrideEntry & { subject_id: string })[]> {
  const { rows } = await sql<OverrideEntry & { subject_id: string }>`
    select subject_id, at, action, actor as by, before, after, reason from salesos.audit_entries
    where account_id = ${tx.accountId} and subject_kind = 'lead' and action in ('classification_overridden', 'override_expired')
      and subject_id in (${sql.join([...new Set(ids)])})
    order by seq desc`.execute(tx.db);
  return rows;
}

function stateOf({ result, decided_at }: ReceiptRow) {
  const { classification, provenance, score, band, segment, is_sql } = result;
  return { classification, provenance, score, band, segment, is_sql, scored_at: decided_at };
}

/** Differences from receipt to receipt; the first one counts from nothing. */
function changesOf(rows: readonly ReceiptRow[]): FieldChange[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1]?.result;
    const when = { at: row.decided_at, by: row.by, settings_version: row.settings_version };
    const fields = differences(before?.classification ?? {}, row.result.classification).map(([field, from, to]): FieldChange => {
      const origin = row.result.provenance[field] ?? before?.provenance[field];
      const gone = to === null && row.result.provenance[field] === undefined;
      return { ...when, field, from, to, source: gone ? 'rule' : (origin?.source ?? 'rule'), why: gone ? 'nothing speaks for it any more' : (origin?.detail ?? '') };
    });
    const outcome = differences(outcomeOf(before), outcomeOf(row.result)).map(([field, from, to]): FieldChange => ({ ...when, field, from, to, source: 'score', why: row.result.why }));
    return [...fields, ...outcome];
  });
}

function outcomeOf(result: Scored | undefined): Record<string, Value> {
  return result ? { score: result.score, band: result.band, segment: result.segment, is_sql: result.is_sql } : {};
}

function differences(before: object, after: object): [field: string, from: Value, to: Value][] {
  const old = new Map<string, Value>(Object.entries(before));
  return Object.entries(after).flatMap(([field, to]: [string, Value]): [string, Value, Value][] => {
    const from = old.get(field) ?? null;
    return from === to ? [] : [[field, from, to]];
  });
}
