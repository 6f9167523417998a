import type { LeadSource, StoredBody } from '../../core/lead';
import { readFormFields } from './form-fields';
import { judgeForm, refuseForm, tokenField } from './judge-form';
import { readForm, TECHNICAL, WEBSITE_HEADERS } from './read-form';

/** Website forms and chat widgets (IN-04). */
export const websiteForm: LeadSource = {
  source: 'website',
  headers: WEBSITE_HEADERS,
  refusal: refuseForm,
  judge: judgeForm,
  read: readForm,
  secretsIn: (delivery) => {
    const token = tokenField(delivery);
    return [...(token ? [{ kind: 'secret' as const, value: token }] : []), ...filesIn(delivery)];
  },
  payloadOf: (delivery) => {
    const { document, fields } = readFormFields(delivery);
    if (document) return Object.fromEntries(Object.entries(document).filter(([name]) => name !== TECHNICAL.token));
    return Object.fromEntries(fields.filter(({ label }) => label !== TECHNICAL.token).map(({ label, value }) => [label, value]));
  },
};

function filesIn(delivery: StoredBody) {
  try {
    return readFormFields(delivery).files;
  } catch {
    return [];
  }
}
