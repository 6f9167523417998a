import type { IDataObject } from 'n8n-workflow';

import { closeStores, storeOf } from '../../engine/store';
import { RouteOwner } from '../../nodes/RouteOwner/RouteOwner.node';
import { applyDocument, rep, type SeedOpportunity, seedOpportunities } from '../commands/sales-seed';
import { runNode, type RunNodeOptions } from '../support/run-node';
import { triggered } from '../support/triggered-event';

let account = '';
let accounts = 0;
const open = () => storeOf({ kind: 'embedded', folder: 'memory://' });
const run = (items: IDataObject[], parameters: RunNodeOptions['parameters'] = {}, more: Partial<RunNodeOptions> = {}) =>
  runNode({ node: RouteOwner, items, parameters, credentials: { salesOsAccountApi: { accountId: account, store: 'embedded', folder: 'memory://' } }, ...more });
const jsons = (outputs: Awaited<ReturnType<typeof run>>['outputs']) => outputs.map((items) => items.map(({ json }) => json));
const manager = { id: 'max', name: 'Max', email: 'max@firm.test', role: 'manager' };

async function firm(users: object[], wanted: SeedOpportunity[]) {
  const store = await open();
  await applyDocument(store, account, { users: [...users, manager] }, new Date(Date.now() - 60_000));
  return seedOpportunities(store, account, wanted);
}

describe('Route Owner', () => {
  beforeEach(() => (account = `route-node-${(accounts += 1)}`));
  afterAll(closeStores);

  it('RT-01: assigns behind Score & Segment and behind the Sales Event Trigger with no field to fill in', async () => {
    const [one, two] = await firm([rep('ana'), rep('bo')], [{}, {}]);
    const event = triggered({ id: 'e1', type: 'SQLCreated', data: { opportunity_id: two!.opportunity_id, lead_id: two!.lead_id } });
    const { outputs, error } = await run([{ opportunity_id: one!.opportunity_id, is_sql: true }, event]);
    expect(error).toBeUndefined();
    expect(jsons(outputs)).toMatchObject([
      [
        { opportunity_id: one!.opportunity_id, lead_id: one!.lead_id, prospect_id: one!.prospect_id, role: 'setter', outcome: 'assigned', changed: true, owner_id: 'ana', owner_name: 'ana name', owner_email: 'ana@firm.test', runner_up: 'bo', band: 'Hot' },
        { opportunity_id: two!.opportunity_id, owner_id: 'bo', reason: 'bo is the setter: first by fair share of 2 in the running' },
      ],
      [],
    ]);
    expect(outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
    expect(jsons((await run([{ opportunity_id: one!.opportunity_id }, event])).outputs)[0]).toMatchObject([{ changed: false }, { changed: false }]);
  });

  it('RT-06: what nobody can take goes to Waiting, and Drain Waiting gives it out when there is room', async () => {
    const seeded = await firm([rep('ana', { caps: { max_open_opportunities: 1 } })], [{ band: 'Warm' }, { band: 'Hot' }, {}]);
    const { outputs } = await run(seeded.map(({ opportunity_id }) => ({ opportunity_id })));
    expect(jsons(outputs)).toMatchObject([[{ owner_id: 'ana' }], [{ outcome: 'waiting', reason: 'Nobody can take it as setter now: 1 full', owner_id: null }, { outcome: 'waiting' }]]);
    expect(outputs[1]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
    expect(jsons((await run([{}, {}], { operation: 'drainWaiting' })).outputs)).toMatchObject([[], [{ opportunity_id: seeded[1]!.opportunity_id }, { opportunity_id: seeded[2]!.opportunity_id }]]);
    const store = await open();
    await store.transaction(account, (tx) => tx.db.updateTable('opportunities').set({ stage: 'CLOSED_LOST' }).where('id', '=', seeded[0]!.opportunity_id).execute());
    const drained = await run([{}, {}], { operation: 'drainWaiting', queue: 'setter' });
    expect(jsons(drained.outputs)).toMatchObject([[{ opportunity_id: seeded[1]!.opportunity_id, owner_id: 'ana' }], [{ opportunity_id: seeded[2]!.opportunity_id }]]);
  });

  it('RT-03: reassigns behind a breach event once, without credit for who missed it', async () => {
    const [one, two] = await firm([rep('ana'), rep('bo')], [{}, {}]);
    await run([{ opportunity_id: one!.opportunity_id }, { opportunity_id: two!.opportunity_id }]);
    const breach = (opportunity: typeof one, owner_id: string) => triggered({ id: 'e', type: 'SLA_Breach_FirstHumanAttempt', data: { opportunity_id: opportunity!.opportunity_id, owner_id } });
    const items = [breach(one, 'ana'), breach(two, 'bo')];
    const parameters = { operation: 'reassign', creditBack: false, reassignOptions: { reason: '={{ $json.type }}' } };
    expect(jsons((await run(items, parameters)).outputs)[0]).toMatchObject([{ owner_id: 'bo', previous_owner_id: 'ana', changed: true }, { owner_id: 'ana', previous_owner_id: 'bo', changed: true }]);
    expect(jsons((await run(items, parameters)).outputs)[0]).toMatchObject([{ owner_id: 'bo', changed: false }, { owner_id: 'ana', changed: false }]);
  });

  it('RT-03: a choice by hand is refused without reason and manager, item by item', async () => {
    const seeded = await firm([rep('ana'), rep('bo')], [{}, {}]);
    const items = [
      { opportunity_id: seeded[0]!.opportunity_id, acting_user_id: 'max', why: 'asked for her' },
      { opportunity_id: seeded[1]!.opportunity_id, acting_user_id: 'bo', why: '' },
    ];
    const parameters = { assignOptions: { ownerId: 'ana', reason: '={{ $json.why }}', actingUserId: '={{ $json.acting_user_id }}' } };
    const { outputs } = await run(items, parameters, { onError: 'continueErrorOutput' });
    expect(outputs[0]!.map(({ json }) => json)).toMatchObject([{ owner_id: 'ana', rule: 'manual_override' }]);
    expect(outputs[2]![0]!.json['error']).toContain("'ana' cannot be chosen by hand: reason missing");
    expect(outputs[2]![0]!.json['error']).toContain("'bo' is setter; only a manager or admin");
  });

  it('RT-03: pauses and resumes reps', async () => {
    await firm([rep('ana'), rep('bo')], []);
    const rows = [{ user_id: 'ana', reason: 'vacation' }, { user_id: 'bo', reason: 'sick' }];
    const paused = await run(rows, { resource: 'rep', operation: 'pauseRep', until: '2099-01-01T00:00:00Z' });
    expect(jsons(paused.outputs)[0]).toMatchObject([{ user_id: 'ana', paused: true, paused_reason: 'vacation', paused_until: '2099-01-01T00:00:00.000Z' }, { user_id: 'bo', paused_reason: 'sick' }]);
    const seeded = await seedOpportunities(await open(), account, [{}]);
    expect(jsons((await run([{ opportunity_id: seeded[0]!.opportunity_id }, { opportunity_id: seeded[0]!.opportunity_id }])).outputs)[1]).toMatchObject([{ reason: 'Nobody can take it as setter now: 2 away' }, {}]);
    expect(jsons((await run(rows, { resource: 'rep', operation: 'resumeRep' })).outputs)[0]).toMatchObject([{ paused: false }, { paused: false }]);
    const explained = await run([{ opportunity_id: seeded[0]!.opportunity_id }, { opportunity_id: seeded[0]!.opportunity_id }], { operation: 'explain' });
    expect(jsons(explained.outputs)[0]).toMatchObject([{ outcome: 'assigned', decisions: 2 }, {}]);
  });

  it('RT-01: explains a decision rep by rep', async () => {
    const [one] = await firm([rep('ana', { languages: ['fr'] }), rep('bo'), rep('cy', { certified: false })], [{ language: 'en' }]);
    const item = { opportunity_id: one!.opportunity_id };
    expect((await run([item, item], { operation: 'explain' })).error?.message).toContain('No setter has been decided');
    await run([item]);
    const { outputs } = await run([item, item], { operation: 'explain' });
    expect(jsons(outputs)[0]![0]).toMatchObject({
      owner_id: 'bo',
      settings_version: 1,
      reps: [
        { user_id: 'ana', in_running: false, why_not: 'language', detail: 'speaks fr, not en' },
        { user_id: 'bo', in_running: true, why_not: null, credit_before: 0, credit_after: 0 },
        { user_id: 'cy', in_running: false, why_not: 'not_certified' },
      ],
    });
  });

  it('says which item has no opportunity and what to do', async () => {
    await firm([rep('ana')], []);
    const { error } = await run([{ opportunity_id: '' }, {}]);
    expect(error?.message).toContain('The assignment has 1 mistake: opportunity_id');
    expect(error?.context?.['itemIndex']).toBe(0);
  });

  it('RT-05: a rep with a conflict of interest is passed over until the block is lifted', async () => {
    const [one, two] = await firm([rep('ana'), rep('bo')], [{}, {}]);
    const item = { user_id: 'ana', prospect_id: one!.prospect_id, reason: 'her cousin' };
    const blocked = await run([item, { ...item, user_id: 'nobody' }], { operation: 'blockRep' }, { onError: 'continueRegularOutput' });
    expect(jsons(blocked.outputs)[0]).toMatchObject([{ user_id: 'ana', blocked: true, reason: 'her cousin' }, { error: expect.anything() }]);
    expect(jsons((await run([{ opportunity_id: one!.opportunity_id }, { opportunity_id: two!.opportunity_id }])).outputs)[0]).toMatchObject([{ owner_id: 'bo' }, { owner_id: 'ana' }]);
    const explained = await run([{ opportunity_id: one!.opportunity_id }], { operation: 'explain' });
    expect(jsons(explained.outputs)[0]).toMatchObject([{ reps: [{ user_id: 'ana', why_not: 'excluded', detail: 'her cousin' }, { user_id: 'bo' }] }]);
    expect(jsons((await run([item], { operation: 'unblockRep' })).outputs)[0]).toMatchObject([{ blocked: false }]);
    const store = await open();
    expect(await store.transaction(account, (tx) => tx.db.selectFrom('routing_blocks').selectAll().execute())).toEqual([]);
  });

  it('RT-09: gives it only to those who are asked for', async () => {
    const [one, two] = await firm([rep('ana'), rep('bo'), rep('cy')], [{}, {}]);
    const { outputs } = await run([{ opportunity_id: one!.opportunity_id }, { opportunity_id: two!.opportunity_id }], { assignOptions: { among: 'cy, bo' } });
    expect(jsons(outputs)[0]!.map(({ owner_id }) => owner_id)).toEqual(['bo', 'cy']);
  });

  it('RT-07: reports how equally leads and their mix were shared out', async () => {
    const seeded = await firm([rep('ana'), rep('bo')], [{ band: 'Hot' }, { band: 'Hot' }, { band: 'Warm' }, { band: 'Warm' }]);
    await run(seeded.map(({ opportunity_id }) => ({ opportunity_id })));
    const { outputs } = await run([{}, {}], { operation: 'equality', days: 7 });
    expect(jsons(outputs)[0]![0]).toMatchObject({ leads: 4, equal_part: 2, largest_difference: 0, comparable: true, reps: [{ user_id: 'ana', leads: 2, bands: { Hot: 1, Warm: 1 } }, { user_id: 'bo', leads: 2 }] });
  });

  it('RT-03: says what would be if a rep were away, and writes nothing', async () => {
    const now = Date.now();
    const caps = { caps: { daily_sql_limit: 3 } };
    await firm([rep('ana', caps), rep('bo', caps)], Array.from({ length: 6 }, (_, index) => ({ created_at: new Date(now - 60_000 * (index + 1)) })));
    const { outputs } = await run([{}, {}], { operation: 'simulate', days: 7, away: 'ana' });
    expect(jsons(outputs)[0]![0]).toMatchObject({ leads: 6, as_is: { waited: 0, reps: [{ user_id: 'ana', leads: 3 }, { user_id: 'bo', leads: 3 }] }, what_if: { waited: 3, left_waiting: 3, reps: [{ user_id: 'ana', leads: 0 }, { user_id: 'bo', leads: 3 }] } });
    expect((await run([{}], { operation: 'simulate', away: 'nobody' })).error?.message).toContain("'nobody' takes no leads as setter; allowed: ana, bo");
    const store = await open();
    expect(await store.transaction(account, (tx) => tx.db.selectFrom('assignments').selectAll().execute())).toEqual([]);
  });
});
