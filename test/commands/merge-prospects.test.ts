import { markNotDuplicates } from '../../engine/commands/mark-not-duplicates';
import { mergeProspects } from '../../engine/commands/merge-prospects';
import { resolveProspects } from '../../engine/commands/resolve-prospects';
import { scoreLeads } from '../../engine/commands/score-leads';
import { unmergeProspects } from '../../engine/commands/unmerge-prospects';
import { combineConsents } from '../../engine/core/identity';
import { newId, type Store, type Tx } from '../../engine/store';
import { STRONG_ANSWERS } from '../core/scoring/sample-lead';
import { seedFirm } from '../support/pipeline-rows';
import { type LeadFields, serviceConsent, storeLeads } from '../support/stored-leads';
import { describeStores } from '../support/stores';

const AT = new Date('2026-01-15T10:00:00Z');
const LATER = new Date('2026-01-15T11:00:00Z');
const LAST = new Date('2026-01-16T11:00:00Z');
const actor = { kind: 'workflow' as const, id: 'wf-1' };
const phone = (e164: string) => ({ e164, country: 'IN', extension: null, guessed: false, type: null });
let accounts = 0;

describeStores('mergeProspects and unmergeProspects', (open) => {
  let store: Store;
  let account: string;
  let first: string;
  let second: string;
  beforeEach(async () => {
    store = await open();
    account = `merge-${++accounts}`;
    await seedFirm(store, account);
    [first, second] = (await add(AT, { full_name: 'Priya Sharma', email: 'priya@example.com', phone: phone('+919800000000'), language: 'en' }, { full_name: 'Priya R Sharma', phone: phone('+919812345678'), language: 'hi', captured_at: LATER })) as [string, string];
  });

  async function add(at: Date, ...leads: LeadFields[]): Promise<string[]> {
    const full = leads.map((lead) => ({ answers: STRONG_ANSWERS, consents: [serviceConsent(at)], ...lead }));
    const results = await resolveProspects(store, account, { lead_ids: await storeLeads(store, account, full, at), at, actor });
    return results.map((result) => {
      if (!result.ok) throw result.error;
      return result.prospect_id;
    });
  }
  const merge = (at = LATER, more: { acting_user_id?: string } = {}) => mergeProspects(store, account, { items: [{ prospect_id: first, merged_id: second, acting_user_id: 'olga', reason: 'same passport', ...more }], at, actor });
  const unmerge = (at = LAST) => unmergeProspects(store, account, { items: [{ merged_id: second, acting_user_id: 'olga', reason: 'twins' }], at, actor });
  const read = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(account, work);
  const leadsOf = (id: string) => read((tx) => tx.db.selectFrom('leads').select('full_name').where('prospect_id', '=', id).orderBy('full_name').execute());
  const person = (id: string) => read((tx) => tx.db.selectFrom('prospects').select(['full_name', 'email', 'phone', 'language', 'merged_into']).where('id', '=', id).executeTakeFirstOrThrow());
  const consents = async (id: string) => combineConsents(await read((tx) => tx.db.selectFrom('consents').select(['channel', 'purpose', 'status']).where('prospect_id', '=', id).execute()));
  const refuse = (id: string, at: Date) =>
    read(async (tx) => {
      const row = { id: newId(), account_id: account, lead_id: null, prospect_id: id, channel: 'email' as const, purpose: 'marketing' as const, status: 'withdrawn' as const, text: null, text_version: null, source: 'phone', proof: '{}' as never, captured_at: at, recorded_at: at };
      await tx.db.insertInto('consents').values(row).execute();
    });

  it('ID-04: everything of both hangs on one record, its fields are worked out anew, and it is audited', async () => {
    expect(await merge()).toMatchObject([{ ok: true, prospect_id: first, merged_id: second, already_merged: false }]);
    expect(await leadsOf(first)).toHaveLength(2);
    expect(await person(first)).toMatchObject({ full_name: 'Priya Sharma', email: 'priya@example.com', phone: '+919800000000', language: 'hi', merged_into: null });
    expect(await person(second)).toMatchObject({ merged_into: first });
    expect(await add(LAST, { full_name: 'Priya Sharma', phone: phone('+919812345678') })).toEqual([first]);
    const [audit] = await read((tx) => tx.db.selectFrom('audit_entries').select(['action', 'actor', 'reason']).where('action', '=', 'prospects_merged').execute());
    expect(audit).toEqual({ action: 'prospects_merged', actor: { kind: 'user', id: 'olga' }, reason: 'same passport' });
    const [event] = await read((tx) => tx.db.selectFrom('events').select('data').where('type', '=', 'ProspectsMerged').execute());
    expect(event?.data).toMatchObject({ prospect_id: first, merged_id: second });
  });

  it('ID-04: merging again changes nothing; unknown, merged and own records and unfit roles are refused', async () => {
    await merge();
    expect(await merge()).toMatchObject([{ ok: true, already_merged: true }]);
    const [third] = await add(AT, { full_name: 'Li Wei', email: 'li@example.com' });
    const item = { acting_user_id: 'olga', reason: null };
    const results = await mergeProspects(store, account, { items: [{ ...item, prospect_id: second, merged_id: third! }, { ...item, prospect_id: first, merged_id: first }, { ...item, prospect_id: first, merged_id: newId() }, { prospect_id: first, merged_id: third!, acting_user_id: 'ana', reason: null }], at: LATER, actor });
    expect(results.map((result) => (result.ok ? 'ok' : result.error.code))).toEqual(['MERGE_INVALID', 'MERGE_INVALID', 'PROSPECT_UNKNOWN', 'ROLE_NOT_ALLOWED']);
  });

  it('ID-04: unmerging puts everything back, remembers that they are two, and twice changes nothing', async () => {
    const [before, other] = [await person(first), await person(second)];
    await merge();
    expect(await unmerge()).toMatchObject([{ ok: true, prospect_id: first, merged_id: second, already_undone: false }]);
    expect([await person(first), await person(second)]).toEqual([before, other]);
    expect(await leadsOf(second)).toEqual([{ full_name: 'Priya R Sharma' }]);
    expect(await unmerge()).toMatchObject([{ ok: true, already_undone: true }]);
    const links = await read((tx) => tx.db.selectFrom('prospect_links').select('kind').where('kind', '=', 'not_duplicate').execute());
    expect(links).toHaveLength(2);
  });

  it('ID-04: a lead that came while they were one goes to the person whose address it has', async () => {
    await merge();
    await add(LAST, { full_name: 'P Sharma', phone: phone('+919812345678') }, { full_name: 'Priya Sharma', email: 'priya@example.com' });
    await unmerge(new Date('2026-01-17T11:00:00Z'));
    expect(await leadsOf(second)).toEqual([{ full_name: 'P Sharma' }, { full_name: 'Priya R Sharma' }]);
    expect(await leadsOf(first)).toEqual([{ full_name: 'Priya Sharma' }, { full_name: 'Priya Sharma' }]);
    expect(await add(new Date('2026-01-18T11:00:00Z'), { full_name: 'Priya R Sharma', phone: phone('+919812345678') })).toEqual([second]);
  });

  it('ID-04: of two open journeys the further one goes on, and the other one is open again after an unmerge', async () => {
    const leads = await read((tx) => tx.db.selectFrom('leads').select('id').orderBy('captured_at').execute());
    await scoreLeads(store, account, { lead_ids: leads.map(({ id }) => id), at: LATER, actor });
    const journeys = () => read((tx) => tx.db.selectFrom('opportunities').select(['prospect_id', 'stage', 'loss_reason']).orderBy('stage').execute());
    expect(await journeys()).toHaveLength(2);
    await merge(LATER);
    expect(await journeys()).toMatchObject([{ prospect_id: first, stage: 'CLOSED_LOST', loss_reason: 'duplicate' }, { prospect_id: first, stage: 'SQL_ASSIGNED' }]);
    await unmerge();
    const open = await journeys();
    expect(open.map(({ stage }) => stage)).toEqual(['SQL_ASSIGNED', 'SQL_ASSIGNED']);
    expect(new Set(open.map(({ prospect_id }) => prospect_id))).toEqual(new Set([first, second]));
  });

  it('ID-05: the strictest consent of both holds after the merge, and for both after the unmerge', async () => {
    await refuse(second, AT);
    await merge();
    expect(await consents(first)).toContainEqual({ channel: 'email', purpose: 'marketing', status: 'withdrawn' });
    await read((tx) => tx.db.insertInto('consents').values({ id: newId(), account_id: account, lead_id: null, prospect_id: first, channel: 'call', purpose: 'service', status: 'denied', text: null, text_version: null, source: 'call', proof: '{}' as never, captured_at: LATER, recorded_at: LATER }).execute());
    await unmerge();
    for (const id of [first, second]) {
      expect(await consents(id)).toContainEqual({ channel: 'email', purpose: 'marketing', status: 'withdrawn' });
      expect(await consents(id)).toContainEqual({ channel: 'call', purpose: 'service', status: 'denied' });
    }
  });

  it('ID-04: merges in a chain can be undone one by one', async () => {
    const [third] = (await add(AT, { full_name: 'Priya Sharma', email: 'other@example.com' })) as [string];
    await merge();
    await mergeProspects(store, account, { items: [{ prospect_id: third, merged_id: first, acting_user_id: 'olga', reason: null }], at: LATER, actor });
    expect(await person(second)).toMatchObject({ merged_into: third });
    await unmerge();
    expect(await person(second)).toMatchObject({ merged_into: null, phone: '+919812345678' });
    expect(await leadsOf(third)).toHaveLength(2);
  });

  it('ID-04: "not a duplicate" is remembered both ways, and refused for one record', async () => {
    const items = [{ prospect_id: first, other_id: second, acting_user_id: 'ana', reason: 'cousins' }];
    expect(await markNotDuplicates(store, account, { items, at: LATER, actor })).toMatchObject([{ ok: true }]);
    const links = await read((tx) => tx.db.selectFrom('prospect_links').select(['prospect_id', 'other_id', 'reason']).where('kind', '=', 'not_duplicate').execute());
    expect(links).toHaveLength(2);
    await merge();
    expect(await markNotDuplicates(store, account, { items, at: LATER, actor })).toMatchObject([{ ok: false, error: { code: 'PAIR_INVALID' } }]);
  });

  it('GV-01: another account can neither merge nor undo', async () => {
    await merge();
    const other = `${account}-other`;
    await seedFirm(store, other);
    expect(await mergeProspects(store, other, { items: [{ prospect_id: first, merged_id: second, acting_user_id: 'olga', reason: null }], at: LATER, actor })).toMatchObject([{ ok: false, error: { code: 'PROSPECT_UNKNOWN' } }]);
    expect(await unmergeProspects(store, other, { items: [{ merged_id: second, acting_user_id: 'olga', reason: null }], at: LATER, actor })).toMatchObject([{ ok: false, error: { code: 'MERGE_UNKNOWN' } }]);
  });
});
