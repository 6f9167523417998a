import type { Browser, Page } from 'playwright-core';
import type { RunningN8n } from '../n8n/start-n8n';

/** A form of a published workflow, as somebody of the firm fills it in. */
export class FormPage {
  /** Errors that the page did not catch. */
  readonly errors: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  static async open(browser: Browser, n8n: RunningN8n, path: string, user: { username: string; password: string }): Promise<FormPage> {
    const context = await browser.newContext({ httpCredentials: user });
    const form = new FormPage(await context.newPage(), n8n.baseUrl + path);
    await form.reopen();
    return form;
  }

  async reopen(): Promise<void> {
    await this.page.goto(this.url, { waitUntil: 'domcontentloaded' });
  }

  /** Fills in text fields by their label, sends, and gives the words of the page that the form ends with. */
  async send(answers: Readonly<Record<string, string>>): Promise<string> {
    for (const [label, text] of Object.entries(answers)) await this.page.getByLabel(label).fill(text);
    await this.page.getByRole('button').click();
    await this.page.waitForURL(/\/form-waiting\//);
    const card = this.page.locator('.card .header');
    await card.waitFor();
    return (await card.innerText()).trim();
  }
}
