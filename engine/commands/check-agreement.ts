import { sql } from 'kysely';

import { type Agreement, agreementOf, AI_FIELDS, type Comparison, type Drift, driftOf } from '../core/scoring';
import { currentSettings, newId, type Store, type Tx } from '../store';
import { assessStoredLead } from './scoring/assess-stored-lead';
import { loadLeadsToScore } from './scoring/lead-to-score';
import { loadPersonFacts } from './scoring/load-person-facts';

export interface CheckAgreementInput {
  readonly at: Date;
  /** Length of the window, and of the one before it. */
  readonly days: number;
  /** Percent points that a rate may fall before it counts as a drop. */
  readonly drop_points: number;
}

export interface AgreementReport {
  readonly from: Date;
  readonly before: Date;
  readonly settings_version: number;
  /** Leads about which a person said something in the window. */
  readonly leads: number;
  readonly rates: readonly Drift[];
  readonly alert: boolean;
  /** The drops in a sentence; null = none. */
  readonly alarm: string | null;
}

interface WordRow {
  readonly lead_id: string;
  readonly said: Readonly<Record<string, unknown>>;
}

const DAY_MS = 86_400_000;
const MOST = 5_000;
/** Names of the setter's checklist that differ from the classification's. */
const SAME: Readonly<Record<string, string>> = { timeline: 'timeline_bucket' };

/**
 * SC-12: how often rules and AI, as they are now, agree with what people said in the last days: overrides, and the setters'
 * answers in the qualification. The rates are kept, and a fall against the window before is an alarm. Running it again on the
 * same day replaces that day's figures.
 */
export async function checkAgreement(store: Store, accountId: string, { at, days, drop_points }: CheckAgreementInput): Promise<AgreementReport> {
  return store.transaction(accountId, async (tx) => {
    const before = new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS + DAY_MS);
    const from = new Date(before.getTime() - days * DAY_MS);
    const { settings, version } = await currentSettings(tx, at);
    const now = await comparisonsIn(tx, from, before, at);
    const earlier = await comparisonsIn(tx, new Date(from.getTime() - days * DAY_MS), from, at);
    const rates = driftOf(agreementOf(now.comparisons), agreementOf(earlier.comparisons), drop_points);
    await keep(tx, rates, { at, from, before, version });
    const drops = rates.filter(({ dropped }) => dropped);
    return { from, before, settings_version: version, leads: now.leads, rates, alert: drops.length > 0, alarm: drops.length > 0 ? `${settings.firm.name}: ${drops.map(sentence).join('; ')}` : null };
  });
}

function sentence({ source, field, rate, rate_before, compared }: Drift): string {
  const percent = (share: number | null) => `${Math.round((share ?? 0) * 100)} %`;
  return `${source === 'ai' ? 'the AI agrees' : 'the rules agree'} with people about ${field} in ${percent(rate)} of ${compared} leads, ${percent(rate_before)} before`;
}

async function comparisonsIn(tx: Tx, from: Date, before: Date, at: Date): Promise<{ leads: number; comparisons: Comparison[] }> {
  const words = await wordsIn(tx, from, before);
  const { settings } = await currentSettings(tx, at);
  const leads = await loadLeadsToScore(tx, [...words.keys()]);
  const facts = await loadPersonFacts(tx, [...new Set([...leads.values()].flatMap(({ prospect_id }) => prospect_id ?? []))]);
  const comparisons = [...words].flatMap(([id, said]) => {
    const lead = leads.get(id);
    const person = lead?.prospect_id ? facts.get(lead.prospect_id) : undefined;
    if (!lead || !person) return [];
    const { classification } = assessStoredLead({ ...lead, overrides: {}, ai: null }, person, settings, at);
    const answers = lead.ai?.suspicious ? {} : (lead.ai?.fields ?? {});
    return Object.entries(said).map(([field, human]): Comparison => {
      const known: Readonly<Record<string, unknown>> = { ...classification };
      const answer = answers[field as keyof typeof answers];
      const sure = answer && answer.confidence >= settings.scoring.ai.threshold ? answer.value : null;
      return { field, human, rule: valueOf(known[field]), ai: sure };
    });
  });
  return { leads: words.size, comparisons };
}

function valueOf(value: unknown): string | boolean | null {
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

/** The last word of people about each field of a lead in the window. */
async function wordsIn(tx: Tx, from: Date, before: Date): Promise<Map<string, Record<string, string | boolean>>> {
  const { rows } = await sql<WordRow>`
    select * from (
      select a.subject_id as lead_id, a.after as said, a.seq from salesos.audit_entries a
      where a.account_id = ${tx.accountId} and a.action = 'classification_overridden' and a.at >= ${from} and a.at < ${before}
      union all
      select o.lead_id::text, o.qualification, a.seq from salesos.audit_entries a
      join salesos.opportunities o on o.account_id = a.account_id and o.id::text = a.subject_id
      where a.account_id = ${tx.accountId} and a.action = 'qualification_recorded' and a.at >= ${from} and a.at < ${before}) words
    order by seq limit ${MOST}`.execute(tx.db);
  const words = new Map<string, Record<string, string | boolean>>();
  for (const { lead_id, said } of rows) {
    const known = words.get(lead_id) ?? {};
    for (const [name, value] of Object.entries(said ?? {})) {
      const field = SAME[name] ?? name;
      if ((AI_FIELDS as readonly string[]).includes(field) && (typeof value === 'string' || typeof value === 'boolean')) known[field] = value;
    }
    words.set(lead_id, known);
  }
  return words;
}

async function keep(tx: Tx, rates: readonly Agreement[], { at, from, before, version }: { at: Date; from: Date; before: Date; version: number }): Promise<void> {
  if (rates.length === 0) return;
  const rows = rates.map(({ source, field, compared, agreed }) => ({ id: newId(), account_id: tx.accountId, checked_at: at, window_from: from, window_before: before, source, field, compared, agreed, settings_version: version }));
  await tx.db
    .insertInto('classifier_checks')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'window_from', 'window_before', 'source', 'field']).doUpdateSet((eb) => ({
        checked_at: eb.ref('excluded.checked_at'),
        compared: eb.ref('excluded.compared'),
        agreed: eb.ref('excluded.agreed'),
        settings_version: eb.ref('excluded.settings_version'),
      })),
    )
    .execute();
}
