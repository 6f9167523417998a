import './node-runtime/environment';
import { WorkflowExecute } from 'n8n-core';
import { Workflow, type IDataObject, type IExecuteFunctions, type INode, type INodeExecutionData, type INodeType, type OnError, type WorkflowExecuteMode } from 'n8n-workflow';
import { additionalData } from './node-runtime/additional-data';
import { describedNode, type NodeSetup } from './node-runtime/described-node';
import { nodeTypesOf, type NodeSource } from './node-runtime/node-types';
import type { PlainCredentials } from './node-runtime/plain-credentials';
import type { WebhookRequest } from './node-runtime/webhook-exchange';

export { callWebhook, type CallWebhookOptions, type CallWebhookResult } from './call-webhook';
export type { NodeSetup, NodeSource, PlainCredentials, WebhookRequest };

/** One item of input: its JSON alone, or a whole n8n item with `json` and `binary`. */
export type TestItem = IDataObject | INodeExecutionData;

export interface RunNodeOptions extends NodeSetup {
  readonly items: readonly TestItem[];
  readonly onError?: OnError;
  readonly mode?: WorkflowExecuteMode;
}

export interface RunNodeResult {
  /** One list of items per output; with `continueErrorOutput` n8n appends the error output as the last. */
  readonly outputs: INodeExecutionData[][];
  /** Why the execution stopped: a NodeOperationError or NodeApiError with `description` and `context.itemIndex`. */
  readonly error?: Error & { description?: string | null; context?: IDataObject };
}

const SOURCE_TYPE = 'test.items';
const SOURCE_NAME = 'Items';

/** A first node that hands out the items of the test, so that the node under test has a predecessor to pair with. */
function sourceOf(items: readonly TestItem[]): INodeType {
  return {
    description: {
      name: 'items',
      displayName: SOURCE_NAME,
      description: 'Items of a test',
      group: ['trigger'],
      version: 1,
      defaults: { name: SOURCE_NAME },
      inputs: [],
      outputs: ['main'],
      properties: [],
    },
    async execute(this: IExecuteFunctions) {
      return [structuredClone(items).map((item) => (isItem(item) ? item : { json: item }))];
    },
  };
}

function isItem(item: TestItem): item is INodeExecutionData {
  return typeof item['json'] === 'object' && item['json'] !== null;
}

/**
 * Runs one node in n8n-core's own WorkflowExecute, in this process: Items -> node.
 * Give at least two items: the commonest mistake of a node is to treat only the first.
 */
export async function runNode(options: RunNodeOptions): Promise<RunNodeResult> {
  const { node, instance } = describedNode(options);
  const source: INode = { id: 'items', name: SOURCE_NAME, type: SOURCE_TYPE, typeVersion: 1, position: [0, 0], parameters: {} };
  const workflow = new Workflow({
    id: 'test',
    name: 'test',
    active: false,
    nodes: [source, options.onError ? { ...node, onError: options.onError } : node],
    connections: { [SOURCE_NAME]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
    nodeTypes: nodeTypesOf({ [SOURCE_TYPE]: sourceOf(options.items), [node.type]: instance }),
    settings: { executionOrder: 'v1' },
  });
  const mode = options.mode ?? 'trigger';
  const execution = new WorkflowExecute(additionalData(options.credentials ?? {}, mode), mode);
  const run = await execution.run({ workflow, startNode: workflow.getNode(SOURCE_NAME)! });
  const task = run.data.resultData.runData[node.name]?.[0];
  const outputs = (task?.data?.['main'] ?? []).map((items) => items ?? []);
  const error = task?.error ?? run.data.resultData.error;
  return error ? { outputs, error } : { outputs };
}
