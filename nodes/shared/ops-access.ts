import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { z } from 'zod';

import { accessGaps, type OpsAccess } from '../../engine/adapters/ops';
import { secretLines } from '../../engine/adapters/same-secret';

export const OPS_CREDENTIAL = 'salesOsOpsApi';

const credential = z.object({
  url: z.string().trim().default(''),
  signing_secrets: z.string().optional().transform(secretLines),
  token: z.string().trim().default(''),
});

/** The ops system of the node's credential; a node without it has no secret, so that every answer is refused (fail closed). */
export async function opsAccess(context: { getCredentials(type: string): Promise<ICredentialDataDecryptedObject>; getNode(): { credentials?: object } }): Promise<OpsAccess> {
  const isSet = Object.hasOwn(context.getNode().credentials ?? {}, OPS_CREDENTIAL);
  const { url, signing_secrets: secrets, token } = credential.parse(isSet ? await context.getCredentials(OPS_CREDENTIAL) : {});
  return { url, secrets, token };
}

/** The Test button: sending something would open a case, so presence and shape are checked. */
export async function salesOsOpsTest(this: ICredentialTestFunctions, given: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
  const { url, signing_secrets } = credential.parse(given.data ?? {});
  const gaps = accessGaps(url, signing_secrets);
  if (gaps.length > 0) return { status: 'Error', message: gaps.map(({ message }) => message).join('; ') };
  return { status: 'OK', message: `Handoffs go to ${new URL(url).host}; ${signing_secrets.length} signing ${signing_secrets.length === 1 ? 'secret' : 'secrets'}` };
}
