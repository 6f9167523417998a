import { createHash } from 'node:crypto';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { CredentialFile, WorkflowFile } from './n8n-types';

const PREFIX = 'n8n-nodes-sales-os.';

/** A node of a test workflow: `type` without the package is one of ours. */
export interface ChainNode {
  readonly name: string;
  readonly type: string;
  readonly typeVersion?: number;
  readonly parameters?: INodeParameters;
}

/** A UUID that is the same for the same text: webhook paths and ids that tests know beforehand. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A workflow whose nodes follow one another by their first outputs; each node of ours gets all the credentials given. */
export function chain(id: string, nodes: readonly ChainNode[], credentials: readonly CredentialFile[] = []): WorkflowFile {
  const built = nodes.map((node, index): INode => {
    const ours = !node.type.includes('.');
    return {
      id: uuidOf(`${id}/${node.name}`),
      name: node.name,
      type: ours ? PREFIX + node.type : node.type,
      typeVersion: node.typeVersion ?? 1,
      position: [index * 220, 0],
      parameters: node.parameters ?? {},
      webhookId: webhookIdOf(id, node.name),
      ...(ours ? { credentials: Object.fromEntries(credentials.map((one) => [one.type, { id: one.id, name: one.name }])) } : {}),
    };
  });
  const connections: IConnections = {};
  nodes.slice(1).forEach((node, index) => {
    connections[nodes[index]!.name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
  });
  return { id, name: id, nodes: built, connections, settings: { executionOrder: 'v1' } };
}

/** The webhook id that `chain` gives a node; its path is `/webhook/<id>/<path of the node>`. */
export function webhookIdOf(workflowId: string, nodeName: string): string {
  return uuidOf(`${workflowId}/${nodeName}/webhook`);
}
