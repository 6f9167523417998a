import { createHash } from 'node:crypto';

import { googleLeadForm } from '../../engine/adapters/google';
import { websiteForm } from '../../engine/adapters/website';
import { applySettings } from '../../engine/commands/apply-settings';
import { type NormalizeInput, normalizeLeads, type Normalized } from '../../engine/commands/normalize-leads';
import { receiveDelivery, type ReceivedNotice, type Reception } from '../../engine/commands/receive-delivery';
import type { IncomingDelivery, LeadSource } from '../../engine/core/lead';
import type { Store } from '../../engine/store';
import { formFields, GOOGLE_KEY, googleDelivery, googleLeadFormBody, jsonDelivery, multipartDelivery, RECEIVED_AT, SECRETS, websiteDelivery } from '../support/deliveries';
import { describeStores } from '../support/stores';

const sources = { google: googleLeadForm, website: websiteForm };
const actor = { kind: 'workflow', id: 'w1' } as const;
const at = new Date(RECEIVED_AT.getTime() + 1_000);
let accounts = 0;

describeStores('Intake', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `intake-${(accounts += 1)}`;
  });

  const receive = (source: LeadSource, delivery: IncomingDelivery, of = account) => receiveDelivery(store, of, { source, delivery, secrets: SECRETS });
  const google = (change: Record<string, unknown> = {}, receivedAt?: Date) => receive(googleLeadForm, googleDelivery(change, receivedAt));
  const website = (change: Record<string, unknown> = {}) => receive(websiteForm, websiteDelivery(change));
  const run = (inputs: NormalizeInput[], replay = false, when = at, of = account) => normalizeLeads(store, of, { inputs, sources, replay, at: when, actor });
  const deliveries = () => store.transaction(account, ({ db }) => db.selectFrom('raw_deliveries').selectAll().execute());
  const leads = () => store.transaction(account, ({ db }) => db.selectFrom('leads').selectAll().execute());
  const consents = () => store.transaction(account, ({ db }) => db.selectFrom('consents').selectAll().execute());
  const events = () => store.transaction(account, ({ db }) => db.selectFrom('events').selectAll().execute());
  const audit = () => store.transaction(account, ({ db }) => db.selectFrom('audit_entries').selectAll().execute());
  const counts = async () => ({ deliveries: (await deliveries()).length, leads: (await leads()).length, events: (await events()).length });

  const apply = (document: unknown) => applySettings(store, account, { document, dry_run: false, note: null, effective_at: null, at, actor, acting_user_id: null });

  function idOf(reception: Reception): string {
    if (reception.kind === 'refused') throw new Error(reception.message);
    return reception.kind === 'rejected' ? reception.delivery_id : noticeOf(reception).delivery_id;
  }

  function noticeOf(reception: Reception): ReceivedNotice {
    const [notice] = reception.kind === 'accepted' ? reception.notices : [];
    if (!notice) throw new Error(`No notice in a ${reception.kind} delivery`);
    return notice;
  }

  async function one(input: NormalizeInput, replay = false): Promise<Normalized> {
    const [result] = await run([input], replay);
    if (!result?.ok) throw result?.error ?? new Error('no result');
    return result;
  }

  async function leadOf(input: NormalizeInput, replay = false) {
    const result = await one(input, replay);
    if (result.kind !== 'lead') throw new Error(JSON.stringify(result));
    return result.leads[0]!;
  }

  it('IN-07: keeps the bytes of a delivery with their hash and the headers that matter before anything is made of them', async () => {
    const delivery = multipartDelivery();
    const { kind } = await receive(websiteForm, delivery);
    const [raw] = await deliveries();
    expect(kind).toBe('accepted');
    expect(Buffer.from(raw!.body).equals(delivery.body)).toBe(true);
    expect(raw).toMatchObject({ status: 'received', source: 'website', body_sha256: createHash('sha256').update(delivery.body).digest('hex'), content_type: delivery.content_type, headers: delivery.headers });
    expect(raw!.next_attempt_at!.getTime()).toBe(RECEIVED_AT.getTime() + 60_000);
    expect(await counts()).toEqual({ deliveries: 1, leads: 0, events: 0 });
  });

  it('IN-07: makes lead, consents, LeadCaptured and the delivery’s status in one step', async () => {
    const lead = await leadOf({ delivery_id: idOf(await website()) });
    expect(lead).toMatchObject({ created: true, full_name: 'Jan van der Berg', email: 'jan.vanderberg@example.nl', phone: '+31612345678', residence_country: 'NL', utms: { utm_campaign: 'europe_work_lmia_mar' } });
    expect(await leads()).toMatchObject([{ id: lead.lead_id, phone_detail: { country: 'NL', guessed: false }, settings_version: 0, prospect_id: null, captured_at: RECEIVED_AT, recorded_at: at }]);
    expect((await consents()).map(({ lead_id, channel, purpose, status, text_version }) => ({ lead_id, channel, purpose, status, text_version }))).toContainEqual({ lead_id: lead.lead_id, channel: 'email', purpose: 'service', status: 'granted', text_version: '2026-01' });
    expect(await events()).toMatchObject([{ type: 'LeadCaptured', subject_kind: 'lead', subject_id: lead.lead_id, occurred_at: RECEIVED_AT, actor, data: { lead_id: lead.lead_id, source_channel: 'website', is_test: false } }]);
    expect(await deliveries()).toMatchObject([{ status: 'processed', processed_at: at, next_attempt_at: null, reason: null }]);
  });

  it('IN-08: makes nothing new of a delivery that is sent again, or processed again', async () => {
    const [first, again] = [await google(), await google({}, new Date(RECEIVED_AT.getTime() + 5_000))];
    expect([first, again].map(noticeOf)).toMatchObject([{ duplicate: false }, { duplicate: true }]);
    expect(idOf(again)).toBe(idOf(first));
    const lead = await leadOf({ delivery_id: idOf(first) });
    expect(await leadOf({ delivery_id: idOf(first) })).toMatchObject({ lead_id: lead.lead_id, created: false });
    expect(await counts()).toEqual({ deliveries: 1, leads: 1, events: 1 });
  });

  it('IN-08: gives the same lead twice when one batch names a delivery twice', async () => {
    const delivery_id = idOf(await google());
    const results = await run([{ delivery_id }, { delivery_id }]);
    expect(results[0]).toEqual(results[1]);
    expect(await counts()).toEqual({ deliveries: 1, leads: 1, events: 1 });
  });

  it('IN-08: gives the lead that is there when another delivery or a poll brings it again', async () => {
    const lead = await leadOf({ delivery_id: idOf(await google()) });
    const polled = { source: 'google', payload: { ...googleLeadFormBody(), google_key: undefined, api_version: '1.1' }, received_at: at };
    expect(await leadOf(polled)).toMatchObject({ lead_id: lead.lead_id, created: false });
    const elsewhere = idOf(await receive(googleLeadForm, googleDelivery({ lead_id: 'L-2' })));
    await store.transaction(account, ({ db }) => db.updateTable('raw_deliveries').set({ dedupe_key: 'csv:1' }).where('id', '=', elsewhere).execute());
    await leadOf({ delivery_id: elsewhere });
    const third = idOf(await google({ lead_id: 'L-2' }));
    expect(third).not.toBe(elsewhere);
    expect(await leadOf({ delivery_id: third })).toMatchObject({ created: false, delivery_id: elsewhere });
    expect(await counts()).toEqual({ deliveries: 3, leads: 2, events: 2 });
  });

  it('IN-08: knows the same form again within the time window and takes it as new after it', async () => {
    const fields = Object.fromEntries(Object.entries(formFields()).filter(([name]) => name !== 'submission_id'));
    const send = (iso: string) => receive(websiteForm, jsonDelivery(fields, {}, new Date(iso)));
    const kinds = [await send('2026-03-02T23:59:50Z'), await send('2026-03-03T00:00:10Z'), await send('2026-03-03T20:00:00Z'), await send('2026-03-04T00:00:10Z')];
    expect(kinds.map((reception) => noticeOf(reception).duplicate)).toEqual([false, true, true, false]);
  });

  it('IN-01: keeps test leads apart and makes one of every press of the test button', async () => {
    const ids = [idOf(await google({ is_test: true })), idOf(await google({ is_test: true }, at))];
    const real = idOf(await google());
    const results = await run([...ids, real].map((delivery_id) => ({ delivery_id })));
    expect(results.map((result) => result.ok && result.kind === 'lead' && [result.leads[0]!.is_test, result.leads[0]!.created])).toEqual([[true, true], [true, true], [false, true]]);
    expect((await events()).map(({ data }) => data['is_test']).sort()).toEqual([false, true, true]);
  });

  it('GV-02: stores nothing of a delivery that does not prove itself', async () => {
    expect(await google({ google_key: 'guess' })).toMatchObject({ kind: 'refused', status: 401 });
    expect(await website({ form_token: 'guess' })).toMatchObject({ kind: 'refused', status: 401 });
    expect(await counts()).toEqual({ deliveries: 0, leads: 0, events: 0 });
  });

  it('IN-07: keeps a delivery of the wrong shape as rejected, with its reason and without its secret', async () => {
    const bad = jsonDelivery({ google_key: GOOGLE_KEY, lead_id: 'L-9', note: 'kept' });
    const reception = await receive(googleLeadForm, bad);
    expect(reception).toMatchObject({ kind: 'rejected', status: 422, code: 'LEAD_FORM_INVALID', problems: [{ field: 'user_column_data' }] });
    const [raw] = await deliveries();
    expect(raw).toMatchObject({ status: 'rejected', reason: expect.stringMatching(/^LEAD_FORM_INVALID: .*user_column_data/), body_sha256: createHash('sha256').update(bad.body).digest('hex'), next_attempt_at: null });
    expect(JSON.parse(Buffer.from(raw!.body).toString())).toEqual({ google_key: '(secret_masked)', lead_id: 'L-9', note: 'kept' });
    await receive(googleLeadForm, bad);
    expect(await counts()).toMatchObject({ deliveries: 1 });
    expect(await one({ delivery_id: idOf(reception) })).toMatchObject({ kind: 'rejected', code: 'LEAD_FORM_INVALID', source: 'google' });
  });

  it('GV-07: masks secrets and sensitive values in the raw row once they are read, and keeps the hash of the original', async () => {
    const delivery = websiteDelivery({ date_of_birth: '1990-04-12', message: 'My passport is P7654321' });
    const reception = await receive(websiteForm, delivery);
    expect(JSON.stringify(noticeOf(reception).payload)).not.toMatch(/1990|P7654321|ft-4b8e/);
    const lead = await leadOf({ delivery_id: idOf(reception) });
    const [raw] = await deliveries();
    expect(Buffer.from(raw!.body).toString()).not.toMatch(/1990|P7654321|ft-4b8e/);
    expect(raw!.body_sha256).toBe(createHash('sha256').update(delivery.body).digest('hex'));
    expect(lead.message).toBe('My passport is (passport_number_masked)');
    expect(JSON.stringify(await leads())).not.toMatch(/1990|P7654321/);
  });

  it('IN-07: a replay under the same rules gives the same lead, without a second event', async () => {
    const delivery_id = idOf(await website({ passport_number: 'P7654321', message: 'born 12 April 1990' }));
    const { created: _created, ...lead } = await leadOf({ delivery_id });
    const { created, ...again } = await leadOf({ delivery_id }, true);
    expect(created).toBe(false);
    expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(lead)));
    expect(await counts()).toEqual({ deliveries: 1, leads: 1, events: 1 });
    expect(await audit()).toEqual([]);
  });

  it('IN-07: a replay under changed rules writes the lead anew, audits what changed and tells it once', async () => {
    const delivery_id = idOf(await google({ user_column_data: [{ column_id: 'PHONE_NUMBER', string_value: '040 1234567' }, { column_id: 'q', column_name: 'Which booklet?', string_value: 'Finland' }] }));
    const lead = await leadOf({ delivery_id });
    expect(lead).toMatchObject({ phone: null, citizenship_country: null });
    await store.transaction(account, ({ db }) => db.updateTable('leads').set({ score: 42 }).execute());
    await apply({ intake: { default_phone_region: 'FI', field_aliases: { citizenship_country: ['Which booklet?'] } } });
    const replayed = await leadOf({ delivery_id }, true);
    expect(replayed).toMatchObject({ lead_id: lead.lead_id, phone: '+358401234567', citizenship_country: 'FI', created: false });
    expect([...replayed.changed_fields].sort()).toEqual(['answers', 'citizenship_country', 'flags', 'phone', 'phone_detail', 'spam_reasons', 'spam_score']);
    expect(await leads()).toMatchObject([{ phone: '+358401234567', score: 42, settings_version: 1, recorded_at: at }]);
    expect((await audit()).filter(({ action }) => action === 'lead.replayed')).toHaveLength(1);
    await leadOf({ delivery_id }, true);
    expect((await events()).map(({ type }) => type).filter((type) => type.startsWith('Lead'))).toEqual(['LeadCaptured', 'LeadEnriched']);
  });

  it('IN-07: a replay of a rejected delivery makes a lead of it when the rule that rejected it is gone', async () => {
    const reception = await website({ consent: '' });
    expect(reception).toMatchObject({ kind: 'rejected', code: 'FORM_INCOMPLETE' });
    const input = { delivery_id: idOf(reception) };
    expect(await one(input, true)).toMatchObject({ kind: 'rejected', code: 'FORM_INCOMPLETE', problems: [{ field: 'consent' }] });
    await apply({ intake: { website: { required_consents: [] } } });
    expect(await leadOf(input, true)).toMatchObject({ created: true, email: 'jan.vanderberg@example.nl' });
    expect(await deliveries()).toMatchObject([{ status: 'processed', reason: null }]);
  });

  it('IN-14: takes a payload of another node by the same door, with the same checks', async () => {
    const payload = { email: 'ana@example.com', name: 'ana perez', consent: 'yes' };
    const inputs = [{ source: 'website', payload, received_at: at }, { source: 'website', payload: { name: 'no contact' }, received_at: at }, { source: 'website', payload, received_at: at }];
    const [first, second, third] = await run(inputs);
    expect(first).toMatchObject({ ok: true, kind: 'lead', leads: [{ full_name: 'Ana Perez', created: true }] });
    expect(second).toMatchObject({ ok: true, kind: 'rejected', code: 'FORM_INCOMPLETE', problems: [{ field: 'email' }, { field: 'consent' }] });
    expect(third).toEqual(first);
    expect(await counts()).toEqual({ deliveries: 2, leads: 1, events: 1 });
  });

  it('gives each bad input its own error and works on the others', async () => {
    const delivery_id = idOf(await google());
    const results = await run([{ delivery_id: '0195f3a2-7c1e-7b40-9d2c-000000000000' }, { delivery_id }, { source: 'carrier pigeon', payload: {}, received_at: at }]);
    expect(results).toMatchObject([{ ok: false, error: { code: 'DELIVERY_UNKNOWN' } }, { ok: true, kind: 'lead' }, { ok: false, error: { code: 'SOURCE_UNKNOWN', message: expect.stringContaining('google, website') } }]);
  });

  it('GV-01: knows nothing of another account’s deliveries', async () => {
    const delivery_id = idOf(await google());
    expect(await run([{ delivery_id }], false, at, `${account}-other`)).toMatchObject([{ ok: false, error: { code: 'DELIVERY_UNKNOWN' } }]);
    expect(await run([{ delivery_id }], true, at, `${account}-other`)).toMatchObject([{ ok: false, error: { code: 'DELIVERY_UNKNOWN' } }]);
  });

  it('IN-08: two executions on one delivery at the same time make one lead and one event', async () => {
    const inputs = [{ delivery_id: idOf(await google()) }, { delivery_id: idOf(await website()) }];
    const all = await Promise.all([run(inputs), run([...inputs].reverse()), run(inputs, true)]);
    expect(all.flat().every(({ ok }) => ok)).toBe(true);
    expect(await counts()).toEqual({ deliveries: 2, leads: 2, events: 2 });
  });

  it('normalises a batch of 1,000 deliveries, masked and with their events', async () => {
    const inputs = Array.from({ length: 1_000 }, (_, index) => ({ source: 'google', payload: googleLeadFormBody({ lead_id: `bulk-${index}` }), received_at: at }));
    const results = await run(inputs);
    expect(results.filter((result) => result.ok && result.kind === 'lead')).toHaveLength(1_000);
    expect(await counts()).toEqual({ deliveries: 1_000, leads: 1_000, events: 1_000 });
    expect(Buffer.from((await deliveries())[0]!.body).toString()).not.toContain(GOOGLE_KEY);
  });
});
