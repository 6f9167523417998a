import type { INode } from 'n8n-workflow';
import type { Answer } from '../../test/support/n8n/n8n-client';
import type { RunningN8n } from '../../test/support/n8n/start-n8n';

interface FormField {
  readonly fieldLabel?: string;
  readonly fieldName?: string;
}

/** Where n8n shows a form trigger's form. */
export function formPath(node: INode): string {
  const { path, options } = node.parameters as { path?: string; options?: { path?: string } };
  return `/form/${path || options?.path || node.webhookId}`;
}

function fieldsOf(node: INode): FormField[] {
  const { formFields } = node.parameters as { formFields?: { values?: FormField[] } };
  return formFields?.values ?? [];
}

/**
 * Fills in and sends an n8n form as a browser does: multipart, each field under its position. Answers are given by
 * field name or label; an answer to a question the form does not have is a mistake of the scenario.
 */
export async function postForm(n8n: RunningN8n, node: INode, answers: Readonly<Record<string, string>>): Promise<Answer> {
  const fields = fieldsOf(node);
  const form = new FormData();
  for (const [question, answer] of Object.entries(answers)) {
    const index = fields.findIndex(({ fieldName, fieldLabel }) => question === fieldName || question === fieldLabel);
    if (index < 0) throw new Error(`The form "${node.name}" has no field "${question}"; it has: ${fields.map((field) => field.fieldName ?? field.fieldLabel).join(', ')}`);
    form.append(`field-${index}`, answer);
  }
  const answer = await n8n.client.request(formPath(node), { method: 'POST', body: form });
  if (answer.status !== 200) throw new Error(`The form "${node.name}" answered ${answer.status}: ${answer.text}`);
  return answer;
}
