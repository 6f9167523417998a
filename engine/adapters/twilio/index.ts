import type { LeadSource } from '../../core/lead';
import { judgeTwilio, messageOf, readTwilio, statusesIn } from './read-message';
import { refuseUnsigned } from './verify-signature';

/** WhatsApp and SMS by Twilio's messaging webhook (IN-05), and by n8n's own Twilio Trigger (IN-14). */
export const twilioMessages: LeadSource = {
  source: 'twilio',
  headers: ['content-type', 'user-agent', 'x-twilio-signature', 'x-forwarded-host', 'x-forwarded-proto', 'i-twilio-idempotency-token'],
  refusal: (delivery, { twilio_auth_token, twilio_webhook_urls }) => refuseUnsigned(delivery, twilio_auth_token, twilio_webhook_urls),
  judge: judgeTwilio,
  statusesIn,
  read: readTwilio,
  secretsIn: () => [],
  payloadOf: (stored) => ({ ...messageOf(stored) }),
};
