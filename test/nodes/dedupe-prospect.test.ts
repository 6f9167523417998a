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
    expect(unsure).toMatchObject({ lead_id: sibling, outcome: 'review', review_id: expect.any(String), candidates: [{ prospect_id: made.prospect_id, full_name: 'Mandeep Singh', probability: expect.any(Number) }], model_version: 0 });
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

  describe('with a firm', () => {
    const phone = { e164: '+919812345678', country: 'IN', extension: null, guessed: false, type: null };
    let ids: string[];
    beforeEach(async () => {
      const store = await storeOf({ kind: 'embedded', folder: 'memory://' });
      await seedFirm(store, account);
      const leads = await given({ full_name: 'Priya <b>Sharma</b>', email: 'priya@example.com' }, { full_name: 'Li Wei', email: 'li@example.com' }, { full_name: 'Mandeep Singh', phone }, { full_name: 'Sandeep Singh', phone });
      const { outputs } = await run(leads.map((lead_id) => ({ lead_id })));
      ids = jsons(outputs).flat().map(({ prospect_id }) => String(prospect_id));
    });

    it('ID-04: merges to Existing, undoes to New, and refuses a bad item beside a good one', async () => {
      const items = [{ prospect_id: ids[0], merged_id: ids[1], acting_user_id: 'olga' }, { prospect_id: ids[0], merged_id: 'x', acting_user_id: 'olga' }];
      const merged = await run(items, { parameters: { operation: 'merge' }, onError: 'continueErrorOutput' });
      expect(jsons(merged.outputs)[1]).toMatchObject([{ prospect_id: ids[0], merged_id: ids[1], already_merged: false }]);
      expect(jsons(merged.outputs)[3]).toMatchObject([{ error: expect.stringContaining('merge') }]);
      const undone = await run([{ merged_id: ids[1], acting_user_id: 'olga' }, { merged_id: ids[1], acting_user_id: 'olga' }], { parameters: { operation: 'unmerge' } });
      expect(jsons(undone.outputs)[0]).toMatchObject([{ merged_id: ids[1], already_undone: false }, { already_undone: true }]);
    });

    it('ID-03: lists the open questions with both records side by side, escaped, and takes "related" as an answer', async () => {
      const { outputs } = await run([{}], { parameters: { operation: 'listReviews', limit: 10 } });
      const [question] = jsons(outputs)[2] as [IDataObject];
      expect(question).toMatchObject({ left: { full_name: 'Sandeep Singh' }, candidates: [{ full_name: 'Mandeep Singh' }] });
      expect(question.side_by_side).toMatch(/<td>Sandeep Singh<\/td><td>Mandeep Singh<\/td>/);
      const settled = await run([{ review_id: question.review_id, acting_user_id: 'olga' }], { parameters: { operation: 'settleReview', decision: 'related' } });
      expect(jsons(settled.outputs)[0]).toMatchObject([{ decision: 'related' }]);
      expect(jsons((await run([{}], { parameters: { operation: 'listReviews', limit: 10 } })).outputs)[2]).toEqual([]);
    });

    it('ID-06: reports what a dedupe of the base would do, and keeps two persons apart', async () => {
      const pair = { prospect_id: ids[0], other_id: ids[1], acting_user_id: 'ana' };
      expect(jsons((await run([pair, pair], { parameters: { operation: 'notDuplicate' } })).outputs)[0]).toHaveLength(2);
      const { outputs } = await run([{}], { parameters: { operation: 'dedupeBase', dryRun: true } });
      expect(jsons(outputs)[1]).toMatchObject([{ dry_run: true, prospects: 4, merged: 0 }]);
      const { error } = await run([{}], { parameters: { operation: 'estimateParameters' } });
      expect(error?.message).toMatch(/an estimation needs 200/);
    });
  });
});
