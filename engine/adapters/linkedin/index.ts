import type { LeadSource } from '../../core/lead';
import { judgeLead, noticeOf } from './judge-lead';
import { readLead } from './read-lead';
import { answerChallenge, LINKEDIN_HEADERS, refuseUnsigned } from './webhook-signature';

export { notificationSignature } from './webhook-signature';
export { type LinkedInAccess, linkedinLeads } from './linkedin-leads';

/** LinkedIn lead forms by the Lead Sync API: signed notifications that name the lead (IN-03). */
export const linkedinLeadSync: LeadSource = {
  source: 'linkedin',
  headers: LINKEDIN_HEADERS,
  challenge: (query, { linkedin_client_secret }) => answerChallenge(query, linkedin_client_secret),
  refusal: (delivery, { linkedin_client_secret }) => refuseUnsigned(delivery, linkedin_client_secret),
  judge: judgeLead,
  isPointer: (stored) => !('lead' in noticeOf(stored)),
  read: readLead,
  secretsIn: () => [],
  payloadOf: (stored) => ({ ...noticeOf(stored) }),
};
