import { assignOwners, reassignOwners } from '../../engine/commands/assign-owners';
import { drainWaiting } from '../../engine/commands/drain-waiting';
import { openStore, type Store } from '../../engine/store';
import { createDatabase, dropDatabases } from '../support/stores';
import { applyDocument, FLOW, rep, type Seeded, seedOpportunities, sharesOf } from './sales-seed';

const AT = new Date('2026-05-11T15:00:00Z');
const NO_CAPS = { caps: { hourly_limit: null, daily_sql_limit: null, max_open_opportunities: null } };
const item = ({ opportunity_id }: Seeded) => ({ opportunity_id, role: 'setter' as const, owner_id: null, reason: null, acting_user_id: null });

/** Several stores on one database are what several n8n processes are: nothing but the database keeps them apart. */
const postgres = process.env['SALES_OS_TEST_POSTGRES'] === 'no' ? describe.skip : describe;
postgres('routing by several processes [postgres]', () => {
  const stores: Store[] = [];
  beforeAll(async () => {
    const url = await createDatabase();
    for (let process = 0; process < 4; process += 1) stores.push(await openStore({ kind: 'postgres', url, tls: 'off', maxConnections: 3 }));
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await dropDatabases();
  });
  const on = (index: number): Store => stores[index % stores.length]!;
  const assignmentsOf = (account: string) => on(0).transaction(account, (tx) => tx.db.selectFrom('assignments').selectAll().orderBy('seq').execute());

  it('RT-04: 200 leads, each wanted by two processes at once: one owner each, every prefix within one lead of the weighted share', async () => {
    const weights = [0.5, 1, 1, 1.5, 2, 2.5, 3, 4, 4.5, 10];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    await applyDocument(on(0), 'fair', { users: weights.map((weight, index) => rep(`rep${index}`, { weight, ...NO_CAPS })) }, AT);
    const seeded = await seedOpportunities(on(0), 'fair', Array.from({ length: 200 }, () => ({})));
    // An actor of its own for each call keeps the calls of one process from being gathered.
    const calls = seeded.flatMap((each, index) => [index, index + 1].map((process) => assignOwners(on(process), 'fair', { items: [item(each)], at: AT, actor: { kind: 'workflow', id: `wf-${index}-${process}` } })));
    const results = (await Promise.all(calls)).flat();
    expect(results.filter((result) => result.ok && result.changed)).toHaveLength(200);
    const assignments = await assignmentsOf('fair');
    expect(new Set(assignments.map(({ opportunity_id }) => opportunity_id)).size).toBe(assignments.length);
    const received = weights.map(() => 0);
    assignments.forEach(({ user_id }, index) => {
      received[Number(user_id.slice(3))]! += 1;
      weights.forEach((weight, each) => expect(Math.abs(received[each]! - ((index + 1) * weight) / total)).toBeLessThan(1));
    });
  });

  it('RT-02, RT-05: assigning, reassigning and draining against each other break no cap and leave one owner', async () => {
    const users = Array.from({ length: 6 }, (_, index) => rep(`rep${index}`, { caps: { hourly_limit: null, daily_sql_limit: null, max_open_opportunities: 5 } }));
    await applyDocument(on(0), 'caps', { users }, AT);
    const seeded = await seedOpportunities(on(0), 'caps', Array.from({ length: 36 }, () => ({})));
    const rounds = [0, 1, 2, 3].flatMap((process) => [
      assignOwners(on(process), 'caps', { items: seeded.slice(process * 6, process * 6 + 18).map(item), at: AT, actor: FLOW }),
      reassignOwners(on(process + 1), 'caps', { items: seeded.slice(0, 6).map((each) => ({ ...item(each), from_owner_id: null, credit_back: true })), at: AT, actor: FLOW }),
      drainWaiting(on(process + 2), 'caps', { role: 'setter', limit: 50, at: AT, actor: FLOW }),
    ]);
    await Promise.all(rounds);
    const { opportunities, open, shares } = await on(1).transaction('caps', async (tx) => ({
      opportunities: await tx.db.selectFrom('opportunities').select(['id', 'setter_id', 'waiting_role']).execute(),
      open: await tx.db.selectFrom('assignments').selectAll().where('ended_at', 'is', null).execute(),
      shares: (await tx.db.selectFrom('routing_pools').selectAll().execute()).flatMap(sharesOf),
    }));
    for (let index = 0; index < 6; index += 1) expect(opportunities.filter(({ setter_id }) => setter_id === `rep${index}`).length).toBeLessThanOrEqual(5);
    expect(Object.fromEntries(open.map(({ opportunity_id, user_id }) => [opportunity_id, user_id]))).toEqual(Object.fromEntries(opportunities.filter(({ setter_id }) => setter_id !== null).map(({ id, setter_id }) => [id, setter_id])));
    expect(shares.reduce((sum, { credit }) => sum + credit, 0)).toBeCloseTo(0, 6);
    expect(shares.reduce((sum, { received }) => sum + received, 0)).toBe(open.length);
  });
});
