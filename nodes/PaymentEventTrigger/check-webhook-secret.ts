import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { sourceSecrets } from '../shared/source-secrets';

/** Publishing without a secret fails at once, instead of refusing every payment later. */
export async function checkWebhookSecret(context: IHookFunctions): Promise<boolean> {
  const { stripe_webhook_secrets } = await sourceSecrets(context);
  if (stripe_webhook_secrets.length > 0) return true;
  throw new NodeOperationError(context.getNode(), 'The credential has no Stripe Webhook Secrets', {
    description: "Enter the signing secret (whsec_…) of your Stripe webhook endpoint in the credential 'Sales OS Source Secrets', so that payments can be verified. Without it every event would be refused.",
  });
}
