import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { usableSecrets } from '../../engine/adapters/ops';
import { opsAccess } from '../shared/ops-access';

/** Publishing without a secret fails at once, instead of refusing every answer later. */
export async function checkSigningSecret(context: IHookFunctions): Promise<boolean> {
  const { secrets } = await opsAccess(context);
  if (usableSecrets(secrets).length > 0) return true;
  throw new NodeOperationError(context.getNode(), 'The credential has no usable Signing Secret', {
    description: "Enter a secret of at least 24 characters in the credential 'Sales OS Case Ops' and the same in the ops system, so that its answers can be verified. Without it every answer would be refused.",
  });
}
