import type { FetchedLead, LeadFetcher } from '../../engine/core/lead';
import { normalizeLeads, type Normalized } from '../../engine/commands/normalize-leads';
import { offerStalledDeliveries } from '../../engine/commands/offer-stalled-deliveries';
import { receiveDelivery, type ReceivedNotice } from '../../engine/commands/receive-delivery';
import type { Store } from '../../engine/store';
import { RECEIVED_AT, SECRETS } from '../support/deliveries';
import { parcel, parcelFetcher, parcelSource, type Thing } from '../support/parcel-source';
import { describeStores } from '../support/stores';

const sources = { referral: parcelSource };
const actor = { kind: 'workflow', id: 'w1' } as const;
const at = new Date(RECEIVED_AT.getTime() + 1_000);
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
const failure = (change: Partial<Extract<FetchedLead, { kind: 'failed' }>> = {}): FetchedLead => ({ kind: 'failed', code: 'BUSY', message: 'The depot is busy', needs_access: false, retry_after_ms: 0, feed: 'depot', ...change });
let accounts = 0;

describeStores('Deliveries with several notices', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `notices-${(accounts += 1)}`;
  });

  const send = async (...contents: Thing[]): Promise<readonly ReceivedNotice[]> => {
    const reception = await receiveDelivery(store, account, { source: parcelSource, delivery: parcel(...contents), secrets: SECRETS });
    return reception.kind === 'accepted' ? reception.notices : [];
  };
  const run = async (ids: readonly string[], fetcher?: LeadFetcher, when = at, replay = false): Promise<Normalized[]> => {
    const results = await normalizeLeads(store, account, { inputs: ids.map((delivery_id) => ({ delivery_id })), sources, ...(fetcher ? { fetchers: { referral: fetcher } } : {}), replay, at: when, actor });
    return results.map((result) => {
      if (!result.ok) throw result.error;
      return result;
    });
  };
  const rows = () => store.transaction(account, ({ db }) => db.selectFrom('raw_deliveries').selectAll().orderBy('dedupe_key').execute());
  const leads = () => store.transaction(account, ({ db }) => db.selectFrom('leads').selectAll().execute());
  const alerts = () => store.transaction(account, ({ db }) => db.selectFrom('events').selectAll().where('type', 'in', ['SourceAccessLost', 'SourceFetchFailed']).execute());
  const idsOf = (notices: readonly ReceivedNotice[]) => notices.map(({ delivery_id }) => delivery_id);

  it('IN-07: stores the bytes once, and a row with its own key for each notice', async () => {
    const notices = await send({ id: 'b' }, { id: 'a' }, { id: 'c' });
    expect(notices.map(({ duplicate, payload }) => [duplicate, payload['id']])).toEqual([[false, 'b'], [false, 'a'], [false, 'c']]);
    const stored = await rows();
    const [holder, ...sharers] = stored;
    expect(Buffer.from(holder!.body).equals(parcel({ id: 'b' }, { id: 'a' }, { id: 'c' }).body)).toBe(true);
    expect(sharers.map(({ body, bytes_in }) => [body.length, bytes_in])).toEqual([[0, holder!.id], [0, holder!.id]]);
    expect(new Set(stored.map(({ body_sha256 }) => body_sha256)).size).toBe(1);
    expect(stored.map(({ feed }) => feed)).toEqual(['depot', 'depot', 'depot']);
  });

  it('IN-08: brings of a second delivery only what is new in it, also when both come at once', async () => {
    await send({ id: 'a' }, { id: 'b' });
    expect((await send({ id: 'b' }, { id: 'c' }, { id: 'c' })).map(({ duplicate }) => duplicate)).toEqual([true, false, true]);
    const [one, two] = await Promise.all([send({ id: 'x' }, { id: 'y' }), send({ id: 'y' }, { id: 'z' }, { id: 'x' })]);
    expect([...one, ...two].filter(({ duplicate }) => !duplicate)).toHaveLength(3);
    const results = await run(idsOf([...one, ...two]));
    expect(new Set(results.flatMap((result) => (result.kind === 'lead' ? result.leads.map(({ email }) => email) : [])))).toEqual(new Set(['x@example.com', 'y@example.com', 'z@example.com']));
    expect(await rows()).toHaveLength(6);
    expect((await rows()).filter(({ body }) => body.length > 0).length).toBeLessThanOrEqual(4);
  });

  it('keeps a delivery that carries nothing, and starts nothing', async () => {
    expect(await send()).toEqual([]);
    expect(await rows()).toMatchObject([{ status: 'processed', reason: expect.stringContaining('CARRIES_NO_LEAD') }]);
  });

  it('GV-07: masks what each notice holds in the bytes that they share, one after the other or together', async () => {
    const contents = [{ id: 'a', text: 'passport P7654321' }, { id: 'b', text: 'passport P1234567' }, { id: 'c', text: 'born 1990-04-12, date of birth 12 April 1990' }];
    const [first, ...rest] = idsOf(await send(...contents));
    await run([first!]);
    await run(rest);
    const body = Buffer.from((await rows())[0]!.body).toString();
    for (const secret of ['P7654321', 'P1234567', '12 April 1990']) expect(body).not.toContain(secret);
    expect((await leads()).map(({ email }) => email).sort()).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
    expect((await run(idsOf(await send(...contents)), undefined, at, true)).map(({ kind }) => kind)).toEqual(['lead', 'lead', 'lead']);
  });

  it('IN-02: fetches what a notice points to, keeps it byte for byte, and replays without asking again', async () => {
    const ids = idsOf(await send({ id: 'a', pointer: true }, { id: 'b' }));
    const fetcher = parcelFetcher({ a: [{ id: 'a', text: 'from afar' }] });
    const results = await run(ids, fetcher);
    expect(results).toMatchObject([{ kind: 'lead', leads: [{ message: 'from afar', created: true }] }, { kind: 'lead' }]);
    const [row] = await rows();
    expect(JSON.parse(Buffer.from(row!.fetched_body!).toString())).toEqual({ id: 'a', text: 'from afar' });
    expect(row).toMatchObject({ status: 'processed', fetched_at: at });
    expect(await run(ids, fetcher, later(1), true)).toMatchObject([{ leads: [{ created: false }] }, { leads: [{ created: false }] }]);
    expect(fetcher.asked).toEqual(['a']);
  });

  it('IN-09: tries a failed fetch again, and leaves it to the sweep with one alert when it keeps failing', async () => {
    const [once] = idsOf(await send({ id: 'once', pointer: true }));
    expect(await run([once!], parcelFetcher({ once: [failure(), failure(), { id: 'once' }] }))).toMatchObject([{ kind: 'lead' }]);
    const ids = idsOf(await send({ id: 'a', pointer: true }, { id: 'b', pointer: true }));
    const results = await run(ids, parcelFetcher({ a: [failure()], b: [failure()] }));
    expect(results).toMatchObject([{ kind: 'waiting', code: 'BUSY', message: 'The depot is busy' }, { kind: 'waiting' }]);
    expect((await rows()).filter(({ status }) => status === 'received')).toMatchObject([{ reason: 'BUSY: The depot is busy' }, {}]);
    expect(await alerts()).toMatchObject([{ type: 'SourceFetchFailed', data: { source: 'referral', feed: 'depot', code: 'BUSY' } }]);
    expect(await offerStalledDeliveries(store, account, { at: later(2), limit: 10 })).toBe(2);
    expect(await run(ids, parcelFetcher({ a: [{ id: 'a' }], b: [{ id: 'b' }] }), later(2))).toMatchObject([{ kind: 'lead' }, { kind: 'lead' }]);
  });

  it('IN-02: waits as long as it takes for a person to renew the access, and loses nothing', async () => {
    const ids = idsOf(await send({ id: 'a', pointer: true }));
    const expired = parcelFetcher({ a: [failure({ code: 'TOKEN_EXPIRED', needs_access: true })] });
    for (let hour = 0; hour < 30; hour += 1) {
      await run(ids, expired, later(61 * hour));
      expect(await offerStalledDeliveries(store, account, { at: later(61 * hour + 30), limit: 10 })).toBe(0);
      expect(await offerStalledDeliveries(store, account, { at: later(61 * hour + 60), limit: 10 })).toBe(1);
    }
    expect(expired.asked).toHaveLength(30);
    const offers = await store.transaction(account, ({ db }) => db.selectFrom('events').select('id').where('type', '=', 'DeliveryStalled').execute());
    expect(offers).toHaveLength(30);
    expect(await alerts()).toMatchObject([{ type: 'SourceAccessLost', data: { code: 'TOKEN_EXPIRED' } }, { type: 'SourceAccessLost' }]);
    expect(await run(ids, parcelFetcher({ a: [{ id: 'a' }] }), later(61 * 30))).toMatchObject([{ kind: 'lead' }]);
  });

  it('IN-02: waits too while no credential is wired, and says so', async () => {
    const ids = idsOf(await send({ id: 'a', pointer: true }));
    expect(await run(ids)).toMatchObject([{ kind: 'waiting', code: 'SOURCE_NOT_CONNECTED', message: expect.stringContaining('credential') }]);
  });

  it('IN-07: rejects a notice whose lead is gone, and asks again on a replay', async () => {
    const ids = idsOf(await send({ id: 'a', pointer: true }));
    expect(await run(ids, parcelFetcher({}))).toMatchObject([{ kind: 'rejected', code: 'THING_GONE' }]);
    expect(await rows()).toMatchObject([{ status: 'rejected', reason: 'THING_GONE: Thing a is gone', next_attempt_at: null }]);
    expect(await run(ids, parcelFetcher({ a: [{ id: 'a' }] }))).toMatchObject([{ kind: 'rejected', code: 'THING_GONE' }]);
    expect(await run(ids, parcelFetcher({ a: [{ id: 'a' }] }), later(1), true)).toMatchObject([{ kind: 'lead' }]);
  });

  it('IN-14: takes a payload of another node that carries several notices', async () => {
    const [result] = await normalizeLeads(store, account, { inputs: [{ source: 'referral', payload: [{ id: 'a' }, { id: 'b' }] as never, received_at: at }], sources, at, actor });
    expect(result).toMatchObject({ ok: true, kind: 'several', results: [{ kind: 'lead', leads: [{ email: 'a@example.com' }] }, { kind: 'lead', leads: [{ email: 'b@example.com' }] }] });
  });
});
