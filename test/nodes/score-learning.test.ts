import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { closeStores, storeOf } from '../../engine/store';
import { ScoreAndSegment } from '../../nodes/ScoreAndSegment/ScoreAndSegment.node';
import { generatedOutcomes } from '../support/generated-outcomes';
import { runNode, type RunNodeOptions } from '../support/run-node';
import { storeWorkedLeads } from '../support/worked-leads';

const DAY = 86_400_000;
let account = '';
let accounts = 0;

const open = () => storeOf({ kind: 'embedded', folder: 'memory://' });
const run = (items: IDataObject[], parameters: INodeParameters, more: Partial<RunNodeOptions> = {}) =>
  runNode({ node: ScoreAndSegment, items, parameters, credentials: { salesOsAccountApi: { accountId: account, store: 'embedded', folder: 'memory://' } }, ...more });

describe('Score & Segment: learned score', () => {
  beforeEach(() => (account = `learning-node-${++accounts}`));
  afterAll(closeStores);

  it('SC-08: replays the newest leads under two other documents, as data and as a page, and applies neither', async () => {
    await storeWorkedLeads(await open(), { accountId: account, table: generatedOutcomes({ leads: 60, seed: 5 }), from: new Date(Date.now() - 60 * DAY) });
    const generous = { scoring: { weights: { referral: 60 } } };
    const { outputs, error } = await run([{ document: {} }, { document: generous }], { operation: 'whatIf', limit: 50 });
    expect(error).toBeUndefined();
    const [same, other] = outputs[0]!.map(({ json }) => json);
    expect(same).toMatchObject({ leads: 50, becomes_sql: 0, no_longer_sql: 0, changes: [], settings_version: 0 });
    expect(other).toMatchObject({ leads: 50, html: expect.stringContaining('What if: new rules on past leads') });
    expect((other!.changes as object[]).length).toBeGreaterThan(0);
    expect((other!.changes as object[])[0]).toMatchObject({ from: { band: 'Cold', is_sql: false }, to: { score: 60, band: 'Warm', is_sql: false }, why: expect.any(String) });
    expect(await (await open()).transaction(account, (tx) => tx.db.selectFrom('firm_settings').select('version').execute())).toEqual([]);
    const wrong = await run([{ document: { scoring: { bands: { hot: 10, warm: 50 } } } }], { operation: 'whatIf', limit: 5 });
    expect(wrong.error?.message).toContain('hot (10) must be above warm (50)');
  });

  it('SC-09: trains once for all items, puts the learned score beside the rule score and explains it', async () => {
    const leads = await storeWorkedLeads(await open(), { accountId: account, table: generatedOutcomes({ leads: 600, seed: 5 }), from: new Date(Date.now() - 60 * DAY) });
    const trained = await run([{}, {}], { operation: 'trainLearned' });
    expect(trained.outputs[0]!.map(({ json, pairedItem }) => [json.version, json.shown, pairedItem])).toEqual([
      [1, true, { item: 0 }],
      [1, true, { item: 1 }],
    ]);
    const scored = await run([{ lead_id: leads[0]! }, { lead_id: leads[1]! }], { operation: 'score' });
    const items = scored.outputs.flat();
    expect(items).toHaveLength(2);
    for (const { json } of items) expect(json.learned).toMatchObject({ probability: expect.any(Number), model_version: 1, reasons: [expect.any(String), expect.any(String), expect.any(String)] });
    const explained = await run([{ lead_id: leads[0]! }, { lead_id: '0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e' }], { operation: 'explainLearned' }, { onError: 'continueRegularOutput' });
    expect(explained.outputs[0]!.map(({ json }) => json)).toMatchObject([
      { lead_id: leads[0], probability: expect.any(Number), why: expect.stringMatching(/^Won with a probability of \d+ % \(average lead \d+ %\)/) },
      { error: expect.stringContaining('is not known in this account') },
    ]);
  });
});
