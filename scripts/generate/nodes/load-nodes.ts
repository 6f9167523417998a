import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ROOT } from '../../shared/paths';

/** The descriptions of all nodes of the pack: triggers first, then by display name. */
export async function loadNodes(): Promise<INodeTypeDescription[]> {
  const folder = path.join(ROOT, 'nodes');
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, `${name}.node.ts`)));
  const nodes = await Promise.all(names.map((name) => loadNode(path.join(folder, name, `${name}.node.ts`), name)));
  return nodes.sort((a, b) => Number(isTrigger(b)) - Number(isTrigger(a)) || a.displayName.localeCompare(b.displayName));
}

export function isTrigger({ group }: INodeTypeDescription): boolean {
  return group.includes('trigger');
}

/** A node file exports its class under the file's name; n8n relies on it too. */
async function loadNode(file: string, name: string): Promise<INodeTypeDescription> {
  const exported = (await import(file)) as Record<string, (new () => INodeType) | undefined>;
  const NodeClass = exported[name];
  if (!NodeClass) throw new Error(`${path.relative(ROOT, file)} does not export ${name}`);
  return new NodeClass().description;
}
