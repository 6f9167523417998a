import type { IDataObject } from 'n8n-workflow';

import { closeStores } from '../../engine/store';
import { FirmSettings } from '../../nodes/FirmSettings/FirmSettings.node';
import { rep } from '../commands/sales-seed';
import { runNode, type RunNodeOptions } from '../support/run-node';

let account = '';
let accounts = 0;
const run = (items: IDataObject[], parameters: RunNodeOptions['parameters'] = {}, more: Partial<RunNodeOptions> = {}) =>
  runNode({ node: FirmSettings, items, parameters, credentials: { salesOsAccountApi: { accountId: account, store: 'embedded', folder: 'memory://' } }, ...more });
const jsons = async (result: ReturnType<typeof run>) => (await result).outputs[0]!.map(({ json }) => json);

describe('Firm Settings', () => {
  beforeEach(() => (account = `settings-node-${(accounts += 1)}`));
  afterAll(closeStores);

  it('PK-04: applies documents one after the other, shows the differences, and nothing twice', async () => {
    const items = [{ document: { firm: { name: 'North' } } }, { document: { firm: { name: 'North' }, users: [rep('ana')] } }];
    const out = await run(items, { applyOptions: { note: 'go-live' } });
    expect(out.error).toBeUndefined();
    expect(await jsons(Promise.resolve(out))).toMatchObject([
      { applied: true, dry_run: false, version: 1, previous_version: 0, change_count: 1, changes: ['firm.name: "New firm" → "North"'] },
      { applied: true, version: 2, warnings: ['No active, certified user takes leads as closer: they will wait'] },
    ]);
    expect(out.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
    expect(await jsons(run([items[1]!, items[1]!]))).toMatchObject([{ applied: false, version: 2, change_count: 0 }, { applied: false }]);
  });

  it('PK-04: takes the document as text, and a dry run writes nothing', async () => {
    const text = '{ "firm": { "name": "South" } }';
    expect(await jsons(run([{}, {}], { document: text, dryRun: true }))).toMatchObject([{ applied: false, dry_run: true, version: 1, changes: ['firm.name: "New firm" → "South"'] }, { dry_run: true }]);
    expect(await jsons(run([{}, {}], { operation: 'get' }))).toEqual([{ version: 0, document: {} }, { version: 0, document: {} }]);
  });

  it('PK-04: a document with ten mistakes lists all ten and changes nothing', async () => {
    const document = {
      firm: { time_zone: 'Toronto', currency: 'ABC' },
      users: [rep('ana', { weight: -1 }), rep('ana', { email: 'x' }), rep('cy', { manager_id: 'max' })],
      routing: { mode: 'loudest' },
      sla: { default_calendar: 'office', policies: { OpsValidation: { target_minutes: -5 } } },
      payments: {},
    };
    const { error } = await run([{ document }, { document: {} }]);
    expect(error?.message).toContain('The settings document has 10 mistakes and was not applied');
    expect(error?.description?.split('\n')).toHaveLength(10);
    expect(error?.description).toContain('• users.0.weight: must be 0 or more; 0 sends no leads by share');
    expect(error?.description).toContain("• users.1.id: 'ana' is used twice, also in users.0");
    const { outputs } = await run([{ document }, { document: { firm: { name: 'North' } } }], {}, { onError: 'continueErrorOutput' });
    expect(outputs[0]!.map(({ json }) => json)).toMatchObject([{ applied: true, version: 1 }]);
    expect(outputs[1]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
  });

  it('PK-04: no document, or something else than an object, is refused', async () => {
    expect((await run([{}, {}])).error?.message).toContain('document: must be one JSON object');
    expect((await run([{ document: '[1]' }, {}])).error?.message).toContain('document: must be one JSON object');
  });

  it('PK-04: lists versions, reads one with its defaults, and rolls back', async () => {
    await run([{ document: { firm: { name: 'First' } } }, { document: { firm: { name: 'Second' } } }]);
    expect(await jsons(run([{}], { operation: 'getVersions' }))).toMatchObject([{ version: 2, in_force: true }, { version: 1, in_force: false, applied_by: 'test' }]);
    expect(await jsons(run([{}, {}], { operation: 'getVersions', limit: 1 }))).toMatchObject([{ version: 2 }, { version: 2 }]);
    expect(await jsons(run([{ v: 1 }, { v: 2 }], { operation: 'get', getOptions: { version: '={{ $json.v }}', withDefaults: true } }))).toMatchObject([{ version: 1, document: { firm: { name: 'First' } }, settings: { firm: { currency: 'CAD' } } }, { document: { firm: { name: 'Second' } } }]);
    expect(await jsons(run([{ v: 1 }, { v: 1 }], { operation: 'rollBack', version: '={{ $json.v }}' }))).toMatchObject([{ applied: true, version: 3, changes: ['firm.name: "Second" → "First"'] }, { applied: false, version: 3 }]);
    expect((await run([{}, {}], { operation: 'get', getOptions: { version: 9 } })).error?.message).toContain('There is no settings version 9');
  });

  it('PK-04: what Get gave can be changed and applied again with no field to fill in', async () => {
    await run([{ document: { firm: { name: 'First' } } }, { document: { firm: { name: 'First' }, routing: { mode: 'equal' } } }]);
    const [got] = await jsons(run([{}, {}], { operation: 'get' }));
    expect(await jsons(run([got!, got!]))).toMatchObject([{ applied: false, version: 2 }, { applied: false }]);
  });
});
