import type { Browser } from 'playwright-core';
import { describeN8n, type N8nSuite } from '../n8n/describe-n8n';
import type { StartN8nOptions } from '../n8n/start-n8n';
import { chromiumMissing, launchChromium } from './chromium';

/** As `describeN8n`, with a browser beside n8n. Skipped with the reason where there is none; with CI=true it fails. */
export function describeEditor(title: string, options: () => StartN8nOptions | Promise<StartN8nOptions>, body: (suite: N8nSuite & { readonly browser: () => Browser }) => void): void {
  const missing = chromiumMissing();
  if (missing && process.env['CI'] !== 'true') {
    console.log(`Skipped: ${title}: ${missing}.`);
    describe.skip(`${title} (skipped: ${missing})`, () => it('needs a browser', () => undefined));
    return;
  }
  describeN8n(title, options, (suite) => {
    let running: Browser | undefined;
    const browser = (): Browser => {
      if (!running) throw new Error(missing ?? 'the browser has not been started yet');
      return running;
    };
    beforeAll(async () => {
      running = await launchChromium();
    }, 60_000);
    afterAll(async () => running?.close(), 60_000);
    body({ ...suite, browser });
  });
}
