import { sql } from 'kysely';

import { type EnrichmentFacts, enrichLead } from '../core/enrichment';
import { DomainError } from '../core/errors';
import type { EventDraft } from '../core/events';
import type { Actor, LeadEnrichment } from '../core/model';
import { appendEvents, type Store, type Tx } from '../store';
import { failed, type Result } from './result';

export interface EnrichLeads {
  /** `again` looks at a lead that was enriched before, e.g. after a rule changed. */
  readonly inputs: readonly { readonly lead_id: string; readonly again: boolean }[];
  readonly at: Date;
  readonly actor: Actor;
}

export interface EnrichedLead extends LeadEnrichment {
  readonly lead_id: string;
  readonly enriched_at: Date;
  /** false for a lead that was enriched before. */
  readonly changed: boolean;
}

type Row = Omit<EnrichmentFacts, 'request_country' | 'accept_language'> & {
  readonly id: string;
  readonly enrichment: LeadEnrichment | null;
  readonly enriched_at: Date | null;
  readonly headers: Readonly<Record<string, string>> | null;
};

/**
 * Guesses language, country and time zone behind the event (IN-15): intake never waits for it, and what the person answered
 * stays as it is. LeadEnriched is sent once a lead.
 * @returns one result per input, in order; `LEAD_UNKNOWN` for one that is not in this account
 */
export async function enrichLeads(store: Store, accountId: string, input: EnrichLeads): Promise<Result<EnrichedLead>[]> {
  return store.transaction(accountId, async (tx) => {
    const rows = await loadRows(tx, input.inputs.map(({ lead_id }) => lead_id));
    const again = new Set(input.inputs.filter((one) => one.again).map(({ lead_id }) => lead_id));
    const open = [...rows.values()].filter(({ id, enrichment }) => enrichment === null || again.has(id));
    const found = new Map(open.map((row) => [row.id, enrichLead(factsOf(row))]));
    await writeFindings(tx, found, input.at);
    await appendEvents(tx, [...found].filter(([id]) => rows.get(id)?.enrichment === null).map(([id, enrichment]) => enrichedEvent(id, enrichment, input)), input.at);
    return input.inputs.map(({ lead_id }) => resultOf(lead_id, rows.get(lead_id), found.get(lead_id), input));
  });
}

async function loadRows(tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('leads')
    .leftJoin('raw_deliveries', 'raw_deliveries.id', 'leads.delivery_id')
    .select(['leads.id', 'leads.language', 'leads.residence_country', 'leads.time_zone', 'leads.message', 'leads.answers', 'leads.phone_detail as phone', 'leads.captured_at'])
    .select(['leads.enrichment', 'leads.enriched_at', 'raw_deliveries.headers'])
    .where('leads.id', 'in', [...new Set(ids)])
    .orderBy('leads.id')
    .forUpdate('leads')
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const COUNTRY_HEADERS = ['cf-ipcountry', 'x-vercel-ip-country', 'cloudfront-viewer-country', 'x-appengine-country'];

function factsOf({ headers, ...lead }: Row): EnrichmentFacts {
  const request_country = COUNTRY_HEADERS.map((name) => headers?.[name]?.toUpperCase()).find((value) => value !== undefined) ?? null;
  return { ...lead, request_country, accept_language: headers?.['accept-language'] ?? null };
}

async function writeFindings(tx: Tx, found: ReadonlyMap<string, LeadEnrichment>, at: Date): Promise<void> {
  if (found.size === 0) return;
  const rows = [...found].map(([id, enrichment]) => ({ id, enrichment }));
  await sql`
    update salesos.leads l set enrichment = n.enrichment, enriched_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, enrichment jsonb)
    where l.account_id = ${tx.accountId} and l.id = n.id`.execute(tx.db);
}

/** Names what was found; answers are no finding. */
function enrichedEvent(lead_id: string, enrichment: LeadEnrichment, { at, actor }: EnrichLeads): EventDraft {
  const fields = Object.entries(enrichment).flatMap(([field, finding]) => (finding !== null && finding.source !== 'answer' ? [field] : []));
  return { type: 'LeadEnriched', subject: { kind: 'lead', id: lead_id }, occurred_at: at, actor, key: `lead-enriched:${lead_id}`, correlation_id: lead_id, data: { lead_id, fields } };
}

function resultOf(lead_id: string, row: Row | undefined, found: LeadEnrichment | undefined, { at }: EnrichLeads): Result<EnrichedLead> {
  if (!row) return failed(new DomainError('LEAD_UNKNOWN', `There is no lead ${lead_id} in this account`));
  if (found) return { ok: true, lead_id, ...found, enriched_at: at, changed: true };
  return { ok: true, lead_id, ...(row.enrichment ?? { language: null, country: null, time_zone: null }), enriched_at: row.enriched_at ?? at, changed: false };
}
