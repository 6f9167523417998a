import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { sourceSecrets } from '../shared/source-secrets';

/** Publishing without a key fails at once, instead of refusing every booking later. */
export async function checkSigningKey(context: IHookFunctions): Promise<boolean> {
  const { calendly_signing_key } = await sourceSecrets(context);
  if (calendly_signing_key.length > 0) return true;
  throw new NodeOperationError(context.getNode(), 'The credential has no Calendly Signing Key', {
    description: "Enter the signing_key of your Calendly webhook subscription in the credential 'Sales OS Source Secrets', so that bookings can be verified. Without it every booking would be refused.",
  });
}
