import type { LeadSource } from '../../core/lead';
import { answerHub, HUB_HEADERS, refuseUnsigned } from '../meta-hub';
import { isSample, judgeLeadgen, noticeOf } from './judge-leadgen';
import { readLeadgen } from './read-leadgen';

export { answerHub, HUB_HEADERS, hubSignature, refuseUnsigned } from '../meta-hub';
export { type MetaAccess, metaLeads } from './meta-leads';

/** Meta lead ads (Facebook and Instagram) by the hook of an app, which serves all its pages and forms (IN-02). */
export const metaLeadAds: LeadSource = {
  source: 'meta',
  headers: HUB_HEADERS,
  challenge: (query, { meta_verify_token }) => answerHub(query, meta_verify_token),
  refusal: (delivery, { meta_app_secret }) => refuseUnsigned(delivery, meta_app_secret),
  judge: judgeLeadgen,
  isPointer: (stored) => {
    const notice = noticeOf(stored);
    return !('lead' in notice) && !isSample(notice);
  },
  read: readLeadgen,
  secretsIn: () => [],
  payloadOf: (stored) => ({ ...noticeOf(stored) }),
};
