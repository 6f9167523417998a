import { readFileSync } from 'node:fs';
import path from 'node:path';

import { SMTPServer } from 'smtp-server';

import { startSlaTimers } from '../../engine/commands/start-sla-timers';
import { assignOwners } from '../../engine/commands/assign-owners';
import { openStore, type Store } from '../../engine/store';
import { applyDocument, FLOW, rep, seedOpportunities } from '../commands/sales-seed';
import { requireN8n } from '../support/n8n/describe-n8n';
import { type RunningN8n, startN8n } from '../support/n8n/start-n8n';
import type { WorkflowFile } from '../support/n8n/n8n-types';
import { createDatabase, dropDatabases } from '../support/stores';

const ACCOUNT = 'sla-e2e';
const PASSWORD = { user: 'sales', password: 'open' };

interface Mail {
  readonly to: string;
  readonly text: string;
}

/** A mail server on loopback that keeps what it gets. */
async function startMailServer(): Promise<{ port: number; mails: Mail[]; stop: () => Promise<void> }> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      let text = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => (text += part));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, mails, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

type FileNode = { readonly credentials?: Record<string, { readonly name: string }> };

/** A template as it is in its file, with the credentials of this n8n. */
function withCredentials(file: string, ids: Readonly<Record<string, string>>): WorkflowFile {
  const template = JSON.parse(readFileSync(path.join(__dirname, '../../workflows', file), 'utf8')) as WorkflowFile & { nodes: FileNode[] };
  const known = ({ credentials = {} }: FileNode) => Object.fromEntries(Object.entries(credentials).flatMap(([type, { name }]) => (ids[type] ? [[type, { id: ids[type], name }]] : [])));
  return { ...template, nodes: template.nodes.map((node) => ({ ...node, credentials: known(node) })) } as unknown as WorkflowFile;
}

const suite = process.env['SALES_OS_TEST_POSTGRES'] === 'no' ? describe.skip : requireN8n;
suite('missed deadlines in a real n8n', () => {
  let n8n: RunningN8n;
  let store: Store;
  let mail: Awaited<ReturnType<typeof startMailServer>>;

  beforeAll(async () => {
    mail = await startMailServer();
    const url = await createDatabase();
    store = await openStore({ kind: 'postgres', url, tls: 'off', maxConnections: 3 });
    const ids = { salesOsAccountApi: 'account-1', smtp: 'smtp-1', httpBasicAuth: 'basic-1' };
    n8n = await startN8n({
      workflows: ['37-notify.json', '38-escalation.json', '39-breach-board.json'].map((file) => withCredentials(file, ids)),
      credentials: [
        { id: 'account-1', name: 'Sales OS Account', type: 'salesOsAccountApi', data: { accountId: ACCOUNT, store: 'postgres', url, tls: 'off', maxConnections: 5 } },
        { id: 'smtp-1', name: 'Outgoing mail', type: 'smtp', data: { user: '', password: '', host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true, hostName: '' } },
        { id: 'basic-1', name: 'Sales team forms', type: 'httpBasicAuth', data: PASSWORD },
      ],
    });
  }, 180_000);

  afterAll(async () => {
    await n8n?.stop();
    await store?.close();
    await mail?.stop();
    await dropDatabases();
  }, 60_000);

  it('SL-03, SL-05: a breach is announced by e-mail, once, and stands on the live board', async () => {
    const now = new Date();
    const users = [rep('ana', { manager_id: 'max', email: 'ana@firm.test' }), { id: 'max', name: 'Max', email: 'max@firm.test', role: 'manager' }];
    await applyDocument(store, ACCOUNT, { users, sla: { policies: { FirstHumanAttempt: { clock: 'wall', ladder: { warn: null, notify_manager: null, reassign: null, coach: null } } } } }, now);
    const [seeded] = await seedOpportunities(store, ACCOUNT, [{}]);
    const { opportunity_id } = seeded!;
    await assignOwners(store, ACCOUNT, { items: [{ opportunity_id, role: 'setter', owner_id: null, reason: null, acting_user_id: null }], at: now, actor: FLOW });
    const due = new Date(Date.now() + 2_000);
    await startSlaTimers(store, ACCOUNT, { items: [{ policy: 'FirstHumanAttempt', opportunity_id, lead_id: null, started_at: new Date(due.getTime() - 30 * 60_000), occurrence: '' }], at: now, actor: FLOW });

    await n8n.waitFor(async () => mail.mails.length > 0, { timeout: 60_000, interval: 250, what: 'the e-mail' });
    const breach = await store.transaction(ACCOUNT, (tx) => tx.db.selectFrom('events').select(['recorded_at']).where('type', '=', 'SLA_Breach_FirstHumanAttempt').executeTakeFirstOrThrow());
    expect(breach.recorded_at.getTime() - due.getTime()).toBeLessThan(5_000);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toMatchObject({ to: 'ana@firm.test', text: expect.stringContaining('Subject: Overdue: First human attempt') });

    const board = await fetch(`${n8n.baseUrl}/webhook/sales-os/breach-board`, { headers: { authorization: `Basic ${Buffer.from(`${PASSWORD.user}:${PASSWORD.password}`).toString('base64')}` } });
    const page = await board.text();
    expect([board.status, board.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page).toContain('ana name');
    expect(page).toContain(opportunity_id);
    expect((await fetch(`${n8n.baseUrl}/webhook/sales-os/breach-board`)).status).not.toBe(200);

    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(mail.mails).toHaveLength(1);
  }, 120_000);
});
