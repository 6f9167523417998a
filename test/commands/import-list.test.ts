import { openList, outboundList } from '../../engine/adapters/list';
import { importList, type ListImport } from '../../engine/commands/import-list';
import { normalizeLeads } from '../../engine/commands/normalize-leads';
import { applySettings } from '../../engine/commands/apply-settings';
import { intakeSettings } from '../../engine/core/lead';
import type { Store } from '../../engine/store';
import { FACTS, madeList } from '../support/lists';
import { describeStores } from '../support/stores';

const actor = { kind: 'workflow', id: 'w1' } as const;
const at = new Date('2026-03-02T15:00:00Z');
const sources = { outbound: outboundList };
let accounts = 0;

describeStores('Import of a list', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `list-${(accounts += 1)}`;
  });

  async function imported(csv: string, facts = FACTS): Promise<ListImport> {
    const { rows, file, columns } = await openList({ name: 'people.csv', bytes: Buffer.from(csv) }, facts, intakeSettings.parse({}));
    return importList(store, account, { rows, file, columns, facts, source: 'outbound', sources, at, actor });
  }
  const count = (table: 'leads' | 'raw_deliveries' | 'events' | 'consents') =>
    store.transaction(account, async ({ db }) => Number((await db.selectFrom(table).select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow()).n));

  it('IN-06: brings in the good rows of a list and rejects each bad one with line, field, value and what is allowed', async () => {
    const { csv, bad } = madeList(1_200, 40);
    const result = await imported(csv);
    expect(result).toMatchObject({ rows: 1_200, created: 1_170, rejected: 30, known: 0, imported_before_at: null });
    expect(new Map(result.rejections.map(({ line, problems }) => [line, problems[0]?.field]))).toEqual(bad);
    const [email, phone, none] = result.remarks.filter((remark) => remark.result === 'rejected');
    expect(email).toMatchObject({ line: 41, field: 'email', value: 'no-at-sign.example.com', message: expect.stringContaining('such as ana@example.com') });
    expect(phone).toMatchObject({ line: 81, field: 'phone', value: '3.58E+11', message: expect.stringContaining('shortened by a spreadsheet') });
    expect(none).toMatchObject({ line: 121, field: 'email|phone', message: 'one of the two is required' });
    expect(await count('leads')).toBe(1_170);
    expect(await count('events')).toBe(1_170);
    expect(await count('raw_deliveries')).toBe(1_200);
    expect(await count('consents')).toBe(1_170 * 2);
  });

  it('IN-06, IN-08: the same file again creates nothing; with one row more only that row', async () => {
    const { csv } = madeList(60, 20);
    await imported(csv);
    const before = { leads: await count('leads'), deliveries: await count('raw_deliveries'), events: await count('events') };
    expect(await imported(csv)).toMatchObject({ rows: 60, created: 0, known: 57, rejected: 3, imported_before_at: at });
    expect({ leads: await count('leads'), deliveries: await count('raw_deliveries'), events: await count('events') }).toEqual(before);
    expect(await imported(`${csv}\r\nNew Person,new@example.com,,,`)).toMatchObject({ created: 1, known: 57 });
  });

  it('IN-08: a row that stands twice in a file is one lead, and the report names the first line', async () => {
    const result = await imported('Name,Email\nAna,ana@example.com\nBo,bo@example.com\nAna,ana@example.com\n');
    expect(result).toMatchObject({ rows: 3, created: 2, known: 1 });
    expect(result.remarks).toMatchObject([{ line: 4, result: 'known', message: 'says the same as line 2' }]);
  });

  it('IN-06, IN-07: a rejected row is kept and comes in by a replay once the rules can read it', async () => {
    const { rejections } = await imported('Name,Email,Sonstiges,Tel.-Nr. privat\nAna,,x,+49 30 901820\n');
    expect(rejections).toMatchObject([{ line: 2, cells: ['Ana', '', 'x', '+49 30 901820'] }]);
    const document = { intake: { field_aliases: { phone: ['Tel.-Nr. privat'] } } };
    await applySettings(store, account, { document, dry_run: false, note: null, effective_at: null, at, actor, acting_user_id: null });
    const [result] = await normalizeLeads(store, account, { inputs: [{ delivery_id: rejections[0]!.delivery_id }], sources, replay: true, at: new Date(at.getTime() + 1_000), actor });
    expect(result).toMatchObject({ ok: true, kind: 'lead', leads: [{ phone: '+4930901820', created: true, source_channel: 'outbound' }] });
  });

  it('IN-06: a crash in the middle of an import costs nothing: the rest comes in with the next run', async () => {
    const { csv } = madeList(1_100, 2_000);
    const { rows, file, columns } = await openList({ name: 'people.csv', bytes: Buffer.from(csv) }, FACTS, intakeSettings.parse({}));
    async function* broken() {
      let seen = 0;
      for await (const row of rows) {
        if ((seen += 1) > 700) throw new Error('n8n died');
        yield row;
      }
    }
    await expect(importList(store, account, { rows: broken(), file, columns, facts: FACTS, source: 'outbound', sources, at, actor })).rejects.toThrow('n8n died');
    expect(await count('leads')).toBe(500);
    expect(await imported(csv)).toMatchObject({ rows: 1_100, created: 600, known: 500 });
  });
});
