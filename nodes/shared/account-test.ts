import type { ICredentialTestFunctions, ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';

import { accountConfig } from './account';
import { storeOf } from '../../engine/store';

/** The Test button of the Sales OS Account credential: opens the store as the nodes do and reads the account's row. */
export async function salesOsAccountTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
  try {
    const config = accountConfig({ ...credential.data });
    const store = await storeOf(config.store);
    await store.transaction(config.accountId, ({ db }) => db.selectFrom('accounts').select('id').executeTakeFirstOrThrow());
    return { status: 'OK', message: `Account '${config.accountId}' is ready in ${store.backend.label}` };
  } catch (error) {
    return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
  }
}
