import { trainLearnedScoreVersion } from '../../engine/commands/train-learned-score';
import { firmSettings } from '../../engine/core/settings';
import { learnedScores } from '../../engine/queries/learned-score';
import { json, type Store, type Tx } from '../../engine/store';
import { generatedOutcomes } from '../support/generated-outcomes';
import { describeStores } from '../support/stores';
import { storeWorkedLeads } from '../support/worked-leads';

const FROM = new Date('2026-01-01T00:00:00Z');
const AT = new Date('2026-03-10T00:00:00Z');
const actor = { kind: 'workflow' as const, id: 'wf-1' };
let accounts = 0;

describeStores('the learned score', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `learned-${++accounts}`;
  });
  const train = (at = AT) => trainLearnedScoreVersion(store, account, { at, actor });
  const read = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(account, work);
  const worked = (leads: number, seed: number, from = FROM, band?: (row: number) => 'Hot' | 'Warm' | 'Cold') => storeWorkedLeads(store, { accountId: account, table: generatedOutcomes({ leads, seed }), from, ...(band && { band }) });

  it('SC-09: says why there is none before it was trained, and what is missing when outcomes are too few', async () => {
    const [lead] = await worked(60, 1);
    expect(await learnedScores(store, account, { lead_ids: [lead!], at: AT })).toMatchObject([{ probability: null, why: expect.stringContaining('run Train Learned Score'), score: 70, band: 'Warm' }]);
    expect(await train()).toMatchObject({ version: 1, new_version: true, shown: false, why: expect.stringContaining('Too few outcomes: 60 known') });
    expect(await learnedScores(store, account, { lead_ids: [lead!], at: AT })).toMatchObject([{ probability: null, model_version: 1, why: expect.stringContaining('Too few outcomes') }]);
  });

  it('SC-09: from the firm’s own outcomes it gives each lead a probability with reasons; the same outcomes make no new version', async () => {
    const leads = await worked(900, 5);
    const first = await train();
    expect(first).toMatchObject({ version: 1, new_version: true, shown: true, report: { leads: 900, validation: { method: 'rolling forward in time' } }, alarms: [] });
    expect(await train(new Date(AT.getTime() + 1))).toMatchObject({ version: 1, new_version: false, shown: true });
    const scores = await learnedScores(store, account, { lead_ids: leads.slice(0, 50), at: AT });
    expect(scores).toHaveLength(50);
    for (const { probability, reasons } of scores) {
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
      expect(reasons[0]!.words).toMatch(/ is /);
    }
    expect(await read((tx) => tx.db.selectFrom('learned_models').select(['version', 'shown']).execute())).toEqual([{ version: 1, shown: true }]);
  });

  it('SC-09: opportunities that are still open are not learned from until the horizon, then they count as lost', async () => {
    await worked(120, 2);
    await read((tx) => tx.db.updateTable('opportunities').set({ stage: 'NEGOTIATION', closed_at: null }).where('stage', '=', 'CLOSED_LOST').execute());
    const open = await train();
    expect(open.report.won).toBe(open.report.leads);
    expect((await train(new Date('2027-01-01T00:00:00Z'))).report).toMatchObject({ leads: 120, won: open.report.won });
  });

  it('SC-09: an answer of the firm’s own form can be a signal', async () => {
    const document = firmSettings.parse({ learning: { custom_signals: [{ name: 'age', question: 'your age', kind: 'number' }] } });
    await read((tx) => tx.db.insertInto('firm_settings').values({ account_id: account, version: 1, document: json(document), effective_at: FROM, note: null, applied_by: 'max', applied_at: FROM }).execute());
    await worked(600, 6);
    expect((await train()).report.signals.map(({ signal }) => signal)).toContain('age');
  });

  it('SC-09: raises an alarm, once a month, when a band takes in more leads and converts less', async () => {
    // January: one lead in five Hot; from 1 February every lead is called Hot.
    await worked(1400, 5, new Date('2026-01-05T00:00:00Z'), (row) => (row < 648 ? (row % 5 === 0 ? 'Hot' : 'Warm') : 'Hot'));
    // Of January's Hot leads most were won.
    await read((tx) => tx.db.updateTable('opportunities').set({ stage: 'CASE_OPENED' }).where('band', '=', 'Hot').where('created_at', '<', new Date('2026-02-01T00:00:00Z')).execute());
    const at = new Date('2026-04-20T00:00:00Z');
    const trained = await train(at);
    expect(trained.bands_by_month.map(({ month, band }) => `${month} ${band}`)).toEqual(['2026-01 Hot', '2026-01 Warm', '2026-02 Hot']);
    expect(trained.alarms).toEqual([expect.objectContaining({ kind: 'band_grows_and_converts_less', sentence: expect.stringMatching(/^Hot leads of 2026-02 convert at \d+ %/) })]);
    await train(new Date(at.getTime() + 60_000));
    const events = await read((tx) => tx.db.selectFrom('events').select('data').where('type', '=', 'ScoreAlarmRaised').execute());
    expect(events).toMatchObject([{ data: { model_version: 1, alarms: [{ kind: 'band_grows_and_converts_less' }] } }]);
  });

  it('SC-09: raises an alarm when the leads are no longer those it learned from', async () => {
    await worked(600, 9);
    await train(new Date('2026-02-01T00:00:00Z'));
    const recent = await worked(200, 10, new Date('2026-03-01T00:00:00Z'));
    await read((tx) => tx.db.updateTable('leads').set({ source_channel: 'linkedin' }).where('id', 'in', recent).execute());
    const { drift, alarms } = await train();
    expect(drift[0]).toMatchObject({ signal: 'source_channel', verdict: 'drifted' });
    expect(alarms).toMatchObject([{ kind: 'signal_drifted', sentence: expect.stringContaining('source_channel is no longer what the score learned from') }]);
  });
});
