import './node-runtime/environment';
import { WebhookContext } from 'n8n-core';
import {
  createRunExecutionData,
  Workflow,
  type IDataObject,
  type INode,
  type INodeExecutionData,
  type INodeType,
  type IWebhookResponseData,
  type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { additionalData } from './node-runtime/additional-data';
import { describedNode, type NodeSetup } from './node-runtime/described-node';
import { nodeTypesOf } from './node-runtime/node-types';
import { FakeResponse, fakeRequest, UnreadableBody, type BodyParsing, type WebhookRequest } from './node-runtime/webhook-exchange';

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
