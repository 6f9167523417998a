import { composeMessage, type FlowState, keywordOf, laterStatus, messagingSettings, NEW_FLOW, nextStep, placeMessage } from '../../../engine/core/messaging';

const settings = messagingSettings.parse({});

describe('CD-07: keywords', () => {
  it.each(['STOP', 'stop.', 'Stop!', 'Stop please', 'UNSUBSCRIBE', 'ARRÊT', 'arret', 'BAJA', 'dar de baja', 'PARAR', 'SAIR', 'СТОП', 'إيقاف', 'बंद करो', '退订', 'Please stop messaging me', 'Do not contact me again', 'No me escriban más', 'Ne me contactez plus'])('takes %j for an opt-out', (text) => {
    expect(keywordOf(text, settings)).toBe('opt_out');
  });
  it.each(['start', 'UNSTOP', 'alta'])('takes %j for an opt-in', (text) => {
    expect(keywordOf(text, settings)).toBe('opt_in');
  });
  it.each(['agent', 'Human please', 'asesor', 'Quiero hablar con un asesor', 'I want to talk to a real person', 'can I speak with someone?', 'Je veux parler à un conseiller', 'Quero falar com um atendente', 'оператор', '人工'])('IN-18: takes %j for the wish for a human', (text) => {
    expect(keywordOf(text, settings)).toBe('human');
  });
  it.each(['I am a real estate agent', 'My visa stops in June, can I extend it?', 'When does the bus stop?', 'I need a work permit', 'My husband is a permanent resident', '', 'I cancelled my old application'])('takes %j for an ordinary message', (text) => {
    expect(keywordOf(text, settings)).toBeNull();
  });
  it("knows the firm's own words", () => {
    expect(keywordOf('No Gracias!', messagingSettings.parse({ keywords: { opt_out: ['no gracias'] } }))).toBe('opt_out');
  });
});

describe('CD-09: texts', () => {
  const compose = (languages: (string | null)[], values: Record<string, string | null>, own = settings, channel: 'email' | 'whatsapp' = 'email') => composeMessage({ key: 'acknowledgement', channel, languages, values: { firm_name: 'Northgate', ...values } }, own);

  it('are in the language of the person, with words where the name is not known', () => {
    expect(compose(['fr'], { first_name: 'Anne' })).toMatchObject({ language: 'fr', kind: 'reply', text: expect.stringMatching(/^Bonjour Anne, merci d’avoir contacté Northgate/) });
    expect(compose([null, 'es'], { first_name: null }).text).toMatch(/^Hola, gracias por escribir a Northgate/);
    expect(compose(['ur'], { first_name: null })).toMatchObject({ language: 'en', text: expect.stringMatching(/^Hello there, thank you/) });
  });

  it("are the firm's own where it has one, for the channel before the one for all", () => {
    const text = (language: string, channel: string | null, words: string) => ({ key: 'acknowledgement', language, channel, kind: 'reply', text: words, whatsapp_template: channel === 'whatsapp' ? { name: 'ack_en', language: 'en_CA', parameters: ['first_name'] } : null });
    const own = messagingSettings.parse({ templates: [text('en', null, 'Hi {{first_name|you}}'), text('en', 'whatsapp', 'WA {{first_name|you}}')] });
    expect(compose(['en'], { first_name: 'Ana' }, own).text).toBe('Hi Ana');
    expect(compose(['en'], { first_name: 'Ana' }, own, 'whatsapp')).toMatchObject({ text: 'WA Ana', whatsapp_template: { name: 'ack_en', language: 'en_CA', parameters: ['Ana'] } });
    expect(compose(['fr'], { first_name: 'Ana' }, own).language).toBe('fr');
  });

  it('are refused with what is missing', () => {
    const own = messagingSettings.parse({ templates: [{ key: 'reminder', language: 'en', text: 'See you at {{time}}, {{first_name}}' }] });
    const write = () => composeMessage({ key: 'reminder', channel: 'sms', languages: ['en'], values: {} }, own);
    expect(write).toThrow(expect.objectContaining({ code: 'PLACEHOLDERS_MISSING', problems: [expect.objectContaining({ field: 'time' }), expect.objectContaining({ field: 'first_name' })] }));
    expect(() => composeMessage({ key: 'nothing', channel: 'sms', languages: [], values: {} }, own)).toThrow(/no text 'nothing'.*there are: reminder, acknowledgement/);
  });
});

describe('IN-05: where a message belongs', () => {
  const at = new Date('2026-03-02T15:00:00Z');
  const ana = { prospect_id: 'p1', full_name: 'Ana Ruiz', opportunity_id: 'o1' };
  const bo = { prospect_id: 'p2', full_name: 'Bo Ruiz', opportunity_id: 'o2' };
  const enquiry = { lead_id: 'l1', prospect_id: null, last_message_at: new Date('2026-03-01T15:00:00Z') };
  const place = (facts: Partial<Parameters<typeof placeMessage>[0]>) => placeMessage({ known: [], enquiry: null, profile_name: null, ...facts }, 72, at);

  it('is the open opportunity, the recent enquiry, or a new lead', () => {
    expect(place({ known: [ana], enquiry })).toMatchObject({ kind: 'opportunity', opportunity_id: 'o1', prospect_id: 'p1' });
    expect(place({ enquiry })).toMatchObject({ kind: 'enquiry', lead_id: 'l1' });
    expect(place({ known: [{ ...ana, opportunity_id: null }] })).toMatchObject({ kind: 'lead' });
    expect(place({ enquiry: { ...enquiry, last_message_at: new Date('2026-02-20T15:00:00Z') } })).toMatchObject({ kind: 'lead' });
    expect(place({})).toMatchObject({ kind: 'lead' });
  });

  it('is told by thread or name on a phone that a family shares, and left to a human where neither tells', () => {
    expect(place({ known: [ana, bo], profile_name: 'bo ruiz' })).toMatchObject({ opportunity_id: 'o2' });
    expect(place({ known: [ana, bo], enquiry: { ...enquiry, prospect_id: 'p1' }, profile_name: 'Casa' })).toMatchObject({ opportunity_id: 'o1' });
    expect(place({ known: [ana, bo], profile_name: 'Casa' })).toMatchObject({ kind: 'lead', why: expect.stringContaining('several people') });
  });

  it('moves a delivery status only forward, whatever the order of the reports', () => {
    expect([laterStatus('claimed', 'sent'), laterStatus('sent', 'read'), laterStatus('read', 'delivered'), laterStatus('delivered', 'failed'), laterStatus('sent', 'failed'), laterStatus('failed', 'sent')]).toEqual([true, true, false, false, true, false]);
  });
});

describe('IN-18: the question flow', () => {
  const flow = settings.question_flow;
  const turn = (state: FlowState, change: Partial<Parameters<typeof nextStep>[1]> = {}) => nextStep(state, { filled: new Set(), reading: undefined, wants_human: false, languages: ['es', 'en'], ...change }, flow);

  it('asks what is missing in the language of the person, and nothing that is known', () => {
    const first = turn(NEW_FLOW, { filled: new Set(['full_name', 'email']) });
    expect(first).toMatchObject({ state: { phase: 'asking', asking: 'residence_country' }, reply: { text: '¿En qué país vive ahora?', language: 'es' } });
    const second = turn(first.state, { filled: new Set(['full_name', 'email']), reading: { value: 'IN' } });
    expect(second).toMatchObject({ answered: 'residence_country', state: { asking: 'citizenship_country' } });
    const third = turn(second.state, { filled: new Set(['full_name', 'email', 'residence_country']), reading: { value: 'IN' } });
    expect(third).toMatchObject({ state: { asking: 'program' }, reply: { options: ['Estudios', 'Trabajo', 'Residencia'] } });
    const last = turn(third.state, { filled: new Set(['full_name', 'email', 'residence_country', 'citizenship_country']), reading: { value: 'Trabajo' } });
    expect(last).toMatchObject({ answered: 'program', state: { phase: 'done', asking: null }, reply: { text: expect.stringContaining('¡Gracias!') } });
    expect(turn(last.state, { reading: { value: 'x' } })).toMatchObject({ reply: null, answered: null });
  });

  it('asks once more what it could not read, and then leaves it to a human and goes on', () => {
    const first = turn(NEW_FLOW, { filled: new Set(['full_name']) });
    const again = turn(first.state, { filled: new Set(['full_name']), reading: null });
    expect(again).toMatchObject({ state: { asking: 'residence_country', tries: 2 }, reply: { text: 'Perdón, no lo entendí. ¿En qué país vive ahora?' } });
    expect(turn(again.state, { filled: new Set(['full_name']), reading: null })).toMatchObject({ answered: null, state: { asking: 'citizenship_country' } });
  });

  it('hands over to a human at any moment, once, and is silent from then on', () => {
    const asking = turn(NEW_FLOW).state;
    const handed = turn(asking, { wants_human: true, reading: { value: 'asesor' } });
    expect(handed).toMatchObject({ handed_over: true, answered: null, state: { phase: 'human' }, reply: { text: expect.stringContaining('Una persona') } });
    expect(turn(handed.state, { wants_human: true })).toMatchObject({ reply: null, handed_over: false });
  });
});
