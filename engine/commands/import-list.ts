import type { Actor } from '../core/model';
import { type Store, type Tx, writeAudit } from '../store';
import type { LeadSources } from './intake/read-deliveries';
import { normalizeLeads, type Normalized } from './normalize-leads';
import type { Result } from './result';

/** A row of an opened list: the payload that is stored, and the line of the file on which it starts. */
export interface RowToImport {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ImportList {
  readonly rows: AsyncIterable<RowToImport>;
  readonly file: { readonly name: string; readonly sha256: string };
  /** Source, date and consent proof, as the audit trail keeps them. */
  readonly facts: object;
  /** Which field each column fills; null = kept as an answer. */
  readonly columns: readonly { readonly column: string; readonly field: string | null }[];
  /** Under which of `sources` the rows are read. */
  readonly source: string;
  readonly sources: LeadSources;
  readonly at: Date;
  readonly actor: Actor;
}

/** What the person who uploaded the list must see: a row that is not in, or one that came in with a doubt. */
export interface ListRemark {
  readonly line: number;
  readonly result: 'rejected' | 'warning' | 'known';
  readonly field: string;
  readonly value: string;
  readonly message: string;
  readonly delivery_id: string;
}

export interface ListImport {
  /** When the same bytes were imported before; null = never. */
  readonly imported_before_at: Date | null;
  readonly rows: number;
  readonly created: number;
  /** Rows whose lead was there: by this list, another one or another channel. */
  readonly known: number;
  readonly test: number;
  readonly rejected: number;
  readonly warnings: number;
  readonly remarks: readonly ListRemark[];
  readonly rejections: readonly (Extract<Normalized, { kind: 'rejected' }> & { readonly line: number; readonly cells: readonly string[] })[];
}

/** Rows a transaction: bounds memory, locks and what a crash has to do again. */
const BATCH = 500;

/**
 * IN-06: brings a list in, batch by batch. Each row is a delivery of its own: kept as it stands, made a lead once, or rejected
 * with every mistake and replayable. Running it again, also after a crash in the middle, creates what is missing and no more.
 */
export async function importList(store: Store, accountId: string, input: ImportList): Promise<ListImport> {
  const before = await store.transaction(accountId, (tx) => earlierImport(tx, input.file.sha256));
  const tally = new Tally(input.columns);
  for await (const rows of inBatches(input.rows, BATCH)) {
    const inputs = rows.map((row) => ({ source: input.source, payload: { ...row }, received_at: input.at }));
    const results = await normalizeLeads(store, accountId, { inputs, sources: input.sources, at: input.at, actor: input.actor });
    rows.forEach((row, index) => tally.add(row, results[index]));
  }
  const { remarks: _remarks, rejections: _rejections, ...counts } = tally.result;
  const { file, facts, at, actor } = input;
  await store.transaction(accountId, (tx) => writeAudit(tx, [{ at, actor, action: AUDIT, subject_kind: 'list', subject_id: file.sha256, after: { file: file.name, ...facts, ...counts } }]));
  return { ...tally.result, imported_before_at: before };
}

const AUDIT = 'list.imported';

async function earlierImport(tx: Tx, sha256: string): Promise<Date | null> {
  const entry = await tx.db.selectFrom('audit_entries').select('at').where('action', '=', AUDIT).where('subject_id', '=', sha256).orderBy('at', 'desc').limit(1).executeTakeFirst();
  return entry?.at ?? null;
}

async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Flags that are the rule with lists: no row would be without one. */
const ROUTINE = new Set(['phone_country_guessed']);

/** Counts, and keeps only what must be shown. */
class Tally {
  private readonly counts = { rows: 0, created: 0, known: 0, test: 0, rejected: 0, warnings: 0 };
  private readonly remarks: ListRemark[] = [];
  private readonly rejections: ListImport['rejections'][number][] = [];
  private readonly firstLine = new Map<string, number>();

  constructor(private readonly columns: ImportList['columns']) {}

  get result(): Omit<ListImport, 'imported_before_at'> {
    return { ...this.counts, remarks: this.remarks, rejections: this.rejections };
  }

  add(row: RowToImport, result: Result<Normalized> | undefined): void {
    if (!result?.ok) throw result?.error ?? new Error(`line ${row.line} has no result`);
    this.counts.rows += 1;
    if (result.kind === 'rejected') this.addRejection(row, result);
    if (result.kind === 'lead') this.addLead(row, result);
  }

  private addRejection(row: RowToImport, rejection: Extract<Normalized, { kind: 'rejected' }>): void {
    this.counts.rejected += 1;
    this.rejections.push({ ...rejection, line: row.line, cells: row.cells });
    const problems = rejection.problems.length > 0 ? rejection.problems : [{ field: 'row', message: rejection.message }];
    for (const { field, message } of problems) this.remark(row, { result: 'rejected', field, message, delivery_id: rejection.delivery_id });
  }

  private addLead(row: RowToImport, { delivery_id, leads }: Extract<Normalized, { kind: 'lead' }>): void {
    const [lead] = leads;
    if (!lead) return;
    const first = this.firstLine.get(delivery_id);
    this.firstLine.set(delivery_id, first ?? row.line);
    if (lead.created && first === undefined) this.counts[lead.is_test ? 'test' : 'created'] += 1;
    else this.addKnown(row, delivery_id, first);
    const doubts = first === undefined ? lead.flags.filter(({ code }) => !ROUTINE.has(code)) : [];
    if (doubts.length > 0) this.counts.warnings += 1;
    for (const { field, message } of doubts) this.remark(row, { result: 'warning', field, message, delivery_id });
  }

  private addKnown(row: RowToImport, delivery_id: string, first: number | undefined): void {
    this.counts.known += 1;
    if (first !== undefined) this.remark(row, { result: 'known', field: 'row', message: `says the same as line ${first}`, delivery_id });
  }

  private remark(row: RowToImport, { field, ...rest }: Omit<ListRemark, 'line' | 'value'>): void {
    this.remarks.push({ line: row.line, field, value: this.valueOf(row, field), ...rest });
  }

  private valueOf({ cells }: RowToImport, field: string): string {
    const index = this.columns.findIndex((column) => column.field === field);
    return (index < 0 ? cells.join(' | ') : (cells[index] ?? '')).slice(0, 300);
  }
}
