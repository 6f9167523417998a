import type { DeliveryRefusal, IncomingDelivery } from '../../core/lead';

const CREDENTIAL = "the credential 'Sales OS Source Secrets'";

/** The slice of Twilio's library that checks signatures; the whole of it would cost n8n's start seconds. */
type Webhooks = Pick<typeof import('twilio/lib/webhooks/webhooks'), 'validateRequest' | 'validateBody'>;

/**
 * A delivery counts only with Twilio's own X-Twilio-Signature over the URL that Twilio called and the parameters, or over the
 * URL with `bodySHA256` for a JSON body. Behind a proxy n8n sees another URL than Twilio: the forwarded host and protocol are
 * tried as well, and the URLs of the credential. Twilio's library itself tries them with and without the port.
 */
export function refuseUnsigned(delivery: IncomingDelivery, authTokens: readonly string[], webhookUrls: readonly string[]): DeliveryRefusal | null {
  if (authTokens.length === 0) return { status: 401, code: 'TWILIO_TOKEN_MISSING', message: `No Twilio Auth Token is set: enter the one of the Twilio Console in ${CREDENTIAL}` };
  const signature = delivery.headers['x-twilio-signature'];
  if (signature === undefined) return { status: 401, code: 'TWILIO_SIGNATURE_MISSING', message: 'The header X-Twilio-Signature is missing: only Twilio may post here' };
  const webhooks = require('twilio/lib/webhooks/webhooks') as Webhooks;
  const urls = candidateUrls(delivery, webhookUrls);
  const proven = authTokens.some((token) => urls.some((url) => isSigned(webhooks, { token, signature, url, delivery })));
  if (proven) return null;
  return { status: 401, code: 'TWILIO_SIGNATURE_WRONG', message: `The signature does not fit: check the Twilio Auth Token in ${CREDENTIAL}; behind a proxy enter the URL as it stands in the Twilio Console under Twilio Webhook URLs (tried: ${urls.join(', ')})` };
}

/** The parameters as Twilio signs them: a name that comes twice has a list. */
export function formParameters(body: Buffer): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    const known = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    Object.defineProperty(parameters, name, { value: known === undefined ? value : [known, value].flat(), enumerable: true, configurable: true, writable: true });
  }
  return parameters;
}

interface Signed {
  readonly token: string;
  readonly signature: string;
  readonly url: string;
  readonly delivery: IncomingDelivery;
}

function isSigned({ validateRequest, validateBody }: Webhooks, { token, signature, url, delivery }: Signed): boolean {
  const hash = new URL(url).searchParams.get('bodySHA256');
  if (hash !== null) return validateRequest(token, signature, url, {}) && validateBody(delivery.body.toString('utf8'), hash);
  return validateRequest(token, signature, url, isForm(delivery) ? formParameters(delivery.body) : {}) && (isForm(delivery) || delivery.body.length === 0);
}

function isForm({ content_type }: IncomingDelivery): boolean {
  return (content_type ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function candidateUrls({ url, headers }: IncomingDelivery, webhookUrls: readonly string[]): string[] {
  if (!URL.canParse(url)) return [];
  const { pathname, search, host, protocol } = new URL(url);
  const hosts = [headers['x-forwarded-host']?.split(',')[0]?.trim(), host].filter((name) => name !== undefined && name !== '');
  const protocols = [headers['x-forwarded-proto']?.split(',')[0]?.trim(), protocol.replace(':', ''), 'https'].filter((name) => name === 'http' || name === 'https');
  const seen = hosts.flatMap((name) => protocols.map((scheme) => `${scheme}://${name}${pathname}${search}`));
  // The query is the request's own: it may carry bodySHA256.
  const entered = webhookUrls.filter((entry) => URL.canParse(entry)).map((entry) => (entry.includes('?') ? entry : `${entry}${search}`));
  return [...new Set([...entered, url, ...seen])];
}
