import { twilioMessages } from '../../engine/adapters/twilio';
import { websiteForm } from '../../engine/adapters/website';
import { whatsappMessages } from '../../engine/adapters/whatsapp';
import { applySettings } from '../../engine/commands/apply-settings';
import { askNextQuestions } from '../../engine/commands/ask-next-questions';
import { type CheckItem, checkMessages } from '../../engine/commands/check-messages';
import { normalizeLeads, type Normalized } from '../../engine/commands/normalize-leads';
import { receiveDelivery } from '../../engine/commands/receive-delivery';
import { recordMessages } from '../../engine/commands/record-messages';
import { resolveProspects } from '../../engine/commands/resolve-prospects';
import { startSlaTimers } from '../../engine/commands/start-sla-timers';
import type { IncomingDelivery, LeadSource } from '../../engine/core/lead';
import { composeMessages, type MessageDraft } from '../../engine/queries/compose-messages';
import { newId, type Store } from '../../engine/store';
import { SECRETS, websiteDelivery } from '../support/deliveries';
import { type Content, said, statusBody, whatsappBody, whatsappDelivery, type Writer } from '../support/fake-whatsapp';
import { twilioDelivery, twilioParameters } from '../support/fake-twilio';
import { describeStores } from '../support/stores';

const sources = { whatsapp: whatsappMessages, twilio: twilioMessages, website: websiteForm };
const actor = { kind: 'workflow', id: 'w1' } as const;
const NOON = new Date('2026-03-02T17:00:00Z');
const after = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const ANA: Writer = { wa_id: '14165550199', name: 'Ana Ruiz' };
let accounts = 0;

describeStores('Messages', (open) => {
  let store: Store;
  let account: string;
  beforeEach(async () => {
    store = await open();
    account = `messages-${(accounts += 1)}`;
  });

  const read = <T>(work: Parameters<Store['transaction']>[1]) => store.transaction(account, work) as Promise<T>;
  const table = (name: 'leads' | 'messages' | 'activities' | 'conversations' | 'consents' | 'opt_outs' | 'raw_deliveries') => read<Record<string, unknown>[]>(({ db }) => db.selectFrom(name).selectAll().execute());
  const eventTypes = async () => (await read<{ type: string }[]>(({ db }) => db.selectFrom('events').select('type').orderBy('seq').execute())).map(({ type }) => type);

  async function arrives(source: LeadSource, delivery: IncomingDelivery): Promise<Normalized[]> {
    const reception = await receiveDelivery(store, account, { source, delivery, secrets: SECRETS });
    if (reception.kind !== 'accepted') throw new Error(JSON.stringify(reception));
    const inputs = reception.notices.map(({ delivery_id }) => ({ delivery_id }));
    const results = await normalizeLeads(store, account, { inputs, sources, at: delivery.received_at, actor });
    return results.map((result) => {
      if (!result.ok) throw result.error;
      return result;
    });
  }

  const writes = (content: string | Content, { from = ANA, at = NOON, id }: { from?: Writer; at?: Date; id?: string } = {}) =>
    arrives(whatsappMessages, whatsappDelivery(whatsappBody([{ from, content: typeof content === 'string' ? said(content) : content, at, ...(id ? { id } : {}) }]), at));
  const leadId = ([result]: Normalized[]) => (result?.kind === 'lead' ? result.leads[0]!.lead_id : '');
  const resolve = async (lead_id: string, at = NOON) => {
    const [result] = await resolveProspects(store, account, { lead_ids: [lead_id], at, actor });
    if (!result?.ok) throw new Error('not resolved');
    return result.prospect_id;
  };

  async function openOpportunity(lead_id: string, prospect_id: string): Promise<string> {
    const id = newId();
    await read(({ db }) =>
      db
        .insertInto('opportunities')
        .values({ id, account_id: account, prospect_id, lead_id, stage: 'SQL_ASSIGNED', setter_id: null, closer_id: null, waiting_role: null, waiting_since: null, value_estimate_minor: null, currency: null, probability: 0.1, band: 'Hot', score: 80, segment: 'Standard', program_family: null, intent_family: null, language: null, geo: null, qualification: null, disqualification_reason: null, loss_reason: null, consultation: null, consultation_at: null, settings_version: 0, created_at: NOON, stage_changed_at: NOON, closed_at: null } as never)
        .execute(),
    );
    await read(({ db }) => db.updateTable('leads').set({ opportunity_id: id }).where('id', '=', lead_id).execute());
    return id;
  }

  it('IN-05: the first message of a stranger is a lead with its thread; the next ones belong to the same enquiry', async () => {
    const [first] = await writes('Hello, I want to study in Canada', { id: 'wamid.1' });
    expect(first).toMatchObject({ kind: 'lead', leads: [{ source_channel: 'whatsapp', platform_lead_id: 'wamid.1', full_name: 'Ana Ruiz', phone: '+14165550199', message: 'Hello, I want to study in Canada', created: true }] });
    const [second] = await writes('I have a bachelor degree', { at: after(1) });
    expect(second).toMatchObject({ kind: 'message', message: { placed: 'enquiry', lead_id: leadId([first!]), activity_id: null, text: 'I have a bachelor degree', created: true } });
    expect(await table('leads')).toHaveLength(1);
    expect(await table('conversations')).toMatchObject([{ thread_ref: '106540352242922:14165550199', address: '+14165550199', lead_id: leadId([first!]) }]);
    expect(await eventTypes()).toEqual(['LeadCaptured', 'MessageReceived']);
  });

  it('IN-05: messages that come in one delivery make one lead, in whatever order they stand', async () => {
    const body = whatsappBody([{ from: ANA, content: said('second'), at: after(1), id: 'wamid.b' }, { from: ANA, content: said('first'), at: NOON, id: 'wamid.a' }, { from: { wa_id: '447700900123', name: 'Bo' }, content: said('hi'), at: NOON, id: 'wamid.c' }]);
    const results = await arrives(whatsappMessages, whatsappDelivery(body, after(2)));
    expect(results.map(({ kind }) => kind)).toEqual(['message', 'lead', 'lead']);
    const leads = await table('leads');
    expect(leads.map(({ platform_lead_id }) => platform_lead_id).sort()).toEqual(['wamid.a', 'wamid.c']);
    expect(results[0]).toMatchObject({ message: { lead_id: leadId([results[1]!]) } });
  });

  it('IN-08: a delivery that Meta sends again changes nothing and gives the same answer', async () => {
    const [first] = await writes('Hello', { id: 'wamid.1' });
    const [follow] = await writes('More', { id: 'wamid.2', at: after(1) });
    const counts = async () => ({ leads: (await table('leads')).length, messages: (await table('messages')).length, events: (await eventTypes()).length });
    const before = await counts();
    expect(await writes('Hello', { id: 'wamid.1' })).toMatchObject([{ kind: 'lead', leads: [{ lead_id: leadId([first!]), created: false }] }]);
    const again = await writes('More', { id: 'wamid.2', at: after(1) });
    expect(again).toMatchObject([{ kind: 'message', message: { message_id: follow!.kind === 'message' ? follow!.message.message_id : '', created: false } }]);
    expect(await counts()).toEqual(before);
  });

  it('IN-05: a message of a person with an open opportunity is an activity there, counts as an answer, and makes no lead', async () => {
    const lead = leadId(await writes('Hello'));
    const prospect = await resolve(lead);
    const opportunity = await openOpportunity(lead, prospect);
    const [result] = await writes('When can we talk?', { at: after(90) });
    expect(result).toMatchObject({ kind: 'message', message: { placed: 'opportunity', opportunity_id: opportunity, prospect_id: prospect, activity_id: expect.any(String) } });
    const activities = await table('activities');
    expect(activities.filter(({ opportunity_id }) => opportunity_id === opportunity)).toMatchObject([{ kind: 'whatsapp', direction: 'inbound', channel: 'whatsapp', by_human: false, summary: 'When can we talk?', occurred_at: after(90) }]);
    expect(await read<object[]>(({ db }) => db.selectFrom('opportunities').select('stage').execute())).toEqual([{ stage: 'CONTACTED' }]);
    expect(await table('leads')).toHaveLength(1);
  });

  it('IN-05: a known person without an open opportunity makes a new lead, which is given to that person', async () => {
    const [form] = await arrives(websiteForm, websiteDelivery({ phone: '+14165550199', full_name: 'Ana Ruiz' }, {}, NOON));
    const prospect = await resolve(leadId([form!]));
    const [message] = await writes('Hi, I filled your form', { at: after(60) });
    expect(message?.kind).toBe('lead');
    expect(await resolve(leadId([message!]), after(60))).toBe(prospect);
    expect((await table('activities')).map(({ prospect_id, direction, summary }) => [prospect_id, direction, summary])).toEqual([[prospect, 'inbound', 'Hi, I filled your form']]);
  });

  it('IN-05: a person who hides the number is known again by the business-scoped id', async () => {
    const hidden: Writer = { wa_id: null, user_id: 'BR.1502576394655843', name: 'Rui' };
    const lead = leadId(await writes('Oi', { from: hidden }));
    expect(await writes('Tudo bem?', { from: hidden, at: after(1) })).toMatchObject([{ kind: 'message', message: { placed: 'enquiry', lead_id: lead } }]);
    const both: Writer = { ...hidden, wa_id: '5511987654321' };
    expect(await writes('Agora com número', { from: both, at: after(2) })).toMatchObject([{ kind: 'message', message: { lead_id: lead } }]);
    expect(await table('conversations')).toMatchObject([{ address: '+5511987654321', user_ref: 'BR.1502576394655843' }]);
  });

  it('CD-07: a STOP holds at once, for strangers too, makes no lead, and START takes it back', async () => {
    const [stop] = await arrives(twilioMessages, twilioDelivery(twilioParameters({ From: '+14165550199', To: '+15550783881', WaId: '', Body: 'Stop' })));
    expect(stop).toMatchObject({ kind: 'message', message: { placed: 'none', keyword: 'opt_out', channel: 'sms' } });
    expect(await table('leads')).toEqual([]);
    expect(JSON.stringify(await table('opt_outs'))).not.toContain('4165550199');
    const [form] = await arrives(websiteForm, websiteDelivery({ phone: '+14165550199' }, {}, NOON));
    const sms = { channel: 'sms', kind: 'outreach' } as const;
    expect(await gate(leadId([form!]), sms)).toMatchObject({ allowed: false, reasons: [{ code: 'opted_out' }] });
    expect(await gate(leadId([form!]), { ...sms, channel: 'email' })).toMatchObject({ allowed: true });
    await arrives(twilioMessages, twilioDelivery(twilioParameters({ From: '+14165550199', To: '+15550783881', WaId: '', Body: 'START' })));
    expect(await gate(leadId([form!]), { ...sms, key: 'b' })).toMatchObject({ allowed: true });
    expect(await eventTypes()).toEqual(['OptOutRecorded', 'LeadCaptured']);
  });

  const item = (lead_id: string, change: Partial<CheckItem> = {}): CheckItem => ({ lead_id, opportunity_id: null, channel: 'email', purpose: 'service', kind: 'reply', template_key: 'acknowledgement', text: 'Hello', whatsapp_template: null, key: null, claim: true, ...change });
  async function gate(lead_id: string, change: Partial<CheckItem> = {}, at = after(1)) {
    const [result] = await checkMessages(store, account, { items: [item(lead_id, change)], at, actor });
    if (!result?.ok) throw result?.error ?? new Error('no result');
    return result;
  }

  it('CD-09: a message is reserved once, by two executions at the same time too; a failed sending frees it', async () => {
    const [form] = await arrives(websiteForm, websiteDelivery({}, {}, NOON));
    const lead = leadId([form!]);
    const both = await Promise.all([gate(lead), gate(lead)]);
    expect(both.map(({ allowed }) => allowed).sort()).toEqual([false, true]);
    expect(both.find(({ allowed }) => !allowed)?.reasons).toMatchObject([{ code: 'being_sent' }]);
    const message_id = both.find(({ allowed }) => allowed)!.message_id!;
    const record = (outcome: 'sent' | 'failed') => recordMessages(store, account, { items: [{ message_id, outcome, provider: 'email', provider_ref: '<1@firm>', error: 'timeout' }], at: after(1.5), actor });
    expect(await record('failed')).toMatchObject([{ status: 'released', changed: true }]);
    expect(await gate(lead)).toMatchObject({ allowed: true, message_id });
    expect(await record('sent')).toMatchObject([{ status: 'sent', changed: true }]);
    expect(await record('sent')).toMatchObject([{ status: 'sent', changed: false }]);
    expect(await gate(lead)).toMatchObject({ allowed: false, reasons: [{ code: 'already_sent' }] });
    expect(await read<object[]>(({ db }) => db.selectFrom('receipts').select('kind').where('kind', '=', 'gate').execute())).toHaveLength(4);
  });

  it('CD-09: the acknowledgement meets the clock of the automatic answer and is an activity of the person, before or after it is known who that is', async () => {
    for (const resolveFirst of [true, false]) {
      const at = resolveFirst ? NOON : after(10);
      const [form] = await arrives(websiteForm, websiteDelivery({ submission_id: `s-${resolveFirst}`, email: `ack.${resolveFirst}@example.com`, phone: '' }, {}, at));
      const lead = leadId([form!]);
      await startSlaTimers(store, account, { items: [{ policy: 'AutomatedFirstResponse', opportunity_id: null, lead_id: lead, started_at: null, occurrence: '' }], at, actor });
      if (resolveFirst) await resolve(lead);
      const sent = new Date(at.getTime() + 45_000);
      const { message_id } = await gate(lead, {}, sent);
      await recordMessages(store, account, { items: [{ message_id: message_id!, outcome: 'sent', provider: 'email', provider_ref: `<${resolveFirst}@firm>`, error: null }], at: sent, actor });
      const prospect = await resolve(lead);
      expect(await read<object[]>(({ db }) => db.selectFrom('timers').select(['status', 'met_at']).where('lead_id', '=', lead).execute())).toEqual([{ status: 'met', met_at: sent }]);
      const mine = (await table('activities')).filter(({ prospect_id }) => prospect_id === prospect);
      expect(mine).toMatchObject([{ kind: 'system', direction: 'outbound', channel: 'email', by_human: false, occurred_at: sent }]);
      const [message] = (await table('messages')).filter(({ id }) => id === message_id);
      expect(message).toMatchObject({ activity_id: mine[0]!['id'], prospect_id: prospect });
    }
  });

  it('CD-09: an answer goes where the person wrote, in their language, and to e-mail where WhatsApp needs what Meta has not approved', async () => {
    const compose = async (lead_id: string) => (await composeMessages(store, account, { items: [{ lead_id, opportunity_id: null, template_key: 'acknowledgement', channel: null, language: null, values: {} }], at: after(1) }))[0] as MessageDraft;
    await applySettings(store, account, { document: { firm: { name: 'Northgate' } }, dry_run: false, note: null, effective_at: null, at: NOON, actor, acting_user_id: null });
    const chat = leadId(await writes('Hello'));
    expect(await compose(chat)).toMatchObject({ channel: 'whatsapp', to: '+14165550199', text: expect.stringMatching(/^Hello Ana, thank you for contacting Northgate/), kind: 'reply' });
    const [form] = await arrives(websiteForm, websiteDelivery({ language: 'fr', full_name: 'Anne Roy', phone: '+33 6 12 34 56 78', email: 'anne@example.fr' }, {}, NOON));
    expect(await compose(leadId([form!]))).toMatchObject({ channel: 'email', to: 'anne@example.fr', language: 'fr', subject: 'Nous avons bien reçu votre demande' });
  });

  it('CD-07: delivery reports move a sent message forward, and a failure is an event', async () => {
    const lead = leadId(await writes('Hello'));
    const { message_id } = await gate(lead, { channel: 'whatsapp' });
    await recordMessages(store, account, { items: [{ message_id: message_id!, outcome: 'sent', provider: 'whatsapp', provider_ref: 'wamid.OUT', error: null }], at: after(1), actor });
    const report = (status: string) => receiveDelivery(store, account, { source: whatsappMessages, delivery: whatsappDelivery(statusBody('wamid.OUT', status, [{ code: 131047, title: 'window' }])), secrets: SECRETS });
    expect(await report('delivered')).toEqual({ kind: 'accepted', notices: [] });
    await report('sent');
    const status = async () => (await table('messages')).find(({ id }) => id === message_id)?.['status'];
    expect(await status()).toBe('delivered');
    await report('failed');
    expect(await status()).toBe('delivered');
    expect(await eventTypes()).not.toContain('MessageFailed');
    expect((await table('raw_deliveries')).filter(({ status: state }) => state === 'processed').length).toBeGreaterThanOrEqual(3);
  });

  it('IN-18: the question flow fills the lead with what the person answers and hands over when a human is asked for', async () => {
    const lead = leadId(await writes('Hola, quiero vivir en Canadá', { from: { wa_id: '525512345678', name: 'Ana Ruiz' } }));
    await read(({ db }) => db.updateTable('leads').set({ language: 'es' }).where('id', '=', lead).execute());
    const ask = async (message_id: string | null) => {
      const [result] = await askNextQuestions(store, account, { items: [{ lead_id: lead, message_id }], at: after(5), actor });
      if (!result?.ok) throw result?.error ?? new Error('no result');
      return result;
    };
    let minute = 1;
    const answers = async (text: string) => {
      const [result] = await writes(text, { from: { wa_id: '525512345678', name: 'Ana Ruiz' }, at: after((minute += 1)) });
      return ask(result?.kind === 'message' ? result.message.message_id : null);
    };
    expect(await ask(null)).toMatchObject({ asked_field: 'residence_country', text: '¿En qué país vive ahora?', channel: 'whatsapp', to: '+525512345678' });
    expect(await ask(null)).toMatchObject({ asked_field: 'residence_country' });
    expect(await answers('no sé qué decir')).toMatchObject({ answered_field: null, text: expect.stringMatching(/^Perdón/) });
    expect(await answers('México')).toMatchObject({ answered_field: 'residence_country', asked_field: 'citizenship_country' });
    expect(await answers('Mexico')).toMatchObject({ answered_field: 'citizenship_country', asked_field: 'program', options: ['Estudios', 'Trabajo', 'Residencia'] });
    expect(await answers('Estudios')).toMatchObject({ answered_field: 'program', asked_field: 'email' });
    expect(await answers('Quiero hablar con un asesor')).toMatchObject({ handed_over: true, phase: 'human', text: expect.stringContaining('Una persona') });
    expect(await answers('¿Hola?')).toMatchObject({ text: null, phase: 'human' });
    expect(await table('leads')).toMatchObject([{ residence_country: 'MX', citizenship_country: 'MX', answers: { program: 'Estudios' } }]);
    expect((await eventTypes()).filter((type) => type === 'LeadEnriched' || type === 'HandoverRequested')).toEqual(['LeadEnriched', 'LeadEnriched', 'LeadEnriched', 'HandoverRequested']);
  });
});
