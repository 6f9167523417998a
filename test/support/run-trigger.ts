import './node-runtime/environment';
import { TriggerContext } from 'n8n-core';
import { Workflow, type INodeExecutionData, type IRun, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';
import { additionalData } from './node-runtime/additional-data';
import { describedNode, type NodeSetup } from './node-runtime/described-node';
import { nodeTypesOf } from './node-runtime/node-types';

/** How the execution of an emit ended, as n8n's donePromise tells it; `never` leaves it open. */
export type ExecutionEnd = 'success' | 'error' | 'waiting' | 'duplicate' | 'cancelled' | 'never';

/** One emit of the trigger: its items and the deduplication key it passed. */
export interface Emitted {
  readonly items: INodeExecutionData[][];
  readonly deduplicationKey: string | undefined;
}

export interface StartTriggerOptions extends NodeSetup {
  readonly mode?: 'trigger' | 'manual';
  /** Decides how each emitted execution ends; default `success`. */
  readonly execution?: (emitted: Emitted) => ExecutionEnd | Promise<ExecutionEnd>;
}

export interface StartedTrigger {
  readonly emitted: readonly Emitted[];
  readonly errors: readonly Error[];
  /** What n8n runs for "Execute step" in the editor. */
  manual(): Promise<void>;
  /** What n8n runs on SIGTERM and when the workflow is unpublished. */
  close(): Promise<void>;
}

/** Starts a trigger node through n8n-core's TriggerContext; n8n itself is played by `execution`. */
export async function startTrigger(options: StartTriggerOptions): Promise<StartedTrigger> {
  const { node, instance } = describedNode(options);
  const nodeTypes = nodeTypesOf({ [node.type]: instance });
  const workflow = new Workflow({ id: 'test', name: 'test', active: true, nodes: [node], connections: {}, nodeTypes });
  const mode = options.mode ?? 'trigger';
  const emitted: Emitted[] = [];
  const errors: Error[] = [];
  const emit: ITriggerFunctions['emit'] = (items, _response, done, deduplicationKey) => {
    const record: Emitted = { items, deduplicationKey };
    emitted.push(record);
    void Promise.resolve(options.execution?.(record) ?? 'success').then((end) => settle(end, done));
  };
  const data = additionalData(options.credentials ?? {}, mode);
  const context = new TriggerContext(workflow, node, data, mode, mode === 'manual' ? 'manual' : 'activate', emit, (error) => void errors.push(error));
  await workflow.expression.acquireIsolate();
  const type = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
  const started: ITriggerResponse = (await type.trigger?.call(context)) ?? {};
  return {
    emitted,
    errors,
    manual: async () => started.manualTriggerFunction?.(),
    close: async () => {
      await started.closeFunction?.();
      await workflow.expression.releaseIsolate();
    },
  };
}

/** n8n 2.40: a run for success, error and waiting; nothing for a duplicate key; a rejection for a cancelled one. */
function settle(end: ExecutionEnd, done: Parameters<ITriggerFunctions['emit']>[2]): void {
  if (end === 'never') return;
  if (end === 'cancelled') done?.reject(new Error('The execution was cancelled'));
  else done?.resolve(end === 'duplicate' ? (undefined as unknown as IRun) : ({ status: end, finished: end === 'success' } as IRun));
}
