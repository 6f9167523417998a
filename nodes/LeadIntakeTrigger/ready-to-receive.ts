import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { openAccount } from '../shared';
import type { LeadSourceName } from '../shared/lead-sources';
import { type AllSourceSecrets, sourceSecrets } from '../shared/source-secrets';

const NEEDED: Record<LeadSourceName, { readonly field: keyof AllSourceSecrets; readonly label: string }> = {
  google: { field: 'google_key', label: 'Google Lead Form Key' },
  linkedin: { field: 'linkedin_client_secret', label: 'LinkedIn Client Secret' },
  meta: { field: 'meta_app_secret', label: 'Meta App Secret' },
  twilio: { field: 'twilio_auth_token', label: 'Twilio Auth Token' },
  website: { field: 'website_token', label: 'Website Form Token' },
  whatsapp: { field: 'meta_app_secret', label: 'Meta App Secret' },
};

/**
 * Publishing fails at once where every lead would be refused later: without the source's secret or without the store.
 * It also opens the store, so that the first lead does not wait for it.
 */
export async function readyToReceive(context: IHookFunctions): Promise<boolean> {
  const { field, label } = NEEDED[context.getNodeParameter('source') as LeadSourceName];
  const secrets = await sourceSecrets(context);
  if (secrets[field].length === 0) throw missingSecret(context, label);
  await openAccount(context);
  return true;
}

function missingSecret(context: IHookFunctions, label: string): NodeOperationError {
  return new NodeOperationError(context.getNode(), `The credential has no ${label}`, {
    description: `Enter a ${label} in the credential 'Sales OS Source Secrets', so that deliveries can be verified. Without it every delivery would be refused.`,
  });
}
