import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DemoResult } from './run-scenario';
import type { Playground } from './open-playground';
import { formPath } from './post-form';
import { tableLines } from './print-table';

/** What happened to each lead, and why where it was not what should have happened. */
export function reportLines(results: readonly DemoResult[]): string[] {
  const rows = results.map(({ name, source, score, owners, expected, got, good }) => [good ? 'ok' : 'WRONG', name, source, score, owners, expected, got]);
  const notes = results.filter(({ note }) => note).map(({ name, note }) => `${name}: ${note}`);
  const opportunities = results.filter(({ opportunity_id }) => opportunity_id).map(({ name, opportunity_id }) => `Opportunity of ${name}: ${opportunity_id}`);
  return [...tableLines(['', 'Lead', 'Came by', 'Score', 'Owners', 'Expected', 'Got'], rows), ...notes, '', ...opportunities];
}

/** Where to look, and how to get in. */
export function placeLines({ n8n, templates, lacking, owner, secrets }: Playground): string[] {
  const forms = templates.flatMap(({ nodes }) => nodes.filter(({ type }) => type === 'n8n-nodes-base.formTrigger'));
  return [
    `Editor   ${n8n.baseUrl}/home/workflows`,
    `         ${owner.email} / ${owner.password}`,
    `Forms    users sales, admin, ops / ${secrets.forms_password}; people of the demo firm: ana, jasleen, luc (setters), bo, noor (closers), carla (ops), dana (manager), iris (admin)`,
    ...forms.map((form) => `         ${form.name}: ${n8n.baseUrl}${formPath(form)}`),
    ...lacking.map(({ template, credentials }) => `Not published, for want of credentials: ${template.name} (${credentials.join(', ')})`),
  ];
}

const fileOf = (folder: string): string => path.join(folder, 'demo-results.json');

/** The results of an earlier start on this folder; null when the demo never ran to its end there. */
export function earlierResults(folder: string): DemoResult[] | null {
  const file = fileOf(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoResult[]) : null;
}

export function keepResults(folder: string, results: readonly DemoResult[]): void {
  writeFileSync(fileOf(folder), JSON.stringify(results, null, 2));
}
