import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

function chromiumPath(): string | undefined {
  return [process.env['CHROMIUM_PATH'], ...PLACES].find((file) => file && existsSync(file));
}

/** Why no browser can be started here, or null. */
export function chromiumMissing(): string | null {
  return chromiumPath() ? null : 'no chromium is installed (apt-get install chromium, or set CHROMIUM_PATH)';
}

/**
 * A headless browser that knows no other machine: the tests need no internet, and nobody is told of them. By its
 * resolver, because requests that the test itself looks at pass by the browser's cache, and the editor is large.
 */
export function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error(chromiumMissing() ?? 'no chromium');
  const quiet = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}
