import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Every secret of one playground. None is written into the repository, and no two playgrounds share one. */
export interface PlaygroundSecrets {
  readonly encryption_key: string;
  readonly owner_password: string;
  readonly google_key: string;
  readonly website_token: string;
  readonly meta_app_secret: string;
  readonly meta_verify_token: string;
  readonly linkedin_client_secret: string;
  readonly twilio_auth_token: string;
  readonly calendly_signing_key: string;
  readonly stripe_webhook_secret: string;
  readonly stripe_secret_key: string;
  readonly ops_signing_secret: string;
  /** Of the users that the templates' forms ask for. */
  readonly forms_password: string;
}

const text = (): string => randomBytes(18).toString('base64url');

function generate(): PlaygroundSecrets {
  return {
    encryption_key: text(),
    // n8n asks for a capital letter and a digit.
    owner_password: `Demo-1-${text()}`,
    google_key: text(),
    website_token: text(),
    meta_app_secret: randomBytes(16).toString('hex'),
    meta_verify_token: text(),
    linkedin_client_secret: text(),
    twilio_auth_token: randomBytes(16).toString('hex'),
    calendly_signing_key: text(),
    stripe_webhook_secret: `whsec_${randomBytes(24).toString('hex')}`,
    stripe_secret_key: `sk_test_${randomBytes(12).toString('hex')}`,
    ops_signing_secret: `whsec_${randomBytes(24).toString('base64')}`,
    forms_password: text(),
  };
}

/** The playground's secrets, made at its first start and kept beside its data, readable by its owner only. */
export function playgroundSecrets(folder: string): PlaygroundSecrets {
  const file = path.join(folder, 'secrets.json');
  // A playground of an earlier version lacks the secrets of newer sources.
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<PlaygroundSecrets>) : {};
  const secrets = { ...generate(), ...known };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
