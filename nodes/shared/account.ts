import { homedir } from 'node:os';
import { join } from 'node:path';

import type { ICredentialDataDecryptedObject, INode, INodeCredentialDescription } from 'n8n-workflow';
import { z } from 'zod';

import { DomainError } from '../../engine/core/errors';
import { accountId } from '../../engine/core/model';
import { parseOrThrow } from '../../engine/core/parse';
import { type Store, type StoreConfig, storeOf } from '../../engine/store';
import { toNodeError } from './batch';

/** Every node of the pack needs it: whose data, and where it lives. */
export const ACCOUNT_CREDENTIAL: INodeCredentialDescription = { name: 'salesOsAccountApi', displayName: 'Sales OS Account', required: true };

export interface OpenAccount {
  readonly store: Store;
  readonly accountId: string;
}

/** The slice of n8n's contexts that is needed, so that every kind of node can call it. */
interface CredentialReader {
  getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
  getNode(): INode;
}

/**
 * Opens the store that the node's Sales OS Account credential names; shared by all nodes of the process.
 * @throws NodeOperationError with the sentence that mends the credential or the store
 */
export async function openAccount(context: CredentialReader): Promise<OpenAccount> {
  try {
    const config = accountConfig(await context.getCredentials(ACCOUNT_CREDENTIAL.name));
    return { store: await storeOf(config.store), accountId: config.accountId };
  } catch (error) {
    throw error instanceof DomainError ? toNodeError(context.getNode(), error) : error;
  }
}

const schema = z.object({
  accountId,
  store: z.enum(['embedded', 'postgres']),
  folder: z.string().trim().default(''),
  url: z.string().trim().default(''),
  tls: z.enum(['verify', 'encrypt', 'off']).default('verify'),
  ca: z.string().default(''),
  maxConnections: z.number().int().min(1).max(200).default(10),
});

/** Credential data → account and store. @throws DomainError `CREDENTIAL_INVALID` with all mistakes */
export function accountConfig(data: ICredentialDataDecryptedObject): { accountId: string; store: StoreConfig } {
  const parsed = parseOrThrow(schema.superRefine(urlWhenPostgres), data, 'CREDENTIAL_INVALID', 'The Sales OS Account credential');
  const store: StoreConfig =
    parsed.store === 'embedded'
      ? { kind: 'embedded', folder: parsed.folder || defaultFolder() }
      : { kind: 'postgres', url: parsed.url, tls: parsed.tls, ca: parsed.ca || undefined, maxConnections: parsed.maxConnections };
  return { accountId: parsed.accountId, store };
}

function urlWhenPostgres(data: { store: string; url: string }, context: z.RefinementCtx): void {
  if (data.store === 'embedded' || /^postgres(ql)?:\/\/.+/.test(data.url)) return;
  context.addIssue({ code: 'custom', path: ['url'], message: 'must be a URL such as postgres://salesos:password@db.example.com:5432/salesos' });
}

/** Beside n8n's own data, so that the volume that keeps n8n keeps it too. */
function defaultFolder(): string {
  return join(process.env.N8N_USER_FOLDER || homedir(), '.n8n', 'sales-os', 'store');
}
