import { applySettings } from '../../engine/commands/apply-settings';
import { enrichLeads } from '../../engine/commands/enrich-leads';
import { type NormalizeInput, normalizeLeads } from '../../engine/commands/normalize-leads';
import { type CampaignEntry, registerCampaigns } from '../../engine/commands/register-campaigns';
import { resolveProspects } from '../../engine/commands/resolve-prospects';
import { scoreLeads } from '../../engine/commands/score-leads';
import type { Touch } from '../../engine/core/model';
import { listCampaigns } from '../../engine/queries/campaigns';
import { intakeReport } from '../../engine/queries/intake-report';
import { json, type Store, type Tx } from '../../engine/store';
import { LEAD_SOURCES } from '../../nodes/shared/lead-sources';
import { STRONG_ANSWERS } from '../core/scoring/sample-lead';
import { googleLeadFormBody } from '../support/deliveries';
import { type LeadFields, serviceConsent, storeLeads } from '../support/stored-leads';
import { describeStores } from '../support/stores';

const AT = new Date('2026-03-02T15:00:00Z');
const LATER = new Date('2026-03-03T15:00:00Z');
const actor = { kind: 'workflow' as const, id: 'wf-1' };
const NAME = 'India | PR | Express Entry | Eligibility Check | Google | 2026-03';
const touch = (change: Partial<Touch> = {}): Touch => ({ click_ids: {}, platform: {}, ...change });
let accounts = 0;

describeStores('attribution, enrichment and the intake report', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `attribution-${(accounts += 1)}`;
  });

  const read = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(account, work);
  const register = (...entries: Partial<CampaignEntry>[]) => registerCampaigns(store, account, { entries: entries.map((entry) => ({ name: NAME, keys: [], mend: false, ...entry })), at: AT, actor });
  const leads = () => read((tx) => tx.db.selectFrom('leads').selectAll().orderBy('id').execute());
  const website = (fields: Record<string, unknown>): NormalizeInput => ({ source: 'website', payload: { email: 'ana@example.com', consent: 'yes', ...fields }, received_at: AT });
  const normalize = (inputs: NormalizeInput[], at = AT) => normalizeLeads(store, account, { inputs, sources: LEAD_SOURCES, at, actor });

  it('IN-16: registers a campaign once, with its tag and its platform ids, and refuses what breaks the standard', async () => {
    const [created] = await register({ keys: [{ kind: 'utm', value: 'India_PR_EE_Mar' }, { kind: 'google', value: '21034' }] });
    expect(created).toMatchObject({ ok: true, name: NAME, created: true, linked_leads: 0 });
    const [again, wrong, mended, taken] = await register({ keys: [{ kind: 'meta', value: '777' }] }, { name: 'india pr march' }, { name: 'IN|pr|ee|Webinar|fb|Mar 2026', mend: true }, { name: NAME.replace('Google', 'Meta'), keys: [{ kind: 'utm', value: 'india_pr_ee_mar' }] });
    expect(again).toMatchObject({ ok: true, created: false });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'CAMPAIGN_NAME_INVALID', problems: [{ field: 'name' }] } });
    expect(mended).toMatchObject({ ok: true, name: 'India | PR | Express Entry | Webinar | Meta | 2026-03' });
    expect(taken).toMatchObject({ ok: false, error: { code: 'CAMPAIGN_KEY_TAKEN', problems: [{ field: 'utm', message: expect.stringContaining(NAME) }] } });
    const rows = await listCampaigns(store, account, { month: '2026-03', limit: 10 });
    expect(rows.map(({ name, utm_campaigns, platform_ids }) => ({ name, utm_campaigns, platform_ids }))).toEqual([
      { name: NAME, utm_campaigns: ['india_pr_ee_mar'], platform_ids: [{ kind: 'google', value: '21034' }, { kind: 'meta', value: '777' }] },
      { name: 'India | PR | Express Entry | Webinar | Meta | 2026-03', utm_campaigns: [], platform_ids: [] },
    ]);
    expect(await listCampaigns(store, account, { month: '2026-04', limit: 10 })).toEqual([]);
  });

  it('IN-16: gives every lead its campaign by tag, by platform id and by name, whichever came first', async () => {
    await normalize([website({ email: 'early@example.com', utm_campaign: 'india_pr_ee_mar' }), website({ email: 'other@example.com', utm_campaign: 'spring' })]);
    const [entry] = await register({ keys: [{ kind: 'utm', value: 'india_pr_ee_mar' }, { kind: 'google', value: '9001' }] });
    expect(entry).toMatchObject({ linked_leads: 1 });
    await normalize([website({ email: 'tag@example.com', utm_campaign: 'INDIA_PR_EE_MAR' }), website({ email: 'name@example.com', utm_campaign: NAME }), website({ email: 'none@example.com' }), { source: 'google', payload: googleLeadFormBody({ lead_id: 'C-1', campaign_id: 9001 }), received_at: AT }]);
    const known = (await leads()).filter(({ campaign_id }) => campaign_id !== null).map(({ email }) => email);
    expect(known).toHaveLength(4);
    expect(known).not.toContain('none@example.com');
    expect(known).not.toContain('other@example.com');
    expect(await listCampaigns(store, account, { month: null, limit: 10 })).toMatchObject([{ leads: 4, sqls: 0 }]);
  });

  it('IN-12: freezes the attribution when the journey begins, whatever comes later', async () => {
    await register({ keys: [{ kind: 'utm', value: 'india_pr_ee_mar' }] });
    const fields: LeadFields = {
      ...{ full_name: 'Priya Sharma', email: 'priya@example.com', phone: { e164: '+919812345678', country: 'IN', extension: null, guessed: false, type: 'mobile' } },
      ...{ answers: STRONG_ANSWERS, consents: [serviceConsent(AT)], first_touch: touch({ utm_source: 'facebook', click_ids: { fbclid: 'F1' } }), last_touch: touch({ utm_source: 'google', utm_campaign: 'india_pr_ee_mar', click_ids: { gclid: 'G1' } }) },
    };
    const ids = await storeLeads(store, account, [fields], AT);
    await register({ keys: [{ kind: 'utm', value: 'india_pr_ee_mar' }] });
    await resolveProspects(store, account, { lead_ids: ids, at: AT, actor });
    await scoreLeads(store, account, { lead_ids: ids, at: AT, actor });
    const frozen = { lead_id: ids[0], campaign: NAME, first_touch: { utm_source: 'facebook' }, last_touch: { utm_source: 'google', click_ids: { gclid: 'G1' } }, frozen_at: AT.toISOString() };
    const attribution = () => read((tx) => tx.db.selectFrom('opportunities').select(['id', 'attribution']).executeTakeFirstOrThrow());
    expect((await attribution()).attribution).toMatchObject(frozen);
    const later = await storeLeads(store, account, [{ ...fields, last_touch: touch({ utm_source: 'bing' }) }], LATER);
    await resolveProspects(store, account, { lead_ids: later, at: LATER, actor });
    await scoreLeads(store, account, { lead_ids: later, at: LATER, actor });
    const { id, attribution: kept } = await attribution();
    expect(kept).toMatchObject(frozen);
    await expect(read((tx) => tx.db.updateTable('opportunities').set({ attribution: json({}) }).where('id', '=', id).execute())).rejects.toThrow('frozen');
  });

  it('IN-15: enriches a lead behind the event, once, and leaves its answers alone', async () => {
    await normalize([
      website({ email: 'fr@example.com', phone: '+1 514 555 0199', message: 'Bonjour, je voudrais immigrer au Canada avec ma famille, merci de votre aide' }),
      website({ email: 'said@example.com', phone: '+55 11 98765-4321', country: 'Portugal', language: 'English', message: 'Olá, gostaria de imigrar para o Canadá com minha família' }),
      website({ email: 'bare@example.com' }),
    ]);
    const ids = (await leads()).map(({ id }) => id);
    const enrich = (again = false, at = LATER) => enrichLeads(store, account, { inputs: ids.map((lead_id) => ({ lead_id, again })), at, actor });
    const results = await enrich();
    expect(results).toMatchObject([
      { ok: true, changed: true, language: { value: 'fr' }, country: { value: 'CA', source: 'phone number', confidence: 'Medium' }, time_zone: { value: 'America/Toronto', source: 'area code', confidence: 'Medium' } },
      { ok: true, language: { value: 'en', source: 'answer', confidence: 'High' }, country: { value: 'PT', source: 'answer' }, time_zone: { source: 'main zone of the country (answer)', confidence: 'Medium' } },
      { ok: true, language: null, country: null, time_zone: null },
    ]);
    expect((await leads()).map(({ language, residence_country }) => ({ language, residence_country }))).toEqual([{ language: null, residence_country: null }, { language: 'en', residence_country: 'PT' }, { language: null, residence_country: null }]);
    expect(await enrich()).toMatchObject([{ changed: false, language: { value: 'fr' } }, { changed: false }, { changed: false }]);
    expect(await enrich(true)).toMatchObject([{ changed: true }, { changed: true }, { changed: true }]);
    const events = await read((tx) => tx.db.selectFrom('events').select('data').where('type', '=', 'LeadEnriched').orderBy('seq').execute());
    expect(events.map(({ data }) => data['fields'])).toEqual([['language', 'country', 'time_zone'], ['time_zone'], []]);
    const [unknown] = await enrichLeads(store, account, { inputs: [{ lead_id: '0195f3a2-7c1e-7b40-9d2c-000000000000', again: false }], at: AT, actor });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'LEAD_UNKNOWN' } });
  });

  it('IN-15: a guess fills the language of a journey that nobody was asked for', async () => {
    const [id] = await storeLeads(store, account, [{ full_name: 'Ana', email: 'ana@example.com', phone: { e164: '+919812345678', country: 'IN', extension: null, guessed: false, type: 'mobile' }, answers: STRONG_ANSWERS, consents: [serviceConsent(AT)], message: 'Bonjour, je voudrais immigrer au Canada avec ma famille, merci pour votre aide' }], AT);
    await enrichLeads(store, account, { inputs: [{ lead_id: id!, again: false }], at: AT, actor });
    await resolveProspects(store, account, { lead_ids: [id!], at: AT, actor });
    await scoreLeads(store, account, { lead_ids: [id!], at: AT, actor });
    expect(await read((tx) => tx.db.selectFrom('opportunities').select('language').execute())).toEqual([{ language: 'fr' }]);
  });

  it('IN-09: counts what came in by source, with reasons, duplicates, consent and latency', async () => {
    await applySettings(store, account, { document: { intake: { website: { required_consents: [] } } }, dry_run: false, note: null, effective_at: null, at: new Date('2026-01-01T00:00:00Z'), actor, acting_user_id: null });
    const late = new Date(AT.getTime() + 4_000);
    await normalize([website({ name: 'Ana Perez' }), website({ name: 'Ana Perez', message: 'me again' }), website({ email: 'no', consent: '' }), website({ email: 'nocon@example.com', consent: '', name: 'http://x.example', message: 'SEO services www.x.example' })], late);
    await normalize([{ source: 'google', payload: googleLeadFormBody({ lead_id: 'R-1' }), received_at: AT }, { source: 'google', payload: googleLeadFormBody({ lead_id: 'R-2', is_test: true }), received_at: AT }], late);
    await resolveProspects(store, account, { lead_ids: (await leads()).filter(({ is_test }) => !is_test).map(({ id }) => id), at: late, actor });
    const report = await intakeReport(store, account, { from: AT, before: LATER, source: null, spam_from: 60 });
    expect(report.sources).toMatchObject([
      { source: 'website', received: 4, processed: 3, rejected: 1, rejected_by_reason: { FORM_INCOMPLETE: 1 }, leads: 3, duplicates: 1, with_consent: 2, suspected_spam: 1, latency_p50_seconds: 4, latency_p95_seconds: 4 },
      { source: 'google', received: 2, processed: 2, rejected: 0, rejected_by_reason: {}, test_deliveries: 1, leads: 1, duplicates: 0 },
    ]);
    expect(report.total).toMatchObject({ received: 6, leads: 4, rejected: 1 });
    expect((await intakeReport(store, account, { from: LATER, before: new Date('2026-04-01T00:00:00Z'), source: null, spam_from: 60 })).sources).toEqual([]);
    expect((await intakeReport(store, account, { from: AT, before: LATER, source: 'google', spam_from: 60 })).sources).toHaveLength(1);
  });
});
