import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowBase, IWorkflowExecuteAdditionalData, WorkflowExecuteMode } from 'n8n-workflow';
import { PlainCredentialsHelper, type PlainCredentials } from './plain-credentials';

const BASE = 'http://127.0.0.1:5678';
const EXECUTION_ID = '1';

const absent = (what: string) => async (): Promise<never> => {
  throw new Error(`${what} is not part of this harness`);
};

/**
 * What n8n gives every execution beside the workflow. The URLs must be valid ones, and the hooks must exist,
 * or WorkflowExecute refuses to start.
 */
export function additionalData(credentials: PlainCredentials, mode: WorkflowExecuteMode): IWorkflowExecuteAdditionalData {
  const stored: IWorkflowBase = {
    id: 'test',
    name: 'test',
    active: false,
    isArchived: false,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    nodes: [],
    connections: {},
    activeVersionId: null,
  };
  return {
    credentialsHelper: new PlainCredentialsHelper(credentials),
    hooks: new ExecutionLifecycleHooks(mode, EXECUTION_ID, stored),
    externalSecretsProxy: new ExternalSecretsProxy(),
    executionId: EXECUTION_ID,
    currentNodeExecutionIndex: 0,
    executeWorkflow: absent('Running another workflow'),
    getRunExecutionData: async () => undefined,
    getRuntimeCredential: async () => undefined,
    startRunnerTask: absent('A task runner'),
    logAiEvent: () => undefined,
    variables: {},
    restApiUrl: `${BASE}/rest`,
    instanceBaseUrl: `${BASE}/`,
    formBaseUrl: `${BASE}/form`,
    formWaitingBaseUrl: `${BASE}/form-waiting`,
    formTestBaseUrl: `${BASE}/form-test`,
    webhookBaseUrl: `${BASE}/webhook`,
    webhookWaitingBaseUrl: `${BASE}/webhook-waiting`,
    webhookTestBaseUrl: `${BASE}/webhook-test`,
    mcpBaseUrl: `${BASE}/mcp`,
    mcpTestBaseUrl: `${BASE}/mcp-test`,
  };
}
