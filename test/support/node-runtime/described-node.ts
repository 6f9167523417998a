import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';
import { instantiate, type NodeSource } from './node-types';
import { credentialsOfNode, type PlainCredentials } from './plain-credentials';

/** A node as it would stand in a workflow. */
export interface NodeSetup {
  readonly node: NodeSource;
  /** Type name in the workflow, default `n8n-nodes-sales-os.<node name>`. */
  readonly type?: string;
  readonly typeVersion?: number;
  /** Values as n8n stores them: what is not given takes the description's default; `={{ … }}` is evaluated per item. */
  readonly parameters?: INodeParameters;
  readonly credentials?: PlainCredentials;
}

/** The node of a workflow, and the instance n8n would keep of its class. */
export function describedNode(setup: NodeSetup): { node: INode; instance: ReturnType<typeof instantiate> } {
  const instance = instantiate(setup.node);
  const { description } = NodeHelpers.getVersionedNodeType(instance, setup.typeVersion);
  const latest = Array.isArray(description.version) ? description.version.at(-1) : description.version;
  const node: INode = {
    id: 'node-under-test',
    name: description.displayName,
    type: setup.type ?? `n8n-nodes-sales-os.${description.name}`,
    typeVersion: setup.typeVersion ?? description.defaultVersion ?? latest ?? 1,
    position: [200, 0],
    parameters: setup.parameters ?? {},
    credentials: credentialsOfNode(setup.credentials ?? {}),
    webhookId: '00000000-0000-4000-8000-000000000001',
  };
  return { node, instance };
}
