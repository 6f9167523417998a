import { applySettings } from '../../engine/commands/apply-settings';
import { offerStalledDeliveries } from '../../engine/commands/offer-stalled-deliveries';
import { watchIntake } from '../../engine/commands/watch-intake';
import { watchSilence } from '../../engine/commands/watch-silence';
import { sourceStatus } from '../../engine/queries/source-status';
import { type Store, storeDelivery } from '../../engine/store';
import { describeStores } from '../support/stores';

const NOW = new Date('2026-03-04T15:00:00Z');
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const hours = (count: number) => minutes(count * 60);
const days = (count: number) => hours(count * 24);
let accounts = 0;
let keys = 0;

describeStores('The watch over the intake', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `watch-${(accounts += 1)}`;
  });

  const deliver = (at: readonly Date[], change: Record<string, unknown> = {}) =>
    store.transaction(account, async (tx) => {
      for (const received_at of at) await storeDelivery(tx, { source: 'meta', dedupe_key: `k${(keys += 1)}`, headers: {}, content_type: null, body: Buffer.from('{}'), received_at, is_test: false, feed: 'page-1', status: 'processed', ...change });
    });
  const apply = (alerts: unknown) => applySettings(store, account, { document: { intake: { alerts } }, dry_run: false, note: null, effective_at: null, at: days(-40), actor: { kind: 'system', id: 't' }, acting_user_id: null });
  const events = (type: string) => store.transaction(account, ({ db }) => db.selectFrom('events').selectAll().where('type', '=', type as never).orderBy('seq').execute());
  /** Twelve leads in the office hours of each weekday. */
  const officeHours = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index).flatMap((day) => {
    const date = days(day);
    return date.getUTCDay() % 6 === 0 ? [] : Array.from({ length: 12 }, (_, hour) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 8 + hour)));
  });

  it('IN-10: tells that deliveries wait longer than five minutes, once an hour for a source', async () => {
    await deliver([minutes(-6), minutes(-5)], { status: 'received' });
    await deliver([minutes(-1)], { status: 'received', source: 'google' });
    await deliver([minutes(-90)], { status: 'received', reason: 'META_TOKEN_EXPIRED: waits for its token', source: 'linkedin' });
    expect(await watchIntake(store, account, { at: NOW })).toBe(1);
    expect(await watchIntake(store, account, { at: minutes(2) })).toBe(0);
    expect(await events('IntakeLatencyHigh')).toMatchObject([{ data: { source: 'meta', waiting: 2, minutes: 6 } }]);
    expect(await watchIntake(store, account, { at: minutes(61) })).toBe(2);
  });

  it('IN-10: keeps to the settings of the firm', async () => {
    await apply({ latency_minutes: 30 });
    await deliver([minutes(-29)], { status: 'received' });
    expect(await watchIntake(store, account, { at: NOW })).toBe(0);
    expect(await watchIntake(store, account, { at: minutes(2) })).toBe(1);
  });

  it('IN-10: tells a spike of failures by its rate and number, with the commonest reason, once a window', async () => {
    await deliver(Array(4).fill(minutes(-10)), { status: 'rejected', reason: 'LEADGEN_INVALID: x' });
    expect(await watchIntake(store, account, { at: NOW })).toBe(0);
    await deliver([minutes(-9)], { status: 'dead', reason: 'No workflow finished it' });
    expect(await watchIntake(store, account, { at: NOW })).toBe(1);
    expect(await watchIntake(store, account, { at: minutes(1) })).toBe(0);
    expect(await events('IntakeFailureSpike')).toMatchObject([{ data: { source: 'meta', failed: 5, total: 5, code: 'LEADGEN_INVALID' } }]);
    await deliver(Array(5).fill(minutes(-10)), { status: 'rejected', source: 'website' });
    await deliver(Array(20).fill(minutes(-10)), { source: 'website' });
    expect(await watchIntake(store, account, { at: NOW })).toBe(0);
  });

  it('IN-10: tells a silence once, when a feed that usually sends in these hours has stopped', async () => {
    await deliver(officeHours(-35, 0));
    const lastLead = new Date('2026-03-03T19:00:00Z');
    for (const [at, expected] of [['2026-03-04T08:00:00Z', 0], ['2026-03-04T11:59:00Z', 0], ['2026-03-04T12:00:00Z', 1], ['2026-03-04T15:00:00Z', 0]] as const) {
      expect([at, await watchSilence(store, account, { at: new Date(at) })]).toEqual([at, expected]);
    }
    expect(await events('SourceSilent')).toMatchObject([{ data: { source: 'meta', feed: 'page-1', last_received_at: lastLead.toISOString(), silent_hours: 17, expected: 5 } }]);
    await deliver([hours(1)]);
    expect(await watchSilence(store, account, { at: hours(2) })).toBe(0);
    expect(await watchSilence(store, account, { at: days(1) })).toBe(1);
  });

  it('IN-10: takes nights and weekends for no silence, and says nothing of a feed it does not know yet', async () => {
    await deliver(officeHours(-35, -4));
    expect(await watchSilence(store, account, { at: new Date('2026-03-02T07:00:00Z') })).toBe(0);
    await deliver([days(-1), hours(-20)], { source: 'linkedin', feed: 'new' });
    expect((await events('SourceSilent')).filter(({ data }) => data['source'] === 'linkedin')).toEqual([]);
  });

  it('IN-10: takes a fixed number of hours where the firm sets one', async () => {
    await apply({ silence: { after_hours: { linkedin: 24 } } });
    await deliver([hours(-25)], { source: 'linkedin', feed: 'urn:li:sponsoredAccount:1' });
    expect(await watchSilence(store, account, { at: hours(-2) })).toBe(0);
    expect(await watchSilence(store, account, { at: NOW })).toBe(1);
  });

  it('IN-09: tells a delivery that no workflow finished, when it is given up', async () => {
    await deliver([minutes(-1)], { status: 'received' });
    for (let minute = 0; minute < 600; minute += 1) await offerStalledDeliveries(store, account, { at: minutes(minute), limit: 10 });
    expect(await events('DeliveryStalled')).toHaveLength(8);
    expect(await events('DeliveryUnfinished')).toMatchObject([{ data: { source: 'meta', reason: expect.stringContaining('No workflow finished it') } }]);
  });

  it('shows how each source is doing', async () => {
    await deliver([hours(-1), hours(-30)]);
    await deliver([hours(-2)], { status: 'received', reason: 'META_TOKEN_EXPIRED: renew it' });
    await deliver([hours(-3)], { source: 'google', feed: null, status: 'rejected' });
    expect(await sourceStatus(store, account, { at: NOW })).toMatchObject([
      { source: 'google', feed: null, last_day: 1, rejected_last_week: 1, polled_until: null },
      { source: 'meta', feed: 'page-1', last_received_at: hours(-1), last_day: 2, last_week: 3, waiting: 1, waiting_for: 'META_TOKEN_EXPIRED: renew it' },
    ]);
  });
});
