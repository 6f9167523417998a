import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, ICredentialTestFunctions, INode, INodeCredentialDescription, INodeCredentialTestResult } from 'n8n-workflow';
import { z } from 'zod';

import { secretLines } from '../../engine/adapters/same-secret';
import type { SourceSecrets } from '../../engine/core/lead';
import { toProblems } from '../../engine/core/parse';

export const SOURCE_SECRETS_CREDENTIAL: INodeCredentialDescription = { name: 'salesOsSourceSecretsApi', required: true };

/** Every secret of the credential as a list: all lines of a field are valid. */
export interface AllSourceSecrets extends SourceSecrets {
  readonly calendly_signing_key: readonly string[];
  readonly stripe_webhook_secrets: readonly string[];
}

const lines = z.string().optional().transform(secretLines);
const credentialData = z.object({ google_key: lines, website_token: lines, website_origins: lines, meta_app_secret: lines, meta_verify_token: lines, linkedin_client_secret: lines, twilio_auth_token: lines, twilio_webhook_urls: lines, calendly_signing_key: lines, stripe_webhook_secrets: lines });

interface CredentialReader {
  getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
  getNode(): INode;
}

/**
 * The secrets of the node's credential. A node without the credential has none, so that its source is refused
 * (fail closed); a credential that cannot be decrypted throws, so that the source sends again.
 */
export async function sourceSecrets(context: CredentialReader): Promise<AllSourceSecrets> {
  const isSet = context.getNode().credentials?.[SOURCE_SECRETS_CREDENTIAL.name] !== undefined;
  return credentialData.parse(isSet ? await context.getCredentials(SOURCE_SECRETS_CREDENTIAL.name) : {});
}

const LABELS = {
  google_key: 'Google Lead Form Key',
  website_token: 'Website Form Token',
  website_origins: 'Allowed Website Origins',
  meta_app_secret: 'Meta App Secret',
  meta_verify_token: 'Meta Verify Token',
  linkedin_client_secret: 'LinkedIn Client Secret',
  twilio_auth_token: 'Twilio Auth Token',
  twilio_webhook_urls: 'Twilio Webhook URLs',
  calendly_signing_key: 'Calendly Signing Key',
  stripe_webhook_secrets: 'Stripe Webhook Secrets',
} as const;

const longEnough = (least: number) => z.array(z.string().min(least, `must have at least ${least} characters each: others could guess a shorter one`));
const shapes = z.object({
  google_key: longEnough(16),
  website_token: longEnough(16),
  website_origins: z.array(z.string().refine(isOrigin, 'must be origins such as https://www.example.com, without a path')),
  meta_app_secret: z.array(z.string().regex(/^[0-9a-f]{32}$/i, 'must be the 32 characters 0-9 and a-f of App settings → Basic')),
  meta_verify_token: longEnough(8),
  linkedin_client_secret: longEnough(8),
  twilio_auth_token: z.array(z.string().regex(/^[0-9a-f]{32}$/i, 'must be the 32 characters 0-9 and a-f of the Twilio Console')),
  twilio_webhook_urls: z.array(z.string().url('must be URLs as the Twilio Console has them, such as https://n8n.example.com/webhook/…/lead')),
  calendly_signing_key: longEnough(16),
  stripe_webhook_secrets: z.array(z.string().regex(/^whsec_.{8,}/, 'must start with whsec_, as Stripe shows them')),
});

function isOrigin(text: string): boolean {
  const bare = text.replace(/\/+$/, '');
  return URL.canParse(bare) && new URL(bare).origin.toLowerCase() === bare.toLowerCase();
}

/** The Test button: nothing can be asked of the sources, so presence and shape are checked, and what is set is named. */
export async function salesOsSourceSecretsTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
  return testSecrets(credentialData.parse(credential.data ?? {}));
}

function testSecrets(secrets: AllSourceSecrets): INodeCredentialTestResult {
  const names = (Object.keys(LABELS) as (keyof typeof LABELS)[]).filter((name) => secrets[name].length > 0);
  const checked = shapes.safeParse(secrets);
  if (!checked.success) {
    const gaps = toProblems(checked.error).map(({ field, message }) => `${LABELS[field.split('.')[0] as keyof typeof LABELS]} ${message}`);
    return { status: 'Error', message: [...new Set(gaps)].join('; ') };
  }
  if (names.length === 0) return { status: 'Error', message: 'No secret is set: every delivery would be refused' };
  const set = names.map((name) => (secrets[name].length > 1 ? `${LABELS[name]} (${secrets[name].length})` : LABELS[name]));
  return { status: 'OK', message: `Set: ${set.join(', ')}` };
}
