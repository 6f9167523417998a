import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { PLAYGROUND } from '../shared/paths';
import type { ReadyTemplate } from './template-files';

/** What an admin must still wire before n8n publishes a template: a mailbox, a Slack workspace, a vendor's API … */
export interface Lacking {
  readonly template: ReadyTemplate;
  /** Types of credentials. */
  readonly credentials: readonly string[];
}

/**
 * Templates with a node, n8n's own or ours, that has not each credential it requires, and those that call one of them as
 * a sub-workflow. n8n refuses to publish them.
 */
export function lackingCredentials(templates: readonly ReadyTemplate[], ours: readonly INodeTypeDescription[]): Lacking[] {
  const types = [...ours.map((type) => ({ ...type, name: `n8n-nodes-sales-os.${type.name}` })), ...n8nNodeTypes()];
  const own = new Map(templates.map((template) => [template.id, template.nodes.filter(({ disabled }) => !disabled).flatMap((node) => missingOf(node, types))]));
  return templates.flatMap((template) => {
    const missing = [template.id, ...calledBy(template)].flatMap((id) => own.get(id) ?? []);
    return missing.length > 0 ? [{ template, credentials: [...new Set(missing)] }] : [];
  });
}

function calledBy({ nodes }: ReadyTemplate): string[] {
  return nodes.flatMap(({ type, parameters }) => {
    const { value } = (parameters['workflowId'] ?? {}) as { value?: unknown };
    return type === 'n8n-nodes-base.executeWorkflow' && typeof value === 'string' ? [value] : [];
  });
}

function missingOf(node: INode, types: readonly INodeTypeDescription[]): string[] {
  const type = types.find(({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion));
  if (!type) return [];
  const parameters = NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type) ?? node.parameters;
  const required = (type.credentials ?? []).filter((one) => one.required === true && NodeHelpers.displayParameter(parameters, one, node, type));
  return required.map(({ name }) => name).filter((name) => !node.credentials?.[name]);
}

function n8nNodeTypes(): INodeTypeDescription[] {
  const file = path.join(PLAYGROUND, 'node_modules/n8n-nodes-base/dist/types/nodes.json');
  const types = JSON.parse(readFileSync(file, 'utf8')) as INodeTypeDescription[];
  return types.map((type) => ({ ...type, name: `n8n-nodes-base.${type.name}` }));
}
