import { resolveProspects, type ResolvedLead } from '../../engine/commands/resolve-prospects';
import { scoreLeads } from '../../engine/commands/score-leads';
import { type SettleItem, settleIdentityReviews } from '../../engine/commands/settle-identity-reviews';
import { newId, type Store, type Tx } from '../../engine/store';
import { STRONG_ANSWERS } from '../core/scoring/sample-lead';
import { seedFirm } from '../support/pipeline-rows';
import { serviceConsent, storeLeads } from '../support/stored-leads';
import { describeStores } from '../support/stores';

const AT = new Date('2026-01-15T10:00:00Z');
const LATER = new Date('2026-01-15T11:00:00Z');
const actor = { kind: 'workflow' as const, id: 'wf-1' };
const phone = { e164: '+919812345678', country: 'IN', extension: null, guessed: false, type: null };
let accounts = 0;

describeStores('settleIdentityReviews', (open) => {
  let store: Store;
  let account: string;
  let known: ResolvedLead;
  let unsure: ResolvedLead;
  beforeEach(async () => {
    store = await open();
    account = `settle-${++accounts}`;
    await seedFirm(store, account);
    [known, unsure] = (await add('Mandeep Singh', 'Sandeep Singh')) as [ResolvedLead, ResolvedLead];
  });

  async function add(...names: string[]): Promise<ResolvedLead[]> {
    const leads = names.map((full_name) => ({ full_name, phone, email: `${full_name.split(' ')[0]!.toLowerCase()}@example.com`, answers: STRONG_ANSWERS, consents: [serviceConsent(AT)] }));
    const results = await resolveProspects(store, account, { lead_ids: await storeLeads(store, account, leads, AT), at: AT, actor });
    return results.map((result) => {
      if (!result.ok) throw result.error;
      return result;
    });
  }
  const settle = (...items: Partial<SettleItem>[]) =>
    settleIdentityReviews(store, account, { items: items.map((item) => ({ review_id: unsure.review_id ?? '', decision: 'different', prospect_id: null, acting_user_id: 'ana', reason: null, ...item })), at: LATER, actor });
  const score = (lead_id: string) => scoreLeads(store, account, { lead_ids: [lead_id], at: LATER, actor });
  const read = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(account, work);

  it('ID-03: "different" is remembered, and the lead goes on as the person made for it', async () => {
    expect(await score(unsure.lead_id)).toMatchObject([{ outcome: 'review' }]);
    expect(await settle({ reason: 'brothers' })).toMatchObject([{ ok: true, prospect_id: unsure.prospect_id, decision: 'different', already_settled: false }]);
    expect(await score(unsure.lead_id)).toMatchObject([{ outcome: 'sql', opportunity: 'created' }]);
    const [again] = await add('Sandeep Singh');
    expect(again).toMatchObject({ outcome: 'existing', prospect_id: unsure.prospect_id, review_id: null });
    const links = await read((tx) => tx.db.selectFrom('prospect_links').select('reason').where('kind', '=', 'not_duplicate').execute());
    expect(links).toEqual([{ reason: 'brothers' }, { reason: 'brothers' }]);
  });

  it('ID-03: "same" hangs lead, consent and identifiers on the known person, audited', async () => {
    expect(await settle({ decision: 'same' })).toMatchObject([{ ok: true, prospect_id: known.prospect_id }]);
    const lead = await read((tx) => tx.db.selectFrom('leads').select('prospect_id').where('id', '=', unsure.lead_id).executeTakeFirstOrThrow());
    expect(lead.prospect_id).toBe(known.prospect_id);
    const people = await read((tx) => tx.db.selectFrom('prospects').select(['id', 'merged_into']).orderBy('id').execute());
    expect(people).toEqual([{ id: known.prospect_id, merged_into: null }, { id: unsure.prospect_id, merged_into: known.prospect_id }]);
    const consents = await read((tx) => tx.db.selectFrom('consents').select('prospect_id').execute());
    expect(consents).toEqual([{ prospect_id: known.prospect_id }, { prospect_id: known.prospect_id }]);
    const [next] = await add('Mandeep Singh');
    expect(next).toMatchObject({ outcome: 'existing', prospect_id: known.prospect_id });
    const audit = await read((tx) => tx.db.selectFrom('audit_entries').select(['action', 'actor']).execute());
    const user = { kind: 'user', id: 'ana' };
    expect(audit).toEqual(expect.arrayContaining([{ action: 'identity_review_settled', actor: user }, { action: 'prospects_merged', actor: user }]));
  });

  it('ID-03: settling twice the same way changes nothing, the other way is refused', async () => {
    await settle({});
    const [again, other, unknown, nobody] = await settle({}, { decision: 'same' }, { review_id: newId() }, { acting_user_id: 'nobody' });
    expect(again).toMatchObject({ ok: true, already_settled: true });
    expect([other, unknown, nobody].map((result) => (result?.ok === false ? result.error.code : 'ok'))).toEqual(['REVIEW_SETTLED', 'REVIEW_UNKNOWN', 'USER_UNKNOWN']);
  });

  it('ID-03: a person who was not among the candidates is refused', async () => {
    const [stranger] = await add('Li Wei');
    expect(await settle({ decision: 'same', prospect_id: stranger!.prospect_id })).toMatchObject([{ ok: false, error: { code: 'SETTLEMENT_INVALID' } }]);
  });

  it('GV-01: another account does not see the review', async () => {
    await seedFirm(store, `${account}-other`);
    const items = [{ review_id: unsure.review_id ?? '', decision: 'different' as const, prospect_id: null, acting_user_id: 'ana', reason: null }];
    expect(await settleIdentityReviews(store, `${account}-other`, { items, at: LATER, actor })).toMatchObject([{ ok: false, error: { code: 'REVIEW_UNKNOWN' } }]);
  });
});
