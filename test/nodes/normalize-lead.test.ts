import { closeStores, storeOf } from '../../engine/store';
import { LeadIntakeTrigger } from '../../nodes/LeadIntakeTrigger/LeadIntakeTrigger.node';
import { NormalizeLead } from '../../nodes/NormalizeLead/NormalizeLead.node';
import { FORM_TOKEN, formFields, GOOGLE_KEY, googleLeadFormBody, ORIGIN } from '../support/deliveries';
import { callWebhook, runNode, type RunNodeOptions } from '../support/run-node';
import { triggered } from '../support/triggered-event';

const credentials = { salesOsAccountApi: { accountId: 'norm', store: 'embedded', folder: 'memory://' }, salesOsSourceSecretsApi: { google_key: GOOGLE_KEY, website_token: FORM_TOKEN, website_origins: ORIGIN } };
const run = (options: Omit<RunNodeOptions, 'node' | 'credentials'>) => runNode({ node: NormalizeLead, credentials, ...options });
const jsons = (outputs: Awaited<ReturnType<typeof run>>['outputs']) => outputs.map((items) => items.map(({ json }) => json));

/** Items as the trigger hands them to the workflow. */
async function received(source: 'google' | 'website', ...bodies: Record<string, unknown>[]) {
  const items = [];
  for (const body of bodies) {
    const request = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const { workflowData, status } = await callWebhook({ node: LeadIntakeTrigger, parameters: { source }, credentials, request });
    const item = workflowData?.[0]?.[0];
    if (!item) throw new Error(`no item: ${status}`);
    items.push(item);
  }
  return items;
}

afterAll(closeStores);

describe('Normalize Lead', () => {
  it('IN-11: makes a lead of each item from the trigger, with no field to fill in, each paired with its item', async () => {
    const items = [...(await received('google', googleLeadFormBody({ lead_id: 'N-1' }))), ...(await received('website', formFields({ submission_id: 'n-2' })))];
    const { outputs, error } = await run({ items });
    expect(error).toBeUndefined();
    expect(jsons(outputs)).toEqual([
      [
        expect.objectContaining({ lead_id: expect.any(String), delivery_id: items[0]!.json['delivery_id'], source_channel: 'google', full_name: 'Priya Sharma', phone: '+919876543210', created: true }),
        expect.objectContaining({ delivery_id: items[1]!.json['delivery_id'], source_channel: 'website', email: 'jan.vanderberg@example.nl', created: true, prospect_id: null }),
      ],
      [],
      [],
    ]);
    expect(outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
  });

  it('IN-09: takes a Delivery Stalled event as it comes from the Sales Event Trigger', async () => {
    const items = await received('google', googleLeadFormBody({ lead_id: 'N-3' }), googleLeadFormBody({ lead_id: 'N-4' }));
    const events = items.map(({ json }) => triggered({ id: 'e', type: 'DeliveryStalled', data: { delivery_id: json['delivery_id'], source: 'google' } }));
    const { outputs } = await run({ items: events });
    expect(outputs[0]!.map(({ json }) => json['platform_lead_id'])).toEqual(['N-3', 'N-4']);
    expect(jsons((await run({ items: events })).outputs)[0]).toMatchObject([{ created: false }, { created: false }]);
  });

  it('IN-14: takes payloads of other nodes, from an expression or as text, and sends what it cannot use to Rejected', async () => {
    const items = [{ source: 'website', body: { email: 'a@example.com', consent: true } }, { source: 'website', body: '{"name":"B"}' }, { source: 'google', body: googleLeadFormBody({ lead_id: 'N-5', google_key: undefined }) }];
    const parameters = { input: 'payload', source: '={{ $json.source }}', payload: '={{ $json.body }}' };
    const { outputs, error } = await run({ items, parameters });
    expect(error).toBeUndefined();
    expect(jsons(outputs)).toMatchObject([
      [{ email: 'a@example.com' }, { platform_lead_id: 'N-5' }],
      [],
      [{ source: 'website', code: 'FORM_INCOMPLETE', problems: [{ field: 'email' }, { field: 'consent' }] }],
    ]);
    expect(outputs[2]![0]!.pairedItem).toEqual({ item: 1 });
  });

  it('stops at a bad item with what is wrong, or sends it to the error output and goes on', async () => {
    const [good] = await received('google', googleLeadFormBody({ lead_id: 'N-6' }));
    const items = [{ delivery_id: 'no id' }, good!.json, { delivery_id: '0195f3a2-7c1e-7b40-9d2c-000000000000' }];
    const stopped = await run({ items });
    expect(stopped.error?.message).toContain('The Delivery ID has 1 mistake');
    expect(stopped.error?.context?.['itemIndex']).toBe(0);
    const { outputs } = await run({ items, onError: 'continueErrorOutput' });
    expect(outputs[0]!.map(({ json }) => json['platform_lead_id'])).toEqual(['N-6']);
    expect(outputs[3]!.map(({ json }) => json['error'])).toEqual([expect.stringContaining('The Delivery ID'), expect.stringContaining('There is no delivery')]);
  });

  it('says what is wrong with a payload that is no object', async () => {
    const { error } = await run({ items: [{}, {}], parameters: { input: 'payload', source: 'website', payload: '[1]', receivedAt: 'yesterday-ish' } });
    expect(error?.description).toContain('payload: must be one JSON object');
    expect(error?.description).toContain('received_at: must be a date and time');
  });

  it('IN-07: replays deliveries by id and by time range, giving the same leads', async () => {
    const items = await received('google', googleLeadFormBody({ lead_id: 'N-7' }), googleLeadFormBody({ lead_id: 'N-8' }));
    const first = await run({ items });
    const again = await run({ items, parameters: { operation: 'replay' } });
    const same = (outputs: typeof first.outputs) => jsons(outputs)[0]!.map(({ created: _created, ...lead }) => lead);
    expect(same(again.outputs)).toEqual(same(first.outputs));
    const range = { operation: 'replay', which: 'range', from: '={{ $json.from }}', before: '={{ $json.before }}', replayOptions: { source: 'google' } };
    const all = await run({ items: [{ from: '2020-01-01', before: '2100-01-01' }, { from: '2020-01-01', before: '2021-01-01' }], parameters: range });
    expect(all.outputs[0]!.map(({ json }) => json['platform_lead_id'])).toEqual(expect.arrayContaining(['N-7', 'N-8']));
    expect(all.outputs[0]!.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
    const tight = await run({ items: [{ from: '2020-01-01', before: '2100-01-01' }, { from: '2021', before: '2020' }], parameters: { ...range, replayOptions: { limit: 1 } }, onError: 'continueErrorOutput' });
    expect(tight.outputs[3]!.map(({ json }) => json['error'])).toEqual(expect.arrayContaining([expect.stringContaining('more than 1 deliveries'), expect.stringContaining('must be later than Received From')]));
  });

  it('IN-07: a replayed range sends leads and rejections to their own outputs', async () => {
    const store = await storeOf({ kind: 'embedded', folder: 'memory://' });
    const ids = await store.transaction('norm', ({ db }) => db.selectFrom('raw_deliveries').select('id').where('status', '=', 'rejected').execute());
    const { outputs } = await run({ items: [{}, {}], parameters: { operation: 'replay', which: 'range', from: '2020-01-01', before: '2100-01-01', replayOptions: { onlyRejected: true } } });
    expect(outputs[2]!.map(({ json }) => json['delivery_id'])).toEqual([...ids, ...ids].map(({ id }) => id));
    expect(outputs[0]).toEqual([]);
  });

  it('IN-06: imports the list of each item: one item with the counts and the report file, one for each row that is rejected', async () => {
    const file = (csv: string) => ({ json: {}, binary: { list: { data: Buffer.from(csv).toString('base64'), mimeType: 'text/csv', fileName: 'fair.csv' } } });
    const parameters = { operation: 'importList', binaryField: 'list', listSource: 'Fair 2026', listDate: '2026-02-20', consentProof: 'Signed sheets', consentChannels: ['Email', 'Call'] };
    const items = [file('Name;Email;Tel\nAna;ana.list@example.com;\nBo;nobody;\n'), file('Email\nci.list@example.com\n')];
    const { outputs, error } = await run({ items, parameters });
    expect(error).toBeUndefined();
    expect(jsons(outputs)).toMatchObject([
      [
        { file_name: 'fair.csv', delimiter: ';', list_source: 'Fair 2026', consent_channels: ['email', 'call'], rows: 2, created: 1, rejected: 1, columns: [{ column: 'Name', field: 'full_name' }, { column: 'Email', field: 'email' }, { column: 'Tel', field: 'phone' }] },
        { rows: 1, created: 1, rejected: 0, remarks: [] },
      ],
      [],
      [{ line: 3, cells: ['Bo', 'nobody', ''], code: 'LIST_ROW_INVALID', problems: [{ field: 'email' }] }],
    ]);
    const report = Buffer.from(outputs[0]![0]!.binary!['report']!.data, 'base64').toString();
    expect(report).toContain('3,rejected,email,nobody,');
    expect(outputs.flat().map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 0 }]);
  });

  it('IN-06: imports nothing without the source, date and consent proof of the list, and names all that is missing', async () => {
    const items = [{ json: {}, binary: { data: { data: Buffer.from('Email\nx@example.com\n').toString('base64'), mimeType: 'text/csv' } } }, { json: {} }];
    const parameters = { operation: 'importList', listSource: '={{ $json.source }}', listDate: 'yesterday', consentProof: ' ' };
    const stopped = await run({ items, parameters });
    expect(stopped.error?.description).toMatch(/source: is missing.*\n.*date: must be a date such as 2026-02-20.*\n.*consent_proof: is missing/);
    const facts = { ...parameters, listSource: 'Fair', listDate: '2026-02-20', consentProof: 'Sheets' };
    const { outputs } = await run({ items, parameters: facts, onError: 'continueErrorOutput' });
    expect(outputs.map((list) => list.length)).toEqual([1, 0, 0, 1]);
    expect(outputs[3]![0]!.json['error']).toContain("The item has no file 'data'");
  });
});
