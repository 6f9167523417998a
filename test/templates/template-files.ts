import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const ROOT = path.resolve(__dirname, '../..');

const node = z.object({
  id: z.string().uuid(),
  name: z.string().min(1),
  type: z.string(),
  typeVersion: z.number(),
  position: z.tuple([z.number(), z.number()]),
  parameters: z.record(z.unknown()),
  webhookId: z.string().uuid().optional(),
  credentials: z.record(z.object({ id: z.null(), name: z.string().min(1) })).optional(),
  onError: z.enum(['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow']).optional(),
});
export type TemplateNode = z.infer<typeof node>;

const template = z.object({
  name: z.string().min(1),
  nodes: z.array(node).min(2),
  connections: z.record(z.object({ main: z.array(z.array(z.object({ node: z.string(), type: z.literal('main'), index: z.number() }))) })),
  settings: z.object({ executionOrder: z.literal('v1') }),
  tags: z.array(z.object({ name: z.string().min(1) })).min(1),
  pinData: z.object({}).strict(),
  meta: z.record(z.unknown()),
});
export type Template = z.infer<typeof template> & { readonly file: string };

/** Every template of workflows/, checked for n8n's own shape: no ids of credentials, no pinned data. */
export function readTemplates(): Template[] {
  return globSync('workflows/[0-9]*.json', { cwd: ROOT })
    .sort()
    .map((file) => ({ ...template.parse(JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'))), file: path.basename(file) }));
}

/** Every string in a node's parameters, with its path. */
export function strings(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, at ? `${at}.${key}` : key));
}
