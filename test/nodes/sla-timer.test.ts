import type { IDataObject } from 'n8n-workflow';

import { closeStores, storeOf } from '../../engine/store';
import { SlaTimer } from '../../nodes/SlaTimer/SlaTimer.node';
import { applyDocument, rep, seedOpportunities, type SeedOpportunity } from '../commands/sales-seed';
import { runNode, type RunNodeOptions } from '../support/run-node';
import { triggered } from '../support/triggered-event';

let account = '';
let accounts = 0;
const open = () => storeOf({ kind: 'embedded', folder: 'memory://' });
const run = (items: IDataObject[], parameters: RunNodeOptions['parameters'] = {}, more: Partial<RunNodeOptions> = {}) =>
  runNode({ node: SlaTimer, items, parameters, credentials: { salesOsAccountApi: { accountId: account, store: 'embedded', folder: 'memory://' } }, ...more });
const jsons = async (result: ReturnType<typeof run>) => (await result).outputs[0]!.map(({ json }) => json);
/** Open day and night, so that the tests do not depend on the hour they run at. */
const always = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ from: '00:00', to: '24:00' }]]));

async function firm(wanted: SeedOpportunity[]) {
  const store = await open();
  await applyDocument(store, account, { users: [rep('ana')], sla: { calendars: [{ id: 'default', hours: always }] } }, new Date(Date.now() - 60_000));
  return seedOpportunities(store, account, wanted);
}

describe('SLA Timer', () => {
  beforeEach(() => (account = `sla-node-${(accounts += 1)}`));
  afterAll(closeStores);

  it('SL-01: starts behind Route Owner and behind the Sales Event Trigger with no field to fill in', async () => {
    const made = new Date(Date.now() - 10 * 60_000);
    const [one, two, cold] = await firm([{ created_at: made }, { created_at: made, band: 'Warm' }, { created_at: made, band: 'Cold' }]);
    const event = triggered({ id: 'e', type: 'OwnerAssigned', occurred_at: new Date().toISOString(), data: { opportunity_id: two!.opportunity_id } });
    const items = [{ opportunity_id: one!.opportunity_id, owner_id: 'ana' }, event, { opportunity_id: cold!.opportunity_id }];
    const out = await run(items);
    expect(out.error).toBeUndefined();
    expect(await jsons(Promise.resolve(out))).toMatchObject([
      { opportunity_id: one!.opportunity_id, lead_id: one!.lead_id, started: 1, due_at: new Date(made.getTime() + 30 * 60_000).toISOString(), clocks: [{ policy: 'FirstHumanAttempt', status: 'pending', timer_id: expect.any(String) }], not_started: [] },
      { opportunity_id: two!.opportunity_id, due_at: new Date(made.getTime() + 240 * 60_000).toISOString() },
      { started: 0, due_at: null, not_started: [{ policy: 'FirstHumanAttempt', reason: 'FirstHumanAttempt has no target for the band Cold' }] },
    ]);
    expect(out.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
    expect(await jsons(run(items))).toMatchObject([{ started: 0 }, { started: 0 }, { started: 0 }]);
  });

  it('SL-01: starts several policies, for a lead without opportunity too, and tells rounds apart', async () => {
    const [one] = await firm([{}]);
    const lead = triggered({ type: 'LeadCaptured', data: { lead_id: one!.lead_id } });
    expect(await jsons(run([lead, lead], { policies: ['AutomatedFirstResponse'] }))).toMatchObject([{ lead_id: one!.lead_id, started: 1 }, { started: 0 }]);
    const sent = (payment_id: string) => triggered({ type: 'PaymentLinkSent', occurred_at: '2026-05-11T14:00:00Z', data: { opportunity_id: one!.opportunity_id, payment_id } });
    const parameters = { policies: ['PaymentChase', 'OpsValidation'], startOptions: { startedAt: '={{ $json.occurred_at }}' } };
    expect(await jsons(run([sent('p1'), sent('p2'), sent('p1')], parameters))).toMatchObject([{ started: 4 }, { started: 4 }, { started: 0 }]);
  });

  it('SL-04: meets clocks by what happened, also by an event', async () => {
    const now = new Date();
    const [one, two] = await firm([{ created_at: now }, { created_at: now }]);
    const ids = [{ opportunity_id: one!.opportunity_id }, { opportunity_id: two!.opportunity_id }];
    await run(ids);
    await run(ids, { policies: ['OpsValidation'] });
    expect(await jsons(run(ids, { operation: 'meet', happened: 'automaticMessage' }))).toMatchObject([{ changed: 0, clocks: [] }, { changed: 0 }]);
    expect(await jsons(run(ids, { operation: 'meet' }))).toMatchObject([{ opportunity_id: one!.opportunity_id, changed: 1, clocks: [{ policy: 'FirstHumanAttempt', status: 'met', late: false }] }, { changed: 1 }]);
    const events = [triggered({ type: 'CaseOpenedConfirmed', data: ids[0]! }), triggered({ type: 'PaymentSucceeded', data: ids[1]! })];
    expect(await jsons(run(events, { operation: 'meet', happened: 'event' }))).toMatchObject([{ changed: 1, clocks: [{ policy: 'OpsValidation' }] }, { changed: 0 }]);
    const { outputs } = await run([triggered({ type: 'Nonsense', data: ids[0]! }), events[1]!], { operation: 'meet', happened: 'event' }, { onError: 'continueErrorOutput' });
    expect(outputs[1]![0]!.json['error']).toContain('event_type: must be an event type such as PaymentSucceeded');
  });

  it('SL-02: pauses, shows and resumes', async () => {
    const [one, two] = await firm([{ created_at: new Date() }, { created_at: new Date() }]);
    const ids = [one, two].map((each) => ({ opportunity_id: each!.opportunity_id, reason: 'awaiting client' }));
    await run(ids);
    expect(await jsons(run(ids, { operation: 'pause' }))).toMatchObject([{ changed: 1, clocks: [{ status: 'paused', remaining_minutes: 30 }] }, { changed: 1 }]);
    expect(await jsons(run(ids, { operation: 'status' }))).toMatchObject([{ breached: 0, next_due_at: null, clocks: [{ status: 'paused', policy: 'FirstHumanAttempt' }] }, {}]);
    expect(await jsons(run(ids, { operation: 'resume', policy: 'FirstHumanAttempt' }))).toMatchObject([{ changed: 1, clocks: [{ status: 'pending' }] }, { changed: 1 }]);
    const { error } = await run([{ opportunity_id: one!.opportunity_id }, ids[1]!], { operation: 'pause' });
    expect(error?.message).toContain('reason: must say why');
  });

  it('says what is missing when an item names nothing', async () => {
    await firm([]);
    const { outputs } = await run([{}, { opportunity_id: 'x' }], {}, { onError: 'continueErrorOutput' });
    expect(outputs[1]!.map(({ json }) => json['error'])).toEqual([expect.stringContaining('neither an opportunity_id nor a lead_id'), expect.stringContaining('opportunity_id: must be a record id')]);
  });
});
