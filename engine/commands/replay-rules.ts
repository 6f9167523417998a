import { compareAssessments, type LeadUnderBoth, type WhatIf } from '../core/scoring';
import { reportPage } from '../core/reconciliation/report-page';
import { settingsOrThrow } from '../core/settings/check-settings';
import { currentSettings, type Store, type Tx } from '../store';
import { assessStoredLead } from './scoring/assess-stored-lead';
import { loadLeadsToScore } from './scoring/lead-to-score';
import { loadPersonFacts } from './scoring/load-person-facts';

export interface ReplayRulesInput {
  /** The whole settings document as it would be applied. */
  readonly document: unknown;
  /** How many of the newest leads. */
  readonly limit: number;
  readonly at: Date;
}

export interface ReplayedRules extends WhatIf {
  readonly settings_version: number;
  readonly from: Date | null;
  /** SQLs a week and active setter over the time of these leads, under the rules in force and under the new ones. */
  readonly sql_per_setter_and_week: { readonly now: number; readonly then: number } | null;
  /** The same as a page. */
  readonly html: string;
}

const WEEK_MS = 7 * 86_400_000;

/**
 * SC-08: what the newest leads would have come to under other settings, before these are applied. Reads only.
 * @throws DomainError `SETTINGS_INVALID` with every mistake of the document
 */
export async function replayRules(store: Store, accountId: string, { document, limit, at }: ReplayRulesInput): Promise<ReplayedRules> {
  const next = settingsOrThrow(document);
  return store.transaction(accountId, async (tx) => {
    const { settings, version } = await currentSettings(tx, at);
    const ids = await newestLeads(tx, limit, at);
    const leads = await loadLeadsToScore(tx, ids.map(({ id }) => id));
    const facts = await loadPersonFacts(tx, [...new Set([...leads.values()].flatMap(({ prospect_id }) => prospect_id ?? []))]);
    const both = [...leads.values()].flatMap((lead): LeadUnderBoth[] => {
      const person = lead.prospect_id === null ? undefined : facts.get(lead.prospect_id);
      return person ? [{ lead_id: lead.stored.id, now: assessStoredLead(lead, person, settings, at), then: assessStoredLead(lead, person, next, at) }] : [];
    });
    const whatIf = compareAssessments(both);
    const from = ids.at(-1)?.captured_at ?? null;
    const setters = next.users.filter(({ active, owner_roles }) => active && owner_roles.includes('setter')).length;
    const result = { ...whatIf, settings_version: version, from, sql_per_setter_and_week: loadOf(whatIf, from, setters, at) };
    return { ...result, html: pageOf(result, at) };
  });
}

async function newestLeads(tx: Tx, limit: number, at: Date): Promise<{ id: string; captured_at: Date }[]> {
  return tx.db
    .selectFrom('leads')
    .select(['id', 'captured_at'])
    .where('account_id', '=', tx.accountId)
    .where('is_test', '=', false)
    .where('prospect_id', 'is not', null)
    .where('captured_at', '<=', at)
    .orderBy('captured_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

function loadOf({ now, then }: WhatIf, from: Date | null, setters: number, at: Date): ReplayedRules['sql_per_setter_and_week'] {
  if (from === null || setters === 0) return null;
  const weeks = Math.max(1, (at.getTime() - from.getTime()) / WEEK_MS);
  const each = (sql: number) => Math.round((10 * sql) / weeks / setters) / 10;
  return { now: each(now.sql), then: each(then.sql) };
}

function pageOf({ leads, now, then, becomes_sql, no_longer_sql, changes, settings_version, sql_per_setter_and_week, from }: Omit<ReplayedRules, 'html'>, at: Date): string {
  const rows = [['SQL', now.sql, then.sql, then.sql - now.sql] as const, ...(['Hot', 'Warm', 'Cold'] as const).map((band) => [band, now.bands[band], then.bands[band], then.bands[band] - now.bands[band]] as const)];
  const load = sql_per_setter_and_week ? [['SQLs a week and setter', sql_per_setter_and_week.now, sql_per_setter_and_week.then, Math.round(10 * (sql_per_setter_and_week.then - sql_per_setter_and_week.now)) / 10] as const] : [];
  return reportPage({
    title: 'What if: new rules on past leads',
    facts: [['Leads', leads], ['Since', from], ['Made at', at], ['Rules in force', `settings version ${settings_version}`], ['Become SQL', becomes_sql], ['No longer SQL', no_longer_sql]],
    tables: [
      { heading: 'Before and after', empty: 'There are no leads yet.', columns: ['', 'Rules in force', 'New rules', 'Difference'], rows: [...rows, ...load] },
      {
        heading: 'Leads that change',
        empty: 'No lead changes its band, segment or SQL decision.',
        columns: ['Lead', 'Score', 'New score', 'Segment', 'New segment', 'SQL', 'New SQL', 'Why'],
        rows: changes.slice(0, 200).map(({ lead_id, from: was, to, why }) => [lead_id, was.score, to.score, was.segment, to.segment, was.is_sql ? 'yes' : 'no', to.is_sql ? 'yes' : 'no', why]),
      },
    ],
  });
}
