import type { IDataObject } from 'n8n-workflow';

import { closeStores, storeOf } from '../../engine/store';
import { BuildHandoffPayload } from '../../nodes/BuildHandoffPayload/BuildHandoffPayload.node';
import { CaseOpsTrigger } from '../../nodes/CaseOpsTrigger/CaseOpsTrigger.node';
import { type FakeOps, signatureOf, startFakeOps } from '../support/fake-ops';
import { makeFirm, makeOpportunity, makePaid, stateOf } from '../support/payable-opportunity';
import { callWebhook, type PlainCredentials, runNode } from '../support/run-node';
import { triggered } from '../support/triggered-event';

const SECRET = 'whsec_c2FsZXMtb3MtdGVzdC1zZWNyZXQtMDEyMw==';
const OLD = 'a plain secret of thirty two chars';
const account = { accountId: 'ops-node', store: 'embedded', folder: 'memory://' };
const open = () => storeOf({ kind: 'embedded', folder: 'memory://' });

describe('the ops system', () => {
  let ops: FakeOps;
  let credentials: PlainCredentials;
  beforeAll(async () => {
    ops = await startFakeOps({ secret: SECRET });
    credentials = { salesOsAccountApi: account, salesOsOpsApi: { url: ops.url, signing_secrets: `${SECRET}\n${OLD}`, token: '' } };
    await makeFirm(await open(), 'ops-node', new Date(), { handoff: { delivery: 'api' } });
  });
  afterAll(async () => {
    await ops.close();
    await closeStores();
  });

  const run = (operation: string, items: IDataObject[], parameters: IDataObject = {}, own = credentials) => runNode({ node: BuildHandoffPayload, items, credentials: own, parameters: { operation, ...parameters }, onError: 'continueErrorOutput' });
  const jsons = (result: Awaited<ReturnType<typeof run>>) => result.outputs.map((items) => items.map(({ json }) => json));

  async function built(): Promise<string> {
    const ids = await makeOpportunity(await open(), 'ops-node', { at: new Date(), stage: 'PAYMENT_PENDING' });
    await makePaid(await open(), 'ops-node', ids, new Date());
    await run('build', [{ opportunity_id: ids.opportunity_id }]);
    return ids.opportunity_id;
  }

  function answer(message: object, options: { secret?: string; at?: Date; id?: string; tamper?: boolean; without?: string } = {}, own = credentials) {
    const body = JSON.stringify(message);
    const id = options.id ?? `ans_${Math.random()}`;
    const timestamp = String(Math.floor((options.at ?? new Date()).getTime() / 1000));
    const headers: Record<string, string> = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signatureOf(id, timestamp, body, options.secret ?? SECRET)}` };
    if (options.without) delete headers[options.without];
    return callWebhook({ node: CaseOpsTrigger, credentials: own, request: { headers, body: options.tamper ? body.replace('C-1', 'C-2') : body } });
  }

  it('HO-02: Deliver sends each opportunity behind the event trigger; what is not taken goes to Incomplete and again by Deliver Due', async () => {
    const [first, second] = [await built(), await built()];
    ops.behave('500');
    const sent = await run('deliver', [triggered({ type: 'CaseOpenTriggered', data: { opportunity_id: first } }), { opportunity_id: second }, { opportunity_id: second }]);
    const [ready, incomplete] = jsons(sent);
    expect([...(ready ?? []), ...(incomplete ?? [])].map((json) => json['opportunity_id']).sort()).toEqual([first, second].sort());
    expect(incomplete).toMatchObject([{ outcome: 'waiting', answered_status: 500, error: expect.stringContaining('database is locked') }]);
    const later = await run('deliverDue', [{}, {}], { limit: 10 });
    expect(jsons(later)[0]).toEqual([]);
  });

  it('HO-02: a credential without URL or secret is refused with everything that is wrong', async () => {
    const result = await runNode({ node: BuildHandoffPayload, items: [{ opportunity_id: await built() }, {}], credentials: { ...credentials, salesOsOpsApi: { url: 'ops', signing_secrets: 'short', token: '' } }, parameters: { operation: 'deliver' } });
    expect(result.error?.message).toContain("the Delivery URL 'ops' must be a URL");
    expect(result.error?.message).toContain('shorter than 24 characters');
  });

  it('HO-03: a signed confirmation opens the case before it is answered; the same again is a plain 200', async () => {
    const opportunity_id = await built();
    const message = { type: 'case.confirmed', opportunity_id, payload_version: 1, ops_reference: 'C-1' };
    const result = await answer(message, { id: 'ans_same' });
    expect(result).toMatchObject({ status: 200, body: { outcome: 'confirmed', changed: true, case_open_status: 'confirmed' } });
    expect(result.workflowData).toMatchObject([[{ json: { opportunity_id, stage: 'CASE_OPENED', ops_reference: 'C-1' } }], []]);
    expect(await stateOf(await open(), 'ops-node', opportunity_id)).toMatchObject({ stage: 'CASE_OPENED' });
    expect(await answer(message, { id: 'ans_same' })).toMatchObject({ status: 200, workflowData: undefined, body: { changed: false } });
  });

  it('HO-03: a signed rejection goes back to the same closer; the old secret still counts during a rotation', async () => {
    const opportunity_id = await built();
    const result = await answer({ type: 'case.rejected', opportunity_id, payload_version: 1, reason: 'Which province?' }, { secret: OLD });
    expect(result.workflowData).toMatchObject([[], [{ json: { opportunity_id, closer_id: 'noor', reason: 'Which province?', case_open_status: 'rejected' } }]]);
    expect(jsons(await run('getQueue', [{}, {}], { resource: 'desk', waitingFor: 'rejected', queueLimit: 50 }))[0]?.some((json) => json['opportunity_id'] === opportunity_id)).toBe(true);
    const again = await answer({ type: 'case.confirmed', opportunity_id, payload_version: 1 });
    expect(again).toMatchObject({ status: 409, body: { error: 'HANDOFF_ANSWER_REFUSED', message: expect.stringContaining('sales must mend it') } });
  });

  it.each([
    ['a forged signature', { secret: 'whsec_Zm9yZ2VkLXNlY3JldC1vZi1zb21lYm9keQ==' }],
    ['changed bytes', { tamper: true }],
    ['a stale signature', { at: new Date(Date.now() - 301_000) }],
    ['a signature from the future', { at: new Date(Date.now() + 3_600_000) }],
    ['no signature', { without: 'webhook-signature' }],
    ['no id', { without: 'webhook-id' }],
  ])('HO-03: %s is answered 401 and opens nothing', async (_, options) => {
    const opportunity_id = await built();
    expect(await answer({ type: 'case.confirmed', opportunity_id, payload_version: 1, ops_reference: 'C-1' }, options)).toMatchObject({ status: 401, body: { error: 'OPS_SIGNATURE_INVALID' }, workflowData: undefined });
    expect(await stateOf(await open(), 'ops-node', opportunity_id)).toMatchObject({ stage: 'PAID' });
  });

  it.each(['', 'guessable'])("HO-03: with the secret '%s' every answer is refused", async (secret) => {
    const own = { ...credentials, salesOsOpsApi: { url: ops.url, signing_secrets: secret, token: '' } };
    const result = await answer({ type: 'case.confirmed', opportunity_id: await built(), payload_version: 1 }, { secret }, own);
    expect(result).toMatchObject({ status: 401, body: { message: expect.stringContaining('no signing secret of 24 characters or more is set') } });
  });

  it('HO-03: an answer that is none is 422 with every mistake', async () => {
    expect(await answer({ type: 'case.rejected', opportunity_id: 'x', payload_version: 0 })).toMatchObject({ status: 422, body: { problems: [{ field: 'opportunity_id' }, { field: 'payload_version' }, { field: 'reason' }] } });
  });

  it('HO-05: Measure gives the figures of a period, a bad period is refused', async () => {
    const result = await run('measure', [{}, { from: '2026-01-02', before: '2026-01-01' }], { resource: 'desk', options: { from: '={{ $json.from }}', before: '={{ $json.before }}' } });
    expect(jsons(result)[0]).toMatchObject([{ paid: expect.any(Number), paid_to_confirmed: { count: expect.any(Number) }, rejection_rate: expect.any(Number), payload_completeness: 1 }]);
    expect(jsons(result).at(-1)).toMatchObject([{ error: expect.stringContaining('must be before the end of the period') }]);
  });
});
