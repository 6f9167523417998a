import type { Browser, ConsoleMessage, Locator, Page } from 'playwright-core';
import { BROWSER_ID } from '../n8n/n8n-client';
import type { RunningN8n } from '../n8n/start-n8n';
import { waitFor } from '../n8n/wait-for';

const SHOWN_MS = 30_000;
const testId = (id: string): string => `[data-test-id="${id}"]`;

/** n8n's editor in a browser, signed in as the owner. Selectors are those of n8n's own tests. */
export class Editor {
  private readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly baseUrl: string,
  ) {
    page.setDefaultTimeout(SHOWN_MS);
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => this.keepError(message));
  }

  static async open(browser: Browser, n8n: RunningN8n): Promise<Editor> {
    const context = await browser.newContext({ viewport: { width: 1500, height: 950 } });
    await context.addCookies(n8n.client.cookies().map((cookie) => ({ ...cookie, url: n8n.baseUrl })));
    await context.addInitScript(`localStorage.setItem('n8n-browserId', '${BROWSER_ID}')`);
    return new Editor(await context.newPage(), n8n.baseUrl);
  }

  /** Opens a workflow and waits until so many nodes and notes are on its canvas, and its page has settled. */
  async openWorkflow(id: string, nodes: number): Promise<void> {
    await this.page.goto(`${this.baseUrl}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
    const drawn = this.page.locator('[data-node-name]');
    await waitFor(async () => (await drawn.count()) >= nodes, { what: `${nodes} nodes on the canvas of ${id}`, timeout: SHOWN_MS });
    await this.page.waitForLoadState('networkidle');
  }

  /** What the page has written to its console as errors since the last look, and errors it did not catch. */
  takeErrors(): string[] {
    return this.errors.splice(0);
  }

  /** Names of the canvas's nodes that n8n does not know. */
  unknownNodes(): Promise<string[]> {
    return this.nodesWith('node-not-installed');
  }

  /** Names of the canvas's nodes with a red mark: a required parameter is missing, or a credential. */
  nodesWithIssues(): Promise<string[]> {
    return this.nodesWith('node-issues');
  }

  private async nodesWith(id: string): Promise<string[]> {
    const marked = await this.page.locator('[data-node-name]', { has: this.page.locator(testId(id)) }).all();
    return Promise.all(marked.map(async (node) => (await node.getAttribute('data-node-name')) ?? ''));
  }

  /** Opens a node's panel, gives the labels of its fields and of its credentials, and closes it again. */
  async panelOf(node: string): Promise<string[]> {
    // An event, not a click: n8n's own buttons may lie over the node.
    await this.page.locator(`[data-node-name="${node}"]`).locator(`${testId('canvas-default-node')}, ${testId('canvas-trigger-node')}`).dispatchEvent('dblclick');
    const panel = this.page.locator(testId('ndv'));
    await panel.waitFor();
    const labels = panel.locator(`${testId('credentials-label')}, ${testId('input-label')}`);
    await labels.first().waitFor();
    const texts = await labels.allInnerTexts();
    await this.page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    return texts.map((text) => text.trim());
  }

  /** Opens the node creator beside the canvas. */
  async openNodeCreator(): Promise<void> {
    await this.page.locator(testId('node-creator-plus-button')).click();
    await this.searchBar().waitFor();
  }

  /** Waits until the open node creator lists the node among what it finds for these words; false when it does not. */
  async finds(words: string, node: string): Promise<boolean> {
    await this.searchBar().fill(words);
    const items = this.page.locator(testId('item-iterator-item'));
    // n8n leaves 'Trigger' out where it lists a trigger's events as its actions.
    const names = [node, node.replace(/ Trigger$/, '')];
    const listed = async (): Promise<boolean> => (await items.allInnerTexts()).some((text) => names.includes(text.trim().split('\n')[0] ?? ''));
    return waitFor(listed, { timeout: 5_000 }).catch(() => false);
  }

  private searchBar(): Locator {
    return this.page.locator(testId('node-creator-search-bar'));
  }

  private keepError(message: ConsoleMessage): void {
    const { url } = message.location();
    // What is not reached outside this n8n is no error of ours; n8n asks for an output schema of every node, which few have.
    if (message.type() !== 'error' || !url.startsWith(this.baseUrl) || url.startsWith(`${this.baseUrl}/schemas/`)) return;
    this.errors.push(`${message.text()} (${url.slice(this.baseUrl.length)})`);
  }
}
