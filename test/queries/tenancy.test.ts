import { readdirSync } from 'node:fs';
import path from 'node:path';

import { DomainError } from '../../engine/core/errors';
import type { DeadLetter } from '../../engine/queries/dead-letters';
import type { Store, Tx } from '../../engine/store';
import { readCatalogue } from '../../scripts/generate/schema/catalogue';
import { type EveryRow, seedEveryTable } from '../support/every-table';
import { describeStores } from '../support/stores';

const OURS = 'tenant-a';
const THEIRS = 'tenant-b';
const QUERIES = path.resolve(__dirname, '../../engine/queries');
const at = new Date('2026-03-03T12:00:00Z');
const range = { from: new Date('2026-01-01T00:00:00Z'), before: new Date('2027-01-01T00:00:00Z') };

/** A query's arguments after the store (or transaction) and the account; `ours` is the row of each table that belongs to the other firm. */
type Arguments = (ours: (column: string) => string) => readonly unknown[];

/** Every exported function of engine/queries. A new one fails the first test until it is tried here too. */
const TRIED: Readonly<Record<string, Arguments>> = {
  'breach-board.breachBoard': () => [{ at, limit: 50 }],
  'dead-letters.listDeadLetters': () => [{ status: 'dead' satisfies DeadLetter['status'], limit: 50 }],
  'dead-letters.listStuckDeliveries': () => [{ status: 'rejected', limit: 50 }],
  'campaigns.listCampaigns': () => [{ month: null, limit: 50 }],
  'explain-owner.explainOwners': (ours) => [[{ opportunity_id: ours('opportunities.id'), role: 'setter' }]],
  'case-reconciliation.caseReconciliation': () => [{ ...range, at }],
  'weekly-exceptions.weeklyExceptions': () => [{ ...range, at }],
  'revenue-signals.revenueSignals': () => [range],
  'case-reconciliation.reportFirm': () => [at],
  'find-deliveries.findDeliveries': (ours) => [{ ...range, sources: [ours('raw_deliveries.source')], status: null, limit: 50 }],
  'handoff-desk.handoffQueue': () => [{ status: 'triggered', limit: 50 }],
  'handoff-desk.measureHandoffs': () => [range],
  'firm-time-zone.firmTimeZone': () => [at],
  'identity-reviews.listIdentityReviews': () => [{ limit: 50 }],
  'notice-messages.noticeMessages': (ours) => [{ event_ids: [ours('events.id')], at }],
  'intake-report.intakeReport': () => [{ ...range, source: null, spam_from: 60 }],
  'learned-score.learnedScores': (ours) => [{ lead_ids: [ours('leads.id')], at: new Date('2027-01-01T00:00:00Z') }],
  'opportunity.getOpportunities': (ours) => [[ours('opportunities.id')], at],
  'opportunity.listOpportunities': () => [{ limit: 50 }, at],
  'opportunity.opportunityChoices': () => [at],
  'payment-status.paymentMode': () => [at],
  'payment-status.paymentStatus': (ours) => [[ours('opportunities.id')]],
  'read-contested-intents.readContestedIntents': () => [],
  'read-timers.readTimers': (ours) => [[{ opportunity_id: ours('opportunities.id'), lead_id: ours('leads.id') }], { statuses: ['pending'], lock: false }],
  'routing-equality.routingEquality': () => [{ role: 'setter', from: new Date(0), until: new Date('2100-01-01') }],
  'simulate-routing.simulateDemand': () => [{ role: 'setter', days: 365, away: [], weights: {}, desk_hours: 24, at: new Date('2026-06-01') }],
  'settings-versions.settingsVersions': () => [{ at, limit: 50 }],
  'settings-versions.settingsDocument': () => [{ version: 1, at }],
  'source-status.sourceStatus': () => [{ at }],
  'sla-status.slaStatus': (ours) => [{ items: [{ opportunity_id: ours('opportunities.id'), lead_id: ours('leads.id') }], at }],
  'ai-usage.aiSwitch': () => [at],
  'ai-usage.aiUsage': () => [{ at, days: 365 }],
  'classification-history.classificationHistory': (ours) => [[ours('leads.id')]],
  'compose-messages.composeMessages': (ours) => [{ items: [{ lead_id: ours('leads.id'), opportunity_id: null, template_key: 'acknowledgement', channel: null, language: null, values: {} }], at }],
  'read-recipients.readRecipients': (ours) => [[{ lead_id: ours('leads.id'), opportunity_id: null }]],
  'try-rules.tryRulesOn': () => [{ trials: [{ text: 'study permit', question: null, at }], drafts: [], at }],
};
/** They are given what a query has read, and read nothing themselves. */
const PURE = ['address-hash.addressHash', 'compose-messages.gateFor', 'read-recipients.addressOf', 'read-recipients.factsFor'];
/** Their results say nothing of any row of the seed, so that only the other firm's call can be judged. */
const SILENT = ['routing-equality.routingEquality', 'simulate-routing.simulateDemand', 'breach-board.breachBoard', 'case-reconciliation.caseReconciliation', 'case-reconciliation.reportFirm', 'firm-time-zone.firmTimeZone', 'handoff-desk.measureHandoffs', 'notice-messages.noticeMessages', 'payment-status.paymentMode', 'read-contested-intents.readContestedIntents', 'settings-versions.settingsDocument', 'try-rules.tryRulesOn', 'weekly-exceptions.weeklyExceptions', 'ai-usage.aiSwitch', 'compose-messages.composeMessages', 'read-recipients.readRecipients'];

type Query = (...args: unknown[]) => unknown;

async function exportedQueries(): Promise<Map<string, Query>> {
  const files = readdirSync(QUERIES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(files.map(async (file) => [file.replace(/\.ts$/, ''), (await import(path.join(QUERIES, file))) as Record<string, unknown>] as const));
  return new Map(modules.flatMap(([file, exported]) => Object.entries(exported).flatMap(([name, value]) => (typeof value === 'function' ? [[`${file}.${name}`, value as Query]] : []))));
}

describeStores('the queries for another firm', (open) => {
  let store: Store;
  let rows: EveryRow;
  let queries: Map<string, Query>;

  beforeAll(async () => {
    store = await open();
    const catalogue = await readCatalogue();
    rows = await seedEveryTable(store, catalogue, OURS);
    await seedEveryTable(store, catalogue, THEIRS);
    queries = await exportedQueries();
  });

  const ours = (place: string): string => {
    const [table = '', column = ''] = place.split('.');
    return String(rows[table]?.[column]);
  };

  /** What the query tells this account when it asks with our ids, as text; a refusal's sentence counts too. */
  async function told(name: string, accountId: string): Promise<string> {
    const query = queries.get(name);
    const rest = TRIED[name]?.(ours) ?? [];
    const takesTx = name.startsWith('read-');
    try {
      const result = takesTx ? await store.transaction(accountId, async (tx: Tx) => query?.(tx, ...rest)) : await query?.(store, accountId, ...rest);
      return JSON.stringify(result, (_key, value: unknown) => (value instanceof DomainError ? value.message : value)) ?? '';
    } catch (error) {
      return String(error);
    }
  }

  /** Every id and text of our rows that the question did not hold itself. */
  function secrets(name: string): string[] {
    const asked = JSON.stringify(TRIED[name]?.(ours));
    const values = Object.values(rows).flatMap((row) => Object.entries(row)).filter(([column, value]) => typeof value === 'string' && (/(^|_)id$/.test(column) || value.includes(OURS)));
    return [...new Set(values.map(([, value]) => String(value)))].filter((value) => !asked.includes(value));
  }

  it('GV-01: every exported function of engine/queries is tried', () => {
    expect([...queries.keys()].filter((name) => !PURE.includes(name)).sort()).toEqual(Object.keys(TRIED).sort());
  });

  it.each(Object.keys(TRIED))('GV-01: %s tells another firm nothing of ours, also when it asks with our ids', async (name) => {
    const answer = await told(name, THEIRS);
    expect(answer).not.toMatch(/TypeError|syntax error/);
    expect(secrets(name).filter((secret) => answer.includes(secret))).toEqual([]);
  });

  it.each(Object.keys(TRIED).filter((name) => !SILENT.includes(name)))('GV-01: %s tells us of our own rows, so that the silence above means something', async (name) => {
    const answer = await told(name, OURS);
    expect(answer).not.toMatch(/^\w*Error\b/);
    const known = Object.values(rows).flatMap((row) => Object.values(row)).filter((value): value is string => typeof value === 'string' && (value.includes(OURS) || /^[0-9a-f-]{36}$/.test(value)));
    expect(known.some((value) => answer.includes(value))).toBe(true);
  });
});
