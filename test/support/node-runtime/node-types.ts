import { NodeHelpers, type INodeType, type INodeTypes, type IVersionedNodeType } from 'n8n-workflow';

/** A node given as its class or as an instance; n8n makes one instance of a class and so does this. */
export type NodeSource = INodeType | IVersionedNodeType | (new () => INodeType | IVersionedNodeType);

export function instantiate(source: NodeSource): INodeType | IVersionedNodeType {
  return typeof source === 'function' ? new source() : source;
}

/** The registry n8n asks for node types, holding only what a test needs. An unknown type is a mistake of the test. */
export function nodeTypesOf(types: Record<string, NodeSource>): INodeTypes {
  const made = new Map(Object.entries(types).map(([type, source]) => [type, instantiate(source)]));
  const get = (type: string): INodeType | IVersionedNodeType => {
    const found = made.get(type);
    if (!found) throw new Error(`The node type ${type} is not known here; known: ${[...made.keys()].join(', ')}`);
    return found;
  };
  return {
    getByName: get,
    getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(get(type), version),
    getKnownTypes: () => ({}),
  };
}
