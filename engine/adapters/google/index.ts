import type { LeadSource } from '../../core/lead';
import { parseExactly } from '../parse-exactly';
import { givenKey, judgeLeadForm, refuseLeadForm } from './judge-lead-form';
import { readLeadForm } from './read-lead-form';

export { type ExportedLead, readExportRow } from './export-row';

/** Google Ads lead form assets by webhook (IN-01). */
export const googleLeadForm: LeadSource = {
  source: 'google',
  headers: ['content-type', 'user-agent', 'x-forwarded-for'],
  refusal: refuseLeadForm,
  judge: judgeLeadForm,
  read: readLeadForm,
  secretsIn: ({ body }) => {
    const key = givenKey(body);
    return key ? [{ kind: 'secret', value: key }] : [];
  },
  payloadOf: ({ body }) => {
    const { google_key: _masked, ...payload } = parseExactly(body) as Record<string, unknown>;
    return payload;
  },
};
