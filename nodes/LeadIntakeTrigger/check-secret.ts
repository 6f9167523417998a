import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import type { LeadSourceName } from '../shared/lead-sources';
import { type AllSourceSecrets, sourceSecrets } from '../shared/source-secrets';

const NEEDED: Record<LeadSourceName, { readonly field: keyof AllSourceSecrets; readonly label: string }> = {
  google: { field: 'google_key', label: 'Google Lead Form Key' },
  website: { field: 'website_token', label: 'Website Form Token' },
};

/** Publishing without the source's secret fails at once, instead of refusing every lead later. */
export async function checkSecret(context: IHookFunctions): Promise<boolean> {
  const { field, label } = NEEDED[context.getNodeParameter('source') as LeadSourceName];
  const secrets = await sourceSecrets(context);
  if (secrets[field].length > 0) return true;
  throw new NodeOperationError(context.getNode(), `The credential has no ${label}`, {
    description: `Enter a ${label} in the credential 'Sales OS Source Secrets', so that deliveries can be verified. Without it every delivery would be refused.`,
  });
}
