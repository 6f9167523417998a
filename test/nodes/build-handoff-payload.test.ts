import type { IDataObject } from 'n8n-workflow';

import { closeStores, storeOf } from '../../engine/store';
import { BuildHandoffPayload } from '../../nodes/BuildHandoffPayload/BuildHandoffPayload.node';
import { makeFirm, makeOpportunity, makePaid } from '../support/payable-opportunity';
import { runNode, type RunNodeOptions } from '../support/run-node';
import { triggered } from '../support/triggered-event';

const account = { accountId: 'handoff-node', store: 'embedded', folder: 'memory://' };
const open = () => storeOf({ kind: 'embedded', folder: 'memory://' });

describe('Build Handoff Payload', () => {
  beforeAll(async () => makeFirm(await open(), 'handoff-node', new Date()));
  afterAll(closeStores);

  async function paid(options = {}): Promise<string> {
    const ids = await makeOpportunity(await open(), 'handoff-node', { at: new Date(), stage: 'PAYMENT_PENDING', ...options });
    await makePaid(await open(), 'handoff-node', ids, new Date());
    return ids.opportunity_id;
  }
  const run = (operation: string, items: IDataObject[], more: Partial<RunNodeOptions> = {}) =>
    runNode({ node: BuildHandoffPayload, items, credentials: { salesOsAccountApi: account }, ...more, parameters: { operation, ...more.parameters } });
  const jsons = (result: Awaited<ReturnType<typeof run>>) => result.outputs.map((items) => items.map(({ json }) => json));

  it('HO-01: complete ones go to Ready with the payload, the others to Incomplete with what is missing', async () => {
    const [good, poor] = [await paid(), await paid({ email: null })];
    const result = await run('build', [{ opportunity_id: poor }, triggered({ type: 'PaymentSucceeded', data: { opportunity_id: good } })], { parameters: { options: { attachments: 'drive:1\n drive:2 \n', priorityFlag: 'Visa ends on 1 May' } } });
    expect(result.error).toBeUndefined();
    const [ready, incomplete] = jsons(result);
    expect(ready).toMatchObject([{ opportunity_id: good, complete: true, created: true, payload_version: 1, case_open_status: 'triggered', closer_id: 'noor', payload: { client: { name: 'Asha Rao' }, notes: { attachments: ['drive:1', 'drive:2'] }, internal: { priority_flag: 'Visa ends on 1 May' } } }]);
    expect(incomplete).toMatchObject([{ opportunity_id: poor, complete: false, closer_id: 'noor', missing: [{ field: 'client.email' }], missing_text: expect.stringContaining('client.email: the client has no e-mail address') }]);
    expect(result.outputs.map((items) => items[0]?.pairedItem)).toEqual([{ item: 1 }, { item: 0 }]);
  });

  it('HO-03: ops confirm by form: each becomes CASE_OPENED', async () => {
    const ids = [await paid(), await paid()];
    await run('build', ids.map((opportunity_id) => ({ opportunity_id })));
    const result = await run('confirm', ids.map((opportunity_id, n) => ({ opportunity_id, acting_user_id: 'olga', number: `CASE-${n}` })), { parameters: { options: { opsReference: '={{ $json.number }}', payloadVersion: 1 } } });
    expect(jsons(result)[0]).toMatchObject(ids.map((opportunity_id, n) => ({ opportunity_id, stage: 'CASE_OPENED', case_open_status: 'confirmed', ops_reference: `CASE-${n}`, changed: true })));
  });

  it('HO-03: a rejection needs a reason and goes to Incomplete; sales cannot reject', async () => {
    const ids = [await paid(), await paid(), await paid()];
    await run('build', ids.map((opportunity_id) => ({ opportunity_id })));
    const items = [
      { opportunity_id: ids[0]!, acting_user_id: 'olga', reason: 'Constraints are too vague' },
      { opportunity_id: ids[1]!, acting_user_id: 'olga' },
      { opportunity_id: ids[2]!, acting_user_id: 'noor', reason: 'I changed my mind' },
    ];
    const result = await run('reject', items, { onError: 'continueErrorOutput' });
    const [ready, incomplete, errors] = jsons(result);
    expect(ready).toEqual([]);
    expect(incomplete).toMatchObject([{ opportunity_id: ids[0], case_open_status: 'rejected', rejection_reason: 'Constraints are too vague', changed: true }]);
    expect(errors).toMatchObject([{ error: expect.stringContaining('the reason is missing') }, { error: expect.stringContaining("'noor' is closer; only ops may reject a case") }]);
  });

  it('HO-03: one that is not built cannot be confirmed; the error names the item', async () => {
    const [built, bare] = [await paid(), await paid()];
    await run('build', [{ opportunity_id: built }, { opportunity_id: built }]);
    const { error } = await run('confirm', [{ opportunity_id: built }, { opportunity_id: bare }]);
    expect(error).toMatchObject({ message: expect.stringContaining('its handoff is not built yet'), context: { itemIndex: 1 } });
  });
});
