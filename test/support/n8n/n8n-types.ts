import type { IConnections, IDataObject, INode, IRunData, IWorkflowSettings } from 'n8n-workflow';

/** A workflow file as n8n exports and imports it. */
export interface WorkflowFile {
  readonly id?: string;
  readonly name: string;
  readonly nodes: INode[];
  readonly connections: IConnections;
  readonly settings?: IWorkflowSettings;
  readonly tags?: readonly { readonly name: string }[];
  readonly [other: string]: unknown;
}

/** A credential with its data in plain text, as `n8n import:credentials` takes it. */
export interface CredentialFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly data: IDataObject;
}

/** What the public API tells of an execution, as far as tests read it. */
export interface IExecutionResponse {
  readonly id: string;
  readonly workflowId: string;
  readonly status: 'new' | 'running' | 'success' | 'error' | 'crashed' | 'waiting' | 'canceled' | 'unknown';
  readonly mode: string;
  readonly startedAt: string;
  readonly stoppedAt: string | null;
  readonly data?: { resultData: { runData: IRunData; error?: { message: string }; lastNodeExecuted?: string } };
}
