import { n8nMissing } from './installed-n8n';
import { startN8n, type RunningN8n, type StartN8nOptions } from './start-n8n';

type Test = (title: string, body: () => Promise<void>, timeout?: number) => void;

/** What a suite on a real n8n works with. `n8n()` is for use inside tests and hooks only. */
export interface N8nSuite {
  readonly n8n: () => RunningN8n;
  /** As jest's `it`; a failure shows n8n's last lines. */
  readonly it: Test;
}

const BOOT_MS = 240_000;
const TEST_MS = 180_000;

/**
 * A suite that starts n8n by itself. Where none is installed it is skipped with the reason in its title; with CI=true
 * it fails instead.
 */
export function requireN8n(title: string, body: () => void): void {
  const missing = n8nMissing();
  if (!missing) return describe(title, body);
  if (process.env['CI'] !== 'true') return describe.skip(`${title} (skipped: ${missing})`, () => it('needs a real n8n', () => undefined));
  describe(title, () => {
    it('needs a real n8n', () => {
      throw new Error(missing);
    });
  });
}

/** A suite on one n8n of its own. Options may be made lazily, so that nothing is read when the suite is skipped. */
export function describeN8n(title: string, options: StartN8nOptions | (() => StartN8nOptions | Promise<StartN8nOptions>), body: (suite: N8nSuite) => void): void {
  requireN8n(title, () => {
    let running: RunningN8n | undefined;
    const n8n = (): RunningN8n => {
      if (!running) throw new Error('n8n has not been started yet');
      return running;
    };
    beforeAll(async () => {
      running = await startN8n(typeof options === 'function' ? await options() : options);
    }, BOOT_MS);
    afterAll(async () => running?.stop(), 60_000);
    body({ n8n, it: (name, test, timeout = TEST_MS) => it(name, () => withLog(n8n, test), timeout) });
  });
}

async function withLog(n8n: () => RunningN8n, test: () => Promise<void>): Promise<void> {
  try {
    await test();
  } catch (error) {
    if (error instanceof Error && !error.message.includes("n8n's last lines")) error.message += `\n\nn8n's last lines:\n${n8n().tail()}`;
    throw error;
  }
}
