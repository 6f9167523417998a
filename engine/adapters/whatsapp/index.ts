import type { LeadSource } from '../../core/lead';
import { answerHub, HUB_HEADERS, refuseUnsigned } from '../meta-hub';
import { judgeMessages, noticeOf, statusesIn } from './notices';
import { readMessage } from './read-message';

/** WhatsApp messages by Meta's Cloud API (IN-05), and by n8n's own WhatsApp Trigger (IN-14). */
export const whatsappMessages: LeadSource = {
  source: 'whatsapp',
  headers: HUB_HEADERS,
  challenge: (query, { meta_verify_token }) => answerHub(query, meta_verify_token),
  refusal: (delivery, { meta_app_secret }) => refuseUnsigned(delivery, meta_app_secret),
  judge: judgeMessages,
  statusesIn,
  read: readMessage,
  secretsIn: () => [],
  payloadOf: (stored) => {
    const { message, contact, phone_number_id } = noticeOf(stored);
    return { message, contact, phone_number_id };
  },
};
