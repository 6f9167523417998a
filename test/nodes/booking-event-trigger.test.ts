import { closeStores, storeOf } from '../../engine/store';
import { BookingEventTrigger } from '../../nodes/BookingEventTrigger/BookingEventTrigger.node';
import { calendlyBody, calendlySignature } from '../support/calendly';
import { qualified, seedOpportunities, stageOf } from '../support/pipeline-rows';
import { callWebhook, type PlainCredentials } from '../support/run-node';

const ACCOUNT = 'booking-hook';
const KEY = 'calendly-signing-key-5f1c';
const account = { accountId: ACCOUNT, store: 'embedded', folder: 'memory://' };
const credentials: PlainCredentials = { salesOsAccountApi: account, salesOsSourceSecretsApi: { calendly_signing_key: `old-key-of-last-year\n${KEY}` } };

const memory = () => storeOf({ kind: 'embedded', folder: 'memory://' });

function send(body: Buffer | string, signature: string | null, own = credentials) {
  const headers: Record<string, string> = { 'Content-Type': 'application/json', ...(signature === null ? {} : { 'Calendly-Webhook-Signature': signature }) };
  return callWebhook({ node: BookingEventTrigger, credentials: own, request: { headers, body } });
}
const sendSigned = (body: Buffer) => send(body, calendlySignature(body, KEY, new Date()));

async function ready(): Promise<string> {
  const [id = ''] = await seedOpportunities(await memory(), [{ stage: 'QUALIFIED', qualification: qualified }], ACCOUNT);
  return id;
}

async function deliveries() {
  return (await memory()).transaction(ACCOUNT, ({ db }) => db.selectFrom('raw_deliveries').selectAll().orderBy('id').execute());
}

afterAll(closeStores);

describe('Booking Event Trigger', () => {
  it('AP-01: applies a signed booking, answers 200 through n8n and starts the workflow on Applied', async () => {
    const id = await ready();
    const body = calendlyBody('invitee.created', { invitee: id, utmContent: id });
    const result = await sendSigned(body);
    expect(result).toMatchObject({ status: 200, noWebhookResponse: false, body: { status: 'applied', delivery_id: expect.any(String) } });
    expect(result.workflowData).toEqual([
      [
        {
          json: {
            provider: 'calendly',
            status: 'applied',
            outcome: 'booked',
            reason: null,
            warnings: [],
            delivery_id: expect.any(String),
            opportunity_id: id,
            prospect_id: expect.any(String),
            lead_id: expect.any(String),
            appointment_id: expect.any(String),
            scheduled_at: '2025-03-12T15:00:00.000Z',
            ends_at: '2025-03-12T15:45:00.000Z',
            time_zone: 'America/Toronto',
            join_url: 'https://calendly.com/events/7f2c0a9e/google_meet',
            setter_id: 'ana',
            closer_id: 'bo',
            stage: 'APPOINTMENT_SET',
          },
        },
      ],
      [],
    ]);
    expect(await stageOf(await memory(), id, ACCOUNT)).toMatchObject({ stage: 'APPOINTMENT_SET' });
    const raw = (await deliveries()).at(-1);
    expect(Buffer.from(raw!.body).equals(body)).toBe(true);
    expect(raw!.headers).toMatchObject({ 'calendly-webhook-signature': expect.stringMatching(/^t=\d+,v1=/) });
  });

  it('IN-08: answers a repetition 200 without an execution', async () => {
    const id = await ready();
    const body = calendlyBody('invitee.created', { invitee: id, utmContent: id });
    const results = [await sendSigned(body), await sendSigned(body)];
    expect(results.map(({ status, workflowData, body: answer }) => [status, workflowData !== undefined, (answer as { status: string }).status])).toEqual([
      [200, true, 'applied'],
      [200, false, 'duplicate'],
    ]);
  });

  it('AP-07: a booking that is not allowed yet is taken, kept, and starts the workflow on Refused', async () => {
    const [id = ''] = await seedOpportunities(await memory(), [{ stage: 'CONTACTED' }], ACCOUNT);
    const result = await sendSigned(calendlyBody('invitee.created', { invitee: id, utmContent: id }));
    expect(result).toMatchObject({ status: 200, body: { status: 'refused' }, workflowData: [[], [{ json: { status: 'refused', opportunity_id: id, reason: expect.stringContaining('only from QUALIFIED') } }]] });
  });

  it.each([
    ['without a signature', (body: Buffer) => send(body, null), 'SIGNATURE_MISSING'],
    ['with a wrong signature', (body: Buffer) => send(body, calendlySignature(body, 'guess', new Date())), 'SIGNATURE_WRONG'],
    ['with another body', (body: Buffer) => send(Buffer.concat([body, Buffer.from(' ')]), calendlySignature(body, KEY, new Date())), 'SIGNATURE_WRONG'],
    ['recorded an hour ago', (body: Buffer) => send(body, calendlySignature(body, KEY, new Date(Date.now() - 3_600_000))), 'SIGNATURE_TOO_OLD'],
    ['while no key is set', (body: Buffer) => send(body, calendlySignature(body, '', new Date()), { ...credentials, salesOsSourceSecretsApi: { calendly_signing_key: ' \n' } }), 'SIGNING_KEY_MISSING'],
    ['without the credential', (body: Buffer) => send(body, calendlySignature(body, '', new Date()), { salesOsAccountApi: account }), 'SIGNING_KEY_MISSING'],
  ])('GV-02: a delivery %s is refused 401 with a sentence, and nothing is stored', async (_what, deliver, error) => {
    const id = await ready();
    const before = (await deliveries()).length;
    const result = await deliver(calendlyBody('invitee.created', { invitee: id, utmContent: id }));
    expect(result).toMatchObject({ status: 401, noWebhookResponse: true, workflowData: undefined, body: { error, message: expect.stringMatching(/\w{5,}/) } });
    expect(await deliveries()).toHaveLength(before);
    expect(await stageOf(await memory(), id, ACCOUNT)).toMatchObject({ stage: 'QUALIFIED' });
  });

  it('IN-07: a signed body that is no booking is kept and answered, never thrown', async () => {
    const broken = await sendSigned(Buffer.from('{"event":"invitee.created","created_at":"2025-03-10T15:00:00Z"}'));
    expect(broken).toMatchObject({ status: 200, body: { status: 'refused' }, workflowData: [[], [{ json: { reason: expect.stringContaining('payload') } }]] });
    const nothing = await sendSigned(Buffer.from('no json at all'));
    expect(nothing).toMatchObject({ status: 200, body: { status: 'refused' } });
    const routing = await sendSigned(Buffer.from('{"event":"routing_form_submission.created","created_at":"2025-03-10T15:00:00Z","payload":{}}'));
    expect(routing).toMatchObject({ status: 200, body: { status: 'ignored' }, workflowData: undefined });
  });

  it('IN-09: when the store is not there, it answers 500 without details, so that Calendly sends again', async () => {
    const body = calendlyBody('invitee.created', { invitee: 'x' });
    const result = await send(body, calendlySignature(body, KEY, new Date()), { ...credentials, salesOsAccountApi: { accountId: ACCOUNT, store: 'postgres', url: 'postgres://x:secret@127.0.0.1:1/none', tls: 'off' } });
    expect(result).toMatchObject({ status: 500, workflowData: undefined });
    expect(JSON.stringify(result.body)).not.toContain('secret');
  });

  it('GV-02: publishing without a key fails at once and says where to put it', async () => {
    const { create } = new BookingEventTrigger().webhookMethods.default;
    const context = (key: string) => ({ getNode: () => ({ name: 'b', credentials: { salesOsSourceSecretsApi: {} } }), getCredentials: async () => ({ calendly_signing_key: key }) }) as never;
    await expect(create.call(context(''))).rejects.toThrow('no Calendly Signing Key');
    await expect(create.call(context(KEY))).resolves.toBe(true);
  });
});
