import { checkAgreement } from '../../engine/commands/check-agreement';
import { overrideClassifications } from '../../engine/commands/override-classifications';
import { resolveProspects } from '../../engine/commands/resolve-prospects';
import { scoreLeads } from '../../engine/commands/score-leads';
import type { Store } from '../../engine/store';
import { seedFirm } from '../support/pipeline-rows';
import { type LeadFields, storeLeads } from '../support/stored-leads';
import { describeStores } from '../support/stores';

const BEFORE = new Date('2026-01-05T10:00:00Z');
const NOW = new Date('2026-02-05T10:00:00Z');
const actor = { kind: 'workflow' as const, id: 'wf-1' };
let accounts = 0;

describeStores('checkAgreement', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `agreement-${++accounts}`;
    await seedFirm(store, account);
  });

  /** Leads that the rules read as PR, with a person's word on each. */
  async function said(at: Date, words: readonly string[]): Promise<void> {
    const leads = words.map((_, index): LeadFields => ({ full_name: `Lead ${at.getTime()} ${index}`, email: `l${at.getTime()}.${index}@example.com`, message: 'permanent residence please' }));
    const ids = await storeLeads(store, account, leads, at);
    await resolveProspects(store, account, { lead_ids: ids, at, actor });
    await scoreLeads(store, account, { lead_ids: ids, at, actor });
    const items = ids.map((lead_id, index) => ({ lead_id, fields: { intent_family: words[index]! }, reason: 'asked', acting_user_id: 'max', expires_at: null }));
    await overrideClassifications(store, account, { items, at, actor });
  }
  const times = (count: number, word: string) => Array.from({ length: count }, () => word);

  it('SC-12: tells a fall of the agreement with people, keeps the rates, and replaces them on the same day', async () => {
    await said(BEFORE, [...times(22, 'PR'), ...times(3, 'Work')]);
    await said(NOW, [...times(10, 'PR'), ...times(15, 'Work')]);
    const report = await checkAgreement(store, account, { at: NOW, days: 30, drop_points: 10 });
    expect(report).toMatchObject({ leads: 25, alert: true, rates: [{ source: 'rule', field: 'intent_family', compared: 25, agreed: 10, rate: 0.4, rate_before: 0.88, dropped: true }] });
    expect(report.alarm).toContain('the rules agree with people about intent_family in 40 % of 25 leads, 88 % before');
    await checkAgreement(store, account, { at: NOW, days: 30, drop_points: 10 });
    const kept = await store.transaction(account, ({ db }) => db.selectFrom('classifier_checks').select(['source', 'field', 'compared', 'agreed']).execute());
    expect(kept).toEqual([{ source: 'rule', field: 'intent_family', compared: 25, agreed: 10 }]);
  });

  it('SC-12: no words of people are no alarm', async () => {
    expect(await checkAgreement(store, account, { at: NOW, days: 30, drop_points: 10 })).toMatchObject({ leads: 0, rates: [], alert: false, alarm: null });
  });
});
