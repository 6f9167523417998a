import type { IWorkflowMetadata } from 'n8n-workflow';

import type { Actor } from '../../engine/core/model';

/** The workflow as the actor of what its nodes do without a human. */
export function workflowActor(context: { getWorkflow(): IWorkflowMetadata }): Actor {
  return { kind: 'workflow', id: context.getWorkflow().id ?? 'unsaved' };
}

/** The human who filled the form or clicked the link; checked against the firm's users by the command. */
export function userActor(id: string): Actor {
  return { kind: 'user', id };
}
