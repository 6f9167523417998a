import './node-runtime/environment';
import { WebhookContext, WorkflowExecute } from 'n8n-core';
import {
  createRunExecutionData,
  NodeHelpers,
  Workflow,
  type IDataObject,
  type IExecuteFunctions,
  type INode,
  type INodeExecutionData,
  type INodeParameters,
  type INodeType,
  type IWebhookResponseData,
  type IWorkflowExecuteAdditionalData,
  type OnError,
  type WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalData } from './node-runtime/additional-data';
import { instantiate, nodeTypesOf, type NodeSource } from './node-runtime/node-types';
import { credentialsOfNode, type PlainCredentials } from './node-runtime/plain-credentials';
import { FakeResponse, fakeRequest, UnreadableBody, type BodyParsing, type WebhookRequest } from './node-runtime/webhook-exchange';

export type { NodeSource, PlainCredentials, WebhookRequest };

/** One item of input: its JSON alone, or a whole n8n item with `json` and `binary`. */
export type TestItem = IDataObject | INodeExecutionData;

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

export interface CallWebhookOptions extends NodeSetup {
  readonly request: WebhookRequest;
  /** Which of the description's webhooks is called: `setup` is the vendor's GET challenge. */
  readonly webhookName?: 'default' | 'setup';
  readonly mode?: 'webhook' | 'manual';
}

export interface CallWebhookResult {
  /** What the sender gets: written by the node itself, or what n8n makes of the node's return value. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it is JSON, otherwise text. */
  readonly body: unknown;
  /** Items the workflow would start with; undefined when no execution would start. */
  readonly workflowData: INodeExecutionData[][] | undefined;
  readonly noWebhookResponse: boolean;
  readonly webhookResponse: unknown;
}

/**
 * Sends one HTTP request to a webhook node through n8n-core's WebhookContext. A body that n8n refuses itself
 * (broken JSON) gives 422 without a call of the node, as in n8n. A throw of `webhook()` rejects: a node must not.
 */
export async function callWebhook(options: CallWebhookOptions): Promise<CallWebhookResult> {
  const { node, instance } = describedNode(options);
  const nodeTypes = nodeTypesOf({ [node.type]: instance });
  const workflow = new Workflow({ id: 'test', name: 'test', active: true, nodes: [node], connections: {}, nodeTypes });
  const response = new FakeResponse();
  const mode = options.mode ?? 'webhook';
  const data = additionalData(options.credentials ?? {}, mode);
  try {
    data.httpRequest = fakeRequest(options.request, bodyParsing(node)) as unknown as NonNullable<IWorkflowExecuteAdditionalData['httpRequest']>;
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error;
    return answer(response.status(422).json({ code: 422, message: error.message }), {});
  }
  data.httpResponse = response as unknown as NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>;
  const type = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
  await workflow.expression.acquireIsolate();
  try {
    const context = webhookContext(workflow, node, type, data, options);
    const returned = (await type.webhook?.call(context)) ?? {};
    refuseSwallowedAnswer(type, options.webhookName ?? 'default', returned);
    return answer(response, returned);
  } finally {
    await workflow.expression.releaseIsolate();
  }
}

/** n8n's parseRequestBody: `options.binaryData` counts for nodes of version 1 only. The workflow has filled in the defaults. */
function bodyParsing({ typeVersion, parameters }: INode): BodyParsing {
  if (typeVersion !== 1) return 'common types';
  const { binaryData } = (parameters['options'] ?? {}) as IDataObject;
  return binaryData === true ? 'never' : 'every type';
}

function webhookContext(
  workflow: Workflow,
  node: INode,
  type: INodeType,
  data: IWorkflowExecuteAdditionalData,
  options: CallWebhookOptions,
): WebhookContext {
  const name = options.webhookName ?? 'default';
  const webhookDescription = type.description.webhooks?.find((webhook) => webhook.name === name);
  if (!webhookDescription) throw new Error(`${type.description.displayName} has no webhook named ${name}`);
  const mode = options.mode ?? 'webhook';
  const webhookData = {
    httpMethod: options.request.method === 'GET' ? ('GET' as const) : ('POST' as const),
    node: node.name,
    path: webhookDescription.path,
    webhookDescription,
    workflowId: 'test',
    workflowExecuteAdditionalData: data,
    webhookId: node.webhookId ?? '',
    isTest: mode === 'manual',
  };
  return new WebhookContext(workflow, node, data, mode, webhookData, [], createRunExecutionData());
}

/**
 * n8n 2.40 falls back to the text "firstEntryJson" when a webhook's description names no responseData, and sends it
 * in place of `webhookResponse` (webhook-helpers, evaluateComplexWebhookDescriptionExpression).
 */
function refuseSwallowedAnswer({ description }: INodeType, called: string, { workflowData, webhookResponse }: IWebhookResponseData): void {
  const silent = description.webhooks?.some(({ name, responseMode, responseData }) => name === called && responseMode === 'onReceived' && responseData === undefined);
  if (!silent || !workflowData || webhookResponse === undefined) return;
  throw new Error(`${description.displayName}: set responseData: '' beside responseMode 'onReceived' in its webhooks, or n8n answers "firstEntryJson" instead of webhookResponse`);
}

/** What n8n's executeWebhook makes of a node's return value (response mode `onReceived`). */
function answer(response: FakeResponse, returned: IWebhookResponseData): CallWebhookResult {
  const noWebhookResponse = returned.noWebhookResponse === true;
  if (!noWebhookResponse && !response.headersSent) {
    const idle = returned.workflowData ? { message: 'Workflow was started' } : { message: 'Webhook call received' };
    response.send(returned.webhookResponse ?? idle);
  }
  const text = response.text();
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.getHeader('content-type') === 'application/json' ? JSON.parse(text) : text,
    workflowData: returned.workflowData,
    noWebhookResponse,
    webhookResponse: returned.webhookResponse,
  };
}
