import type { INode } from 'n8n-workflow';
import type { Answer } from '../../test/support/n8n/n8n-client';
import type { RunningN8n } from '../../test/support/n8n/start-n8n';
import { waitFor } from '../../test/support/n8n/wait-for';
import { FORM_USERS } from './demo-credentials';


/** By field name: a text, or the choices of a list. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** How the templates' last pages say that nothing was done. */
const REFUSED = /not saved|not sent|no link was made|nothing was changed|still incomplete/i;

interface FormField {
  readonly fieldLabel?: string;
  readonly fieldName?: string;
}

/** Where n8n shows a form trigger's form. */
export function formPath(node: INode): string {
  const { path, options } = node.parameters as { path?: string; options?: { path?: string } };
  return `/form/${path || options?.path || node.webhookId}`;
}

/**
 * Fills in and sends an n8n form as a browser does: multipart, each field under its position, choices as JSON. Answers
 * are given by field name; an answer to a question the form does not have is a mistake of the scenario. Waits for the
 * form's last page and fails with its words when they say that nothing was saved.
 */
export async function postForm(n8n: RunningN8n, node: INode, answers: Answers, password: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${userOf(node)}:${password}`).toString('base64')}`;
  const answer = await n8n.client.request(formPath(node), { method: 'POST', body: filledIn(node, answers), headers: { authorization } });
  if (answer.status !== 200) throw new Error(`the form "${node.name}" answered ${answer.status}: ${answer.text}`);
  const { formWaitingUrl } = (answer.body ?? {}) as { formWaitingUrl?: string };
  return formWaitingUrl ? lastPage(n8n, node.name, new URL(formWaitingUrl), authorization) : wordsOf(answer.text);
}

/** The demo's user for the credential that guards the form. */
function userOf({ credentials }: INode): string {
  const name = credentials?.['httpBasicAuth']?.name;
  return FORM_USERS.find((each) => each.name === name)?.user ?? 'sales';
}

function filledIn(node: INode, answers: Answers): FormData {
  const { formFields } = node.parameters as { formFields?: { values?: FormField[] } };
  const fields = formFields?.values ?? [];
  const form = new FormData();
  for (const [question, answer] of Object.entries(answers)) {
    const index = fields.findIndex(({ fieldName, fieldLabel }) => question === fieldName || question === fieldLabel);
    if (index < 0) throw new Error(`the form "${node.name}" has no field "${question}"; it has: ${fields.map(({ fieldName, fieldLabel }) => fieldName ?? fieldLabel).join(', ')}`);
    form.append(`field-${index}`, typeof answer === 'string' ? answer : JSON.stringify(answer));
  }
  return form;
}

/** The page a form ends with is shown once the workflow has come to it; looking at it lets the workflow finish. */
async function lastPage(n8n: RunningN8n, name: string, { pathname, search }: URL, authorization: string): Promise<string> {
  const request = (path: string): Promise<Answer> => n8n.client.request(path, { headers: { authorization } });
  const settled = async (): Promise<string | false> => {
    const { text } = await request(`${pathname}/n8n-execution-status${search}`);
    return !['running', 'new', 'null'].includes(text.replaceAll('"', '')) && text;
  };
  const status = await waitFor(settled, { what: `the form "${name}" to be worked on`, timeout: 60_000, interval: 300 });
  if (/error|crashed/.test(status)) throw new Error(`the form "${name}" ended with ${status}`);
  const page = wordsOf((await request(pathname + search)).text);
  if (REFUSED.test(page)) throw new Error(`the form "${name}" says: ${page}`);
  return page;
}

/** A page's text without its markup, for messages. */
function wordsOf(html: string): string {
  const body = html.replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ');
  return body.replace(/\s+/g, ' ').trim().slice(0, 600);
}
