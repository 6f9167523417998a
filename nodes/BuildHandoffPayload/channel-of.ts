import type { IExecuteFunctions } from 'n8n-workflow';

import { opsChannel } from '../../engine/adapters/ops';
import { attempt } from '../../engine/commands/result';
import type { OpsChannel } from '../../engine/core/handoff';
import { toNodeError } from '../shared';
import { opsAccess } from '../shared/ops-access';

/** The ops system of the node's credential. @throws NodeOperationError */
export async function channelOf(context: IExecuteFunctions): Promise<OpsChannel> {
  const access = await opsAccess(context);
  const made = attempt(() => opsChannel(access));
  if (made.ok) return made.value;
  throw toNodeError(context.getNode(), made.error);
}
