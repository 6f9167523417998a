import type { IDataObject } from 'n8n-workflow';

import { closeStores, newId, storeOf } from '../../engine/store';
import { DedupeProspect } from '../../nodes/DedupeProspect/DedupeProspect.node';
import { seedFirm } from '../support/pipeline-rows';
import { runNode, type RunNodeOptions } from '../support/run-node';
import { type LeadFields, storeLeads } from '../support/stored-leads';
import { triggered } from '../support/triggered-event';

const AT = new Date('2026-01-15T10:00:00Z');
let account = '';
let accounts = 0;

const given = async (...leads: LeadFields[]) => storeLeads(await storeOf({ kind: 'embedded', folder: 'memory://' }), account, leads, AT);
const run = (items: IDataObject[], more: Partial<RunNodeOptions> = {}) =>
  runNode({ node: DedupeProspect, items, credentials: { salesOsAccountApi: { accountId: account, store: 'embedded', folder: 'memory://' } }, ...more });
const jsons = (outputs: Awaited<ReturnType<typeof run>>['outputs']) => outputs.map((items) => items.map(({ json }) => json));

describe('Dedupe Prospect', () => {
  beforeEach(() => (account = `dedupe-node-${++accounts}`));
  afterAll(closeStores);

  it('ID-01: sends each lead to New, Existing or Review with its ids and the reason, paired with its item', async () => {
    const phone = { e164: '+919812345678', country: 'IN', extension: null, guessed: false, type: null };
    const [first, second, sibling] = await given({ full_name: 'Mandeep Singh', phone }, { full_name: 'Singh, Mandeep', phone }, { full_name: 'Sandeep Singh', phone });
    const { outputs, error } = await run([{ lead_id: first }, { lead_id: second }, { lead_id: sibling }]);
    expect(error).toBeUndefined();
    const [[made], [known], [unsure]] = jsons(outputs) as [[IDataObject], [IDataObject], [IDataObject]];
    expect(made).toMatchObject({ lead_id: first, outcome: 'new', rule: null, opportunity_id: null });
    expect(known).toMatchObject({ lead_id: second, outcome: 'existing', rule: 'phone', prospect_id: made.prospect_id, why: 'same phone, and the names are the same' });
    expect(unsure).toMatchObject({ lead_id: sibling, outcome: 'review', review_id: expect.any(String), candidates: [{ prospect_id: made.prospect_id, full_name: 'Mandeep Singh' }] });
    expect(outputs.map((items) => items[0]!.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
  });

  it('ID-01: reads the lead from an event of the Sales Event Trigger', async () => {
    const [one, two] = await given({ full_name: 'Priya Sharma', email: 'priya@example.com' }, { full_name: 'Raj Mehta', email: 'raj@example.com' });
    const event = (lead_id: string | undefined) => triggered({ id: newId(), type: 'LeadCaptured', subject: { kind: 'lead', id: lead_id }, data: { lead_id } });
    const { outputs } = await run([event(one), event(two)]);
    expect(jsons(outputs)[0]).toMatchObject([{ lead_id: one }, { lead_id: two }]);
  });

  it('ID-03: takes the decisions of two reviews, Different Persons to New and Same Person to Existing', async () => {
    await seedFirm(await storeOf({ kind: 'embedded', folder: 'memory://' }), account);
    const phone = (e164: string) => ({ e164, country: 'IN', extension: null, guessed: false, type: null });
    const [a, b, c, d] = await given(
      { full_name: 'Mandeep Singh', phone: phone('+919812345678') },
      { full_name: 'Sandeep Singh', phone: phone('+919812345678') },
      { full_name: 'Kiran Rao', phone: phone('+919900000001') },
      { full_name: 'Karan Rao', phone: phone('+919900000001') },
    );
    const resolved = await run([a, b, c, d].map((lead_id) => ({ lead_id })));
    const [first, second] = jsons(resolved.outputs)[2] as [IDataObject, IDataObject];
    const items = [{ ...first, acting_user_id: 'ana', said: 'different' }, { ...second, acting_user_id: 'max', said: 'same' }, { ...second }];
    const { outputs } = await run(items, { parameters: { operation: 'settleReview', decision: '={{ $json.said ?? "same" }}' }, onError: 'continueErrorOutput' });
    expect(jsons(outputs)[0]).toMatchObject([{ review_id: first.review_id, lead_id: b, prospect_id: first.prospect_id, decision: 'different' }]);
    expect(jsons(outputs)[1]).toMatchObject([{ review_id: second.review_id, lead_id: d, decision: 'same' }]);
    expect(outputs[3]!.map(({ json }) => json['error'])).toEqual([expect.stringContaining('say who decides')]);
  });

  it('ID-01: a bad item stops the run naming the item, or goes to the error output alone', async () => {
    const [good] = await given({ full_name: 'Priya Sharma', email: 'priya@example.com' });
    const items = [{ lead_id: good }, { lead_id: 'x' }, { lead_id: newId() }];
    const stopped = await run(items);
    expect(stopped.error?.message).toContain('must be a record id');
    expect(stopped.error?.context?.['itemIndex']).toBe(1);
    const { outputs } = await run(items, { onError: 'continueErrorOutput' });
    expect(outputs.map((list) => list.length)).toEqual([1, 0, 0, 2]);
    expect(outputs[3]!.map(({ json }) => json['error'])).toEqual([expect.stringContaining('must be a record id'), expect.stringContaining('is not known in this account')]);
  });
});
