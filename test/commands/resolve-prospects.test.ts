import { resolveProspects, type ResolvedLead } from '../../engine/commands/resolve-prospects';
import type { Phone } from '../../engine/core/model';
import { newId, type Store, type Tx } from '../../engine/store';
import { type LeadFields, serviceConsent, storeLeads } from '../support/stored-leads';
import { describeStores } from '../support/stores';

const AT = new Date('2026-01-15T10:00:00Z');
const actor = { kind: 'workflow' as const, id: 'wf-1' };
const phone = (e164: string): Phone => ({ e164, country: 'IN', extension: null, guessed: false, type: 'MOBILE' });
let accounts = 0;

describeStores('resolveProspects', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `identity-${++accounts}`;
  });

  const given = (...leads: LeadFields[]) => storeLeads(store, account, leads.map((lead) => ({ full_name: 'Priya Sharma', ...lead })), AT);
  async function resolve(ids: string[], at = AT): Promise<ResolvedLead[]> {
    const results = await resolveProspects(store, account, { lead_ids: ids, at, actor });
    return results.map((result) => {
      if (!result.ok) throw result.error;
      return result;
    });
  }
  const read = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(account, work);
  const prospects = () => read((tx) => tx.db.selectFrom('prospects').selectAll().orderBy('id').execute());

  it('ID-01: a new person becomes a Prospect, the next lead with the same email joins it and says why', async () => {
    const [first, second] = await given({ email: 'priya@example.com' }, { email: 'priya@example.com', phone: phone('+919812345678') });
    const [one] = await resolve([first!]);
    const [two] = await resolve([second!]);
    expect(one).toMatchObject({ outcome: 'new', rule: null, already_resolved: false });
    expect(two).toMatchObject({ outcome: 'existing', rule: 'email', prospect_id: one!.prospect_id, why: 'same email, and the names are the same' });
    expect(await prospects()).toMatchObject([{ id: one!.prospect_id, full_name: 'Priya Sharma', email: 'priya@example.com', phone: '+919812345678', version: 2 }]);
  });

  it('ID-01: the same name on a phone with a wrongly guessed country is the same person', async () => {
    const [a, b] = await given({ phone: phone('+919812345678') }, { phone: { ...phone('+19812345678'), guessed: true } });
    const [one, two] = await resolve([a!, b!]);
    expect(two).toMatchObject({ outcome: 'existing', rule: 'name_and_phone', prospect_id: one!.prospect_id });
  });

  it('ID-02: the same person 200 times in one batch is one Prospect', async () => {
    const ids = await given(...Array.from({ length: 200 }, () => ({ email: 'priya@example.com' })));
    const resolved = await resolve(ids);
    expect(new Set(resolved.map(({ prospect_id }) => prospect_id)).size).toBe(1);
    expect(resolved.filter(({ outcome }) => outcome === 'new')).toHaveLength(1);
    expect(await prospects()).toHaveLength(1);
  });

  it('ID-02: the same person 200 times at once, each in a run of its own, is one Prospect', async () => {
    const ids = await given(...Array.from({ length: 200 }, (_, index) => (index % 2 ? { email: 'p.riya@gmail.com', phone: phone('+919812345678') } : { email: 'priya@gmail.com' })));
    const resolved = (await Promise.all(ids.map((id) => resolve([id])))).flat();
    expect(new Set(resolved.map(({ prospect_id }) => prospect_id)).size).toBe(1);
    expect(resolved.filter(({ outcome }) => outcome === 'new')).toHaveLength(1);
    expect(await prospects()).toHaveLength(1);
  });

  it('ID-02: overlapping batches in opposite order neither deadlock nor double anybody', async () => {
    const people = Array.from({ length: 40 }, (_, index) => ({ full_name: `Person ${String.fromCharCode(97 + (index % 26))}${index}x`, email: `person${index}@example.com` }));
    const forward = await given(...people);
    const backward = (await given(...people)).reverse();
    await Promise.all([resolve(forward), resolve(backward), resolve(forward), resolve(backward)]);
    expect(await prospects()).toHaveLength(40);
  });

  it('ID-02: a second run gives the same answer and writes nothing', async () => {
    const ids = await given({ email: 'priya@example.com' });
    const [first] = await resolve(ids);
    const [again] = await resolve([...ids, ...ids], new Date(AT.getTime() + 60_000));
    expect(again).toEqual({ ...first, already_resolved: true });
    const events = await read((tx) => tx.db.selectFrom('events').select(['type', 'key', 'data']).execute());
    expect(events).toEqual([{ type: 'LeadIdentified', key: `identified:${ids[0]}`, data: { lead_id: ids[0], prospect_id: first!.prospect_id, outcome: 'new', rule: 'none' } }]);
    expect(await read((tx) => tx.db.selectFrom('receipts').select('kind').execute())).toEqual([{ kind: 'identity' }]);
  });

  it('ID-03: a household on one phone becomes related Prospects and each member is found again', async () => {
    const family = phone('+919812345678');
    const [mother, father, child] = await resolve(await given({ phone: family }, { full_name: 'Raj Sharma', phone: family }, { full_name: 'Anika Sharma', phone: family }));
    expect([mother!.outcome, father!.outcome, child!.outcome]).toEqual(['new', 'new', 'new']);
    expect(child!.related.map(({ prospect_id }) => prospect_id).sort()).toEqual([mother!.prospect_id, father!.prospect_id].sort());
    const links = await read((tx) => tx.db.selectFrom('prospect_links').select(['prospect_id', 'other_id', 'kind']).execute());
    expect(links).toHaveLength(6);
    const [again] = await resolve(await given({ full_name: 'Rajesh Sharma', phone: family }));
    expect(again).toMatchObject({ outcome: 'existing', prospect_id: father!.prospect_id });
  });

  it('ID-03: an unsure lead opens one review with both persons; the same lead again joins the person made for it', async () => {
    const [known] = await resolve(await given({ full_name: 'Mandeep Singh', phone: phone('+919812345678') }));
    const [unsure, same] = await resolve(await given({ full_name: 'Sandeep Singh', phone: phone('+919812345678') }, { full_name: 'Sandeep Singh', phone: phone('+919812345678') }));
    expect(unsure).toMatchObject({ outcome: 'review', candidates: [{ prospect_id: known!.prospect_id, full_name: 'Mandeep Singh' }], review_id: expect.any(String) });
    expect(same).toMatchObject({ outcome: 'existing', prospect_id: unsure!.prospect_id, review_id: null });
    const reviews = await read((tx) => tx.db.selectFrom('identity_reviews').selectAll().execute());
    expect(reviews).toHaveLength(1);
    expect(reviews[0]).toMatchObject({ id: unsure!.review_id, kind: 'lead_match', status: 'open', prospect_id: unsure!.prospect_id });
    expect([...reviews[0]!.candidate_ids].sort()).toEqual([known!.prospect_id, unsure!.prospect_id].sort());
  });

  it('ID-03: two known persons found by one lead are left to a human once, and never merged', async () => {
    const [byEmail, byPhone] = await resolve(await given({ email: 'priya@example.com' }, { phone: phone('+919812345678') }));
    const both = { email: 'priya@example.com', phone: phone('+919812345678') };
    const [joined, again] = await resolve(await given(both, both));
    expect(joined).toMatchObject({ outcome: 'existing', rule: 'email', prospect_id: byEmail!.prospect_id, possible_duplicates: [byEmail!.prospect_id, byPhone!.prospect_id].sort() });
    expect([joined!.review_id, again!.review_id]).toEqual([expect.any(String), null]);
    expect(await prospects()).toHaveLength(2);
  });

  it('ID-05: consent moves to the Prospect with every statement, so an earlier opt-out stays', async () => {
    const ids = await given({ email: 'priya@example.com', consents: [serviceConsent(AT, 'denied')] }, { email: 'priya@example.com', consents: [serviceConsent(AT)] });
    const [{ prospect_id }] = (await resolve(ids)) as [ResolvedLead];
    const statements = await read((tx) => tx.db.selectFrom('consents').select(['prospect_id', 'status']).orderBy('status').execute());
    expect(statements).toEqual([{ prospect_id, status: 'denied' }, { prospect_id, status: 'granted' }]);
  });

  it('IN-01: a test lead never meets a real person', async () => {
    const [real, test, second] = await resolve(await given({ email: 'priya@example.com' }, { email: 'priya@example.com', is_test: true }, { email: 'priya@example.com', is_test: true }));
    expect(test!.prospect_id).not.toBe(real!.prospect_id);
    expect(second).toMatchObject({ outcome: 'existing', rule: 'email', prospect_id: test!.prospect_id });
  });

  it('ID-01: an unknown or malformed id fails alone', async () => {
    const [lead] = await given({ email: 'priya@example.com' });
    const results = await resolveProspects(store, account, { lead_ids: ['not-an-id', lead!, newId()], at: AT, actor });
    expect(results.map(({ ok }) => ok)).toEqual([false, true, false]);
    expect(results[0]).toMatchObject({ error: { code: 'LEAD_UNKNOWN' } });
  });

  it('GV-01: another account neither finds the person nor the lead', async () => {
    const [lead] = await given({ email: 'priya@example.com' });
    await resolve([lead!]);
    const other = `${account}-other`;
    expect(await resolveProspects(store, other, { lead_ids: [lead!], at: AT, actor })).toMatchObject([{ ok: false, error: { code: 'LEAD_UNKNOWN' } }]);
    const [own] = await storeLeads(store, other, [{ full_name: 'Priya Sharma', email: 'priya@example.com' }], AT);
    expect(await resolveProspects(store, other, { lead_ids: [own!], at: AT, actor })).toMatchObject([{ outcome: 'new' }]);
  });

  it('ID-03: 300 clients on one agency phone and hostile names are handled, none of them merged by guess', async () => {
    const agency = phone('+919812345678');
    const names = Array.from({ length: 300 }, (_, index) => `${['Anil', 'Beena', 'Chetan', 'Divya', 'Esha', 'Farhan'][index % 6]}${'abcdefghij'[Math.floor(index / 6) % 10]}${'klmnopqrst'[Math.floor(index / 60)]} Family${'uvwxyz'[index % 6]}${index}`);
    const resolved = await resolve(await given(...names.map((full_name) => ({ full_name, phone: agency })), { full_name: `${'x'.repeat(10_000)}`, phone: agency }, { full_name: '\u202Emoc', phone: agency }));
    expect(resolved).toHaveLength(302);
  });
});
