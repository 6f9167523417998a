import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { ROOT } from './installed-n8n';

/** The node types of the built pack (with n8n's Tool variants left to n8n). */
export function builtNodeTypes(): INodeTypeDescription[] {
  return JSON.parse(readFileSync(path.join(ROOT, 'dist/types/nodes.json'), 'utf8')) as INodeTypeDescription[];
}

/** A Sales OS Account on an embedded store; `folder` is empty for the store beside n8n's own data. */
export const DEMO_ACCOUNT = { accountId: 'demo-firm', store: 'embedded', folder: '' };
