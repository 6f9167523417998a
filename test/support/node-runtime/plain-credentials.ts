import {
  ICredentialsHelper,
  type ICredentialDataDecryptedObject,
  type ICredentials,
  type IHttpRequestOptions,
  type INodeCredentialsDetails,
  type INodeProperties,
} from 'n8n-workflow';

/** Credentials of a test by type, already decrypted: `{ salesOsAccountApi: { account_id: 'acc-1' } }`. */
export type PlainCredentials = Readonly<Record<string, ICredentialDataDecryptedObject>>;

/** Stands where n8n decrypts: answers with the plain data of the test, fills in no defaults, stores nothing. */
export class PlainCredentialsHelper extends ICredentialsHelper {
  constructor(private readonly plain: PlainCredentials) {
    super();
  }

  getParentTypes(): string[] {
    return [];
  }

  isCredentialUsableByNode(): boolean {
    return true;
  }

  async authenticate(
    _credentials: ICredentialDataDecryptedObject,
    _type: string,
    options: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    return options;
  }

  async preAuthentication(): Promise<undefined> {
    return undefined;
  }

  async runPreAuthentication(): Promise<undefined> {
    return undefined;
  }

  async getCredentials(): Promise<ICredentials> {
    throw new Error('Encrypted credentials are not part of this harness');
  }

  async getDecrypted(_additional: unknown, _details: INodeCredentialsDetails, type: string): Promise<ICredentialDataDecryptedObject> {
    const found = this.plain[type];
    if (!found) throw new Error(`The test gives no credentials of type ${type}`);
    return structuredClone(found);
  }

  async updateCredentials(): Promise<void> {}

  async updateCredentialsOauthTokenData(): Promise<void> {}

  getCredentialsProperties(): INodeProperties[] {
    return [];
  }
}

/** The `credentials` part of a node for these types; ids are only names here. */
export function credentialsOfNode(plain: PlainCredentials): Record<string, INodeCredentialsDetails> {
  return Object.fromEntries(Object.keys(plain).map((type) => [type, { id: type, name: type }]));
}
