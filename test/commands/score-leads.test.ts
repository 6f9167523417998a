import { overrideClassifications, type OverrideItem } from '../../engine/commands/override-classifications';
import { resolveProspects } from '../../engine/commands/resolve-prospects';
import { expireOverrides } from '../../engine/commands/expire-overrides';
import { scoreLeads, type ScoredLead } from '../../engine/commands/score-leads';
import type { Stage } from '../../engine/core/model';
import { DEFAULT_SETTINGS, firmSettings } from '../../engine/core/settings';
import { classificationHistory } from '../../engine/queries/classification-history';
import { json, newId, type Store, type Tx } from '../../engine/store';
import { STRONG_ANSWERS } from '../core/scoring/sample-lead';
import { seedFirm } from '../support/pipeline-rows';
import { type LeadFields, serviceConsent, storeLeads } from '../support/stored-leads';
import { describeStores } from '../support/stores';

const AT = new Date('2026-01-15T10:00:00Z');
const LATER = new Date('2026-01-16T10:00:00Z');
const actor = { kind: 'workflow' as const, id: 'wf-1' };
let accounts = 0;

describeStores('scoreLeads', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `scoring-${++accounts}`;
  });

  const strong = (fields: LeadFields = {}): LeadFields => ({
    full_name: 'Priya Sharma',
    email: 'priya@example.com',
    phone: { e164: '+919812345678', country: 'IN', extension: null, guessed: false, type: 'MOBILE' },
    answers: STRONG_ANSWERS,
    consents: [serviceConsent(AT)],
    ...fields,
  });
  async function given(...leads: LeadFields[]): Promise<string[]> {
    const ids = await storeLeads(store, account, leads, AT);
    await resolveProspects(store, account, { lead_ids: ids, at: AT, actor });
    return ids;
  }
  async function score(ids: string[], at = AT): Promise<ScoredLead[]> {
    const results = await scoreLeads(store, account, { lead_ids: ids, at, actor });
    return results.map((result) => {
      if (!result.ok) throw result.error;
      return result;
    });
  }
  const read = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(account, work);
  const opportunities = () => read((tx) => tx.db.selectFrom('opportunities').selectAll().orderBy('id').execute());
  const events = (type: 'LeadScored' | 'SQLCreated') => read((tx) => tx.db.selectFrom('events').select(['key', 'data', 'subject_id']).where('type', '=', type).orderBy('seq').execute());
  const setStage = (id: string, stage: Stage, reason: 'out_of_scope' | null = null) =>
    read((tx) => tx.db.updateTable('opportunities').set({ stage, closed_at: AT, disqualification_reason: reason }).where('id', '=', id).execute());

  it('SC-06: an SQL opens one opportunity with its score, segment and first probability, and says so once', async () => {
    const ids = await given(strong());
    const [scored] = await score(ids);
    expect(scored).toMatchObject({ outcome: 'sql', score: 70, band: 'Warm', segment: 'Warm PR', opportunity: 'created', next_action: 'route' });
    expect(await opportunities()).toMatchObject([
      { id: scored!.opportunity_id, lead_id: ids[0], prospect_id: scored!.prospect_id, stage: 'SQL_ASSIGNED', payment_state: 'NONE', probability: DEFAULT_SETTINGS.pipeline.stages.SQL_ASSIGNED.probability, score: 70, band: 'Warm', segment: 'Warm PR', intent_family: 'PR', currency: 'CAD', priority: false, qualification: null, settings_version: 0 },
    ]);
    expect(await events('SQLCreated')).toEqual([
      { key: `sql:${ids[0]}`, subject_id: scored!.opportunity_id, data: { lead_id: ids[0], opportunity_id: scored!.opportunity_id, prospect_id: scored!.prospect_id, score: 70, band: 'Warm', segment: 'Warm PR' } },
    ]);
    const lead = await read((tx) => tx.db.selectFrom('leads').select(['score', 'band', 'segment', 'is_sql', 'opportunity_id', 'scored_at', 'classification']).executeTakeFirstOrThrow());
    expect(lead).toMatchObject({ score: 70, band: 'Warm', segment: 'Warm PR', is_sql: true, opportunity_id: scored!.opportunity_id, scored_at: AT, classification: { intent_family: 'PR', doc_readiness: 'Partial' } });
  });

  it('SC-06: running it again, alone or ten times at once, changes nothing', async () => {
    const ids = await given(strong());
    const [first] = await score(ids);
    await Promise.all(Array.from({ length: 10 }, () => score(ids, LATER)));
    const [again] = await score([...ids, ...ids], LATER);
    expect(again).toEqual({ ...first, opportunity: 'kept' });
    expect(await opportunities()).toHaveLength(1);
    expect(await events('SQLCreated')).toHaveLength(1);
    expect(await events('LeadScored')).toHaveLength(1);
    expect(await read((tx) => tx.db.selectFrom('receipts').select('id').where('kind', '=', 'score').execute())).toHaveLength(1);
  });

  it('SC-06: ten leads of one person scored at once open one opportunity; the others join it', async () => {
    const ids = await given(...Array.from({ length: 10 }, () => strong()));
    const scored = (await Promise.all(ids.map((id) => score([id])))).flat();
    expect(scored.filter(({ opportunity }) => opportunity === 'created')).toHaveLength(1);
    expect(scored.filter(({ opportunity, next_action }) => opportunity === 'attached' && next_action === 'inform_owner')).toHaveLength(9);
    expect(new Set(scored.map(({ opportunity_id }) => opportunity_id)).size).toBe(1);
    expect(await opportunities()).toHaveLength(1);
  });

  it('SC-06: in one batch the second lead of a person joins the opportunity of the first', async () => {
    const scored = await score(await given(strong(), strong(), strong({ full_name: 'Raj Mehta', email: 'raj@example.com', phone: null, consents: [{ ...serviceConsent(AT), channel: 'email' }] })));
    expect(scored.map(({ opportunity }) => opportunity)).toEqual(['created', 'attached', 'created']);
  });

  it('SC-06: after a lost opportunity a new lead opens a new one, the old lead does not', async () => {
    const [first] = await given(strong());
    const [won] = await score([first!]);
    await setStage(won!.opportunity_id!, 'CLOSED_LOST');
    const [second] = await given(strong());
    expect(await score([first!, second!], LATER)).toMatchObject([{ opportunity: 'kept' }, { opportunity: 'created' }]);
    expect(await opportunities()).toHaveLength(2);
  });

  it('SC-06: a person who was disqualified as out of scope is not an SQL the week after', async () => {
    const [first] = await given(strong());
    const [scored] = await score([first!]);
    await setStage(scored!.opportunity_id!, 'DISQUALIFIED', 'out_of_scope');
    expect(await score(await given(strong()), LATER)).toMatchObject([{ outcome: 'disqualified', disqualification_reason: 'out_of_scope', opportunity: 'none' }]);
  });

  it('SC-06: an opt-out known from an earlier lead keeps a consenting one from becoming an SQL', async () => {
    const [, second] = await given(strong({ consents: [serviceConsent(AT, 'denied')], answers: {} }), strong());
    expect(await score([second!])).toMatchObject([{ outcome: 'nurture', is_sql: false, next_action: 'no_outreach' }]);
    expect(await opportunities()).toHaveLength(0);
  });

  it('ID-03: a lead whose person is under review waits there', async () => {
    const mandeep = strong({ full_name: 'Mandeep Singh', email: null });
    const [, unsure] = await given(mandeep, { ...mandeep, full_name: 'Sandeep Singh' });
    const [scored] = await score([unsure!]);
    expect(scored).toMatchObject({ outcome: 'review', is_sql: false, opportunity: 'none' });
    await read((tx) => tx.db.updateTable('identity_reviews').set({ status: 'different', decided_at: AT, decided_by: 'max' }).execute());
    expect(await score([unsure!], LATER)).toMatchObject([{ outcome: 'sql', opportunity: 'created' }]);
  });

  it('SC-04: unanswered calls and messages count against the score until the person answers', async () => {
    const [lead] = await given(strong());
    const [{ prospect_id }] = (await score([lead!])) as [ScoredLead];
    const touch = (minutes: number, direction: 'outbound' | 'inbound') => ({ id: newId(), account_id: account, opportunity_id: null, prospect_id, kind: 'whatsapp' as const, direction, channel: 'whatsapp' as const, outcome: null, by_human: true, user_id: null, summary: null, call_back_at: null, dedupe_key: null, occurred_at: new Date(AT.getTime() + minutes * 60_000), recorded_at: AT });
    await read((tx) => tx.db.insertInto('activities').values([1, 2, 3, 4, 5, 6].map((minute) => touch(minute, 'outbound'))).execute());
    expect(await score([lead!], LATER)).toMatchObject([{ score: 50, contributions: expect.arrayContaining([expect.objectContaining({ signal: 'unreachable', points: -20 })]) }]);
    await read((tx) => tx.db.insertInto('activities').values(touch(7, 'inbound')).execute());
    expect(await score([lead!], LATER)).toMatchObject([{ score: 70 }]);
  });

  it('SC-07: a lead that falls into a lower band or comes back into a higher one says so once; its first score does not', async () => {
    const [lead] = await given(strong());
    await score([lead!]);
    const apply = (version: number, scoring: object, effective_at: Date) => read((tx) => tx.db.insertInto('firm_settings').values({ account_id: account, version, document: json(firmSettings.parse({ scoring })), effective_at, note: null, applied_by: 'max', applied_at: effective_at }).execute());
    await apply(1, { weights: { supported_intent: 0, budget_strong: 0 } }, LATER);
    await score([lead!], LATER);
    await score([lead!], LATER);
    const third = new Date(LATER.getTime() + 60_000);
    await apply(2, {}, third);
    await score([lead!], third);
    const changes = await read((tx) => tx.db.selectFrom('events').select(['type', 'data']).where('type', 'in', ['LeadPromoted', 'LeadDemoted']).orderBy('seq').execute());
    expect(changes).toMatchObject([
      { type: 'LeadDemoted', data: { lead_id: lead, from_band: 'Warm', band: 'Cold', from_score: 70, score: 35 } },
      { type: 'LeadPromoted', data: { lead_id: lead, from_band: 'Cold', band: 'Warm', from_score: 35, score: 70 } },
    ]);
  });

  it('SC-02: a changed result is audited with before and after and gets a receipt under its settings version', async () => {
    const [lead] = await given(strong());
    await score([lead!]);
    const document = firmSettings.parse({ scoring: { sql: { threshold: 80 }, weights: { budget_strong: 0 } } });
    await read((tx) => tx.db.insertInto('firm_settings').values({ account_id: account, version: 1, document: json(document), effective_at: LATER, note: null, applied_by: 'max', applied_at: LATER }).execute());
    expect(await score([lead!], LATER)).toMatchObject([{ score: 55, is_sql: false, opportunity: 'kept' }]);
    const audit = await read((tx) => tx.db.selectFrom('audit_entries').select(['action', 'before', 'after', 'subject_id']).execute());
    expect(audit).toMatchObject([{ action: 'lead_reclassified', subject_id: lead, before: { score: 70, is_sql: true }, after: { score: 55, is_sql: false } }]);
    const receipts = await read((tx) => tx.db.selectFrom('receipts').select(['settings_version', 'result']).where('kind', '=', 'score').orderBy('decided_at').execute());
    expect(receipts).toMatchObject([{ settings_version: 0, result: { score: 70 } }, { settings_version: 1, result: { score: 55 } }]);
    expect(await events('LeadScored')).toHaveLength(2);
  });

  it('SC-06: a lead without a Prospect, an unknown and a malformed id fail alone', async () => {
    const [good] = await given(strong());
    const [unresolved] = await storeLeads(store, account, [strong()], AT);
    const results = await scoreLeads(store, account, { lead_ids: [unresolved!, good!, newId(), 'x'], at: AT, actor });
    expect(results).toMatchObject([{ ok: false, error: { code: 'LEAD_NOT_RESOLVED' } }, { ok: true }, { ok: false, error: { code: 'LEAD_UNKNOWN' } }, { ok: false, error: { code: 'LEAD_UNKNOWN' } }]);
  });

  it('GV-01: another account cannot score the lead', async () => {
    const ids = await given(strong());
    expect(await scoreLeads(store, `${account}-other`, { lead_ids: ids, at: AT, actor })).toMatchObject([{ ok: false, error: { code: 'LEAD_UNKNOWN' } }]);
  });

  describe('overrideClassifications', () => {
    const override = (items: OverrideItem[], at = LATER) => overrideClassifications(store, account, { items, at, actor });
    const item = (lead_id: string, fields: OverrideItem['fields'], more: Partial<OverrideItem> = {}): OverrideItem => ({ lead_id, fields, reason: 'said so on the phone', acting_user_id: 'max', expires_at: null, ...more });
    const vague = strong({ answers: { ...STRONG_ANSWERS, 'What are you interested in?': 'not decided' } });
    beforeEach(() => seedFirm(store, account));

    it('SC-02: a human word wins over the rules, is audited with its reason, and the system decides on the SQL', async () => {
      const [lead] = await given(vague);
      expect(await score([lead!])).toMatchObject([{ outcome: 'review', score: 50 }]);
      const [result] = await override([item(lead!, { intent_family: 'Work' })]);
      expect(result).toMatchObject({ ok: true, outcome: 'sql', opportunity: 'created', classification: { intent_family: 'Work' }, provenance: { intent_family: { source: 'human', detail: 'max: said so on the phone' } } });
      const audit = await read((tx) => tx.db.selectFrom('audit_entries').select(['action', 'actor', 'before', 'after', 'reason']).where('action', '=', 'classification_overridden').execute());
      expect(audit).toEqual([{ action: 'classification_overridden', actor: { kind: 'user', id: 'max' }, before: {}, after: { intent_family: 'Work' }, reason: 'said so on the phone' }]);
      expect(await score([lead!], LATER)).toMatchObject([{ classification: { intent_family: 'Work' } }]);
    });

    it('SC-02: null takes the word back and the rules decide again', async () => {
      const [lead] = await given(strong());
      await override([item(lead!, { doc_readiness: 'Not Ready' }, { acting_user_id: 'ana' })]);
      expect(await score([lead!], LATER)).toMatchObject([{ score: 55 }]);
      expect(await override([item(lead!, { doc_readiness: null })], new Date(LATER.getTime() + 1000))).toMatchObject([{ score: 70, classification: { doc_readiness: 'Partial' } }]);
    });

    it('SC-02: every mistake of an override is listed and a bad item spoils no other', async () => {
      const [one, two] = await given(vague, strong({ full_name: 'Raj Mehta', email: 'raj@example.com', phone: null }));
      const results = await override([
        item(one!, { intent_family: 'Space', doc_readiness: 'Maybe', colour: 'red' }),
        item(two!, { timeline_bucket: '0-30 days' }),
        item(one!, { urgency: 'High' }, { reason: ' ', acting_user_id: '' }),
        item(one!, { urgency: 'High' }, { acting_user_id: 'olga' }),
        item(one!, { urgency: 'High' }, { acting_user_id: 'nobody' }),
        item(newId(), { urgency: 'High' }),
        item(one!, {}),
      ]);
      const codes = results.map((result) => (result.ok ? 'ok' : result.error.code));
      expect(codes).toEqual(['OVERRIDE_INVALID', 'ok', 'OVERRIDE_INVALID', 'ROLE_NOT_ALLOWED', 'USER_UNKNOWN', 'LEAD_UNKNOWN', 'OVERRIDE_INVALID']);
      const [first, , third] = results;
      expect(first!.ok ? [] : first!.error.problems.map(({ field }) => field).sort()).toEqual(['', 'doc_readiness', 'intent_family']);
      expect(third!.ok ? [] : third!.error.problems.map(({ field }) => field)).toEqual(['reason', 'acting_user_id']);
    });

    it('SC-02: an override whose time is over falls back to the rules at the next beat, audited and told once', async () => {
      const [lead] = await given(strong());
      const ends = new Date(LATER.getTime() + 3_600_000);
      await override([item(lead!, { doc_readiness: 'Not Ready', urgency: 'High' }, { expires_at: ends }), item(lead!, { budget_signal: 'Weak' })]);
      const states = async () => (await read((tx) => tx.db.selectFrom('leads').select(['score', 'overrides', 'overrides_expire_at']).executeTakeFirstOrThrow()));
      expect(await states()).toMatchObject({ score: 40, overrides_expire_at: ends });
      expect(await expireOverrides(store, account, { at: new Date(ends.getTime() - 1), limit: 10 })).toBe(0);
      expect(await expireOverrides(store, account, { at: ends, limit: 10 })).toBe(1);
      expect(await expireOverrides(store, account, { at: ends, limit: 10 })).toBe(0);
      expect(await states()).toMatchObject({ score: 55, overrides: { budget_signal: { value: 'Weak' } }, overrides_expire_at: null });
      const audit = await read((tx) => tx.db.selectFrom('audit_entries').select(['actor', 'before', 'after', 'reason']).where('action', '=', 'override_expired').execute());
      expect(audit).toEqual([
        {
          actor: { kind: 'system', id: 'overrides' },
          before: { doc_readiness: 'Not Ready', urgency: 'High', budget_signal: 'Weak' },
          after: { budget_signal: 'Weak' },
          reason: `the override of doc_readiness by max ended on ${ends.toISOString()}; the override of urgency by max ended on ${ends.toISOString()}`,
        },
      ]);
      expect(await events('LeadScored')).toHaveLength(2);
    });

    it('SC-02: scoring after the expiry falls back too, and an expiry in the past is refused', async () => {
      const [lead] = await given(strong());
      expect(await override([item(lead!, { doc_readiness: 'Not Ready' }, { expires_at: LATER })])).toMatchObject([{ ok: false, error: { code: 'OVERRIDE_INVALID', problems: [{ field: 'expires_at' }] } }]);
      const ends = new Date(LATER.getTime() + 1000);
      await override([item(lead!, { doc_readiness: 'Not Ready' }, { expires_at: ends })]);
      expect(await score([lead!], ends)).toMatchObject([{ score: 70, provenance: { doc_readiness: { source: 'rule' } } }]);
    });

    it('SC-02: the history tells of each field what it was, by whom, when and why', async () => {
      const [lead, other] = await given(strong(), strong({ full_name: 'Raj Mehta', email: 'raj@example.com', phone: null }));
      await score([lead!]);
      await override([item(lead!, { intent_family: 'Work' })]);
      const [history, missing] = await classificationHistory(store, account, [lead!, other!]);
      expect(missing).toMatchObject({ ok: false, error: { code: 'LEAD_NOT_SCORED' } });
      expect(history).toMatchObject({ ok: true, classification: { intent_family: 'Work' }, score: 70, overrides: [{ at: LATER, action: 'classification_overridden', by: { kind: 'user', id: 'max' }, after: { intent_family: 'Work' }, reason: 'said so on the phone' }] });
      const changes = history!.ok ? history!.changes : [];
      expect(changes.filter(({ field }) => field === 'intent_family')).toEqual([
        { at: LATER, field: 'intent_family', from: 'PR', to: 'Work', source: 'human', why: 'max: said so on the phone', by: { kind: 'user', id: 'max' }, settings_version: 0 },
        { at: AT, field: 'intent_family', from: null, to: 'PR', source: 'rule', why: "answer 'Permanent Residence (PR)' to 'What are you interested in?'", by: actor, settings_version: 0 },
      ]);
      expect(changes.filter(({ field }) => field === 'segment')).toMatchObject([{ from: 'Warm PR', to: 'Warm Work', source: 'score' }, { from: null, to: 'Warm PR' }]);
    });
  });
});
