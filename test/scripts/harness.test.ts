import net from 'node:net';
import { freePortRange, takenPorts } from '../support/n8n/free-ports';
import { n8nEnvironment } from '../support/n8n/n8n-environment';
import { installedManifest } from '../support/n8n/stage-package';
import { waitFor } from '../support/n8n/wait-for';
import { requirePorts } from '../../scripts/demo/require-ports';

describe('the harness of real-n8n tests', () => {
  it('waits until a look gives a value, and counts an error as "not yet"', async () => {
    let looks = 0;
    const look = async (): Promise<number | null> => {
      looks += 1;
      if (looks === 1) throw new Error('not up');
      return looks < 3 ? null : looks;
    };
    expect(await waitFor(look, { interval: 1 })).toBe(3);
  });

  it('gives up with what it waited for, and the last error as the cause', async () => {
    const never = async (): Promise<never> => {
      throw new Error('refused');
    };
    const error = await waitFor(never, { timeout: 20, interval: 5, what: 'the moon' }).catch((reason: Error) => reason);
    expect(error).toMatchObject({ message: 'Gave up waiting for the moon after 0.02 s', cause: { message: 'refused' } });
  });

  it('leaves taken ports out, and names them in one sentence', async () => {
    const first = await freePortRange(3);
    const server = net.createServer().listen(first + 1, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      expect(await takenPorts([first, first + 1, first + 2])).toEqual([first + 1]);
      expect(await freePortRange(3, first)).toBe(first + 3);
      await expect(requirePorts(first, 3)).rejects.toThrow(`Port ${first + 1} is taken by another program`);
    } finally {
      server.close();
    }
  });

  it("does not let the caller's own n8n settings leak into a test's n8n", () => {
    process.env['N8N_ENCRYPTION_KEY'] = 'mine';
    process.env['DB_TYPE'] = 'postgresdb';
    const owner = { ownerEmail: 'owner@example.com', ownerPasswordHash: '$2b$10$x' };
    const env = n8nEnvironment({ userFolder: '/tmp/x', port: 7000, encryptionKey: 'test', ...owner, env: { EXECUTIONS_MODE: 'regular' } });
    delete process.env['N8N_ENCRYPTION_KEY'];
    delete process.env['DB_TYPE'];
    expect(env).toMatchObject({ N8N_ENCRYPTION_KEY: 'test', N8N_PORT: '7000', N8N_RUNNERS_BROKER_PORT: '7001', EXECUTIONS_MODE: 'regular' });
    expect(env['DB_TYPE']).toBeUndefined();
  });

  it('PK-07: leaves of package.json what n8n leaves when it installs a community package', () => {
    const text = JSON.stringify({ name: 'a', dependencies: { b: '1' }, devDependencies: { c: '1' }, peerDependencies: { d: '*' }, optionalDependencies: {} });
    expect(installedManifest(text)).toEqual({ name: 'a', dependencies: { b: '1' } });
  });
});
