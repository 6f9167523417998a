import { z } from 'zod';

import { currencyDigits } from '../money';
import { currencyCode, minorUnits } from '../model/fields';

/** P10.4: a price stands 7 to 14 days, like the link that it is paid by. */
export const OFFER_DAYS = { min: 7, max: 14, default: 14 } as const;

const packageCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,62}$/, 'must be a code of A-Z, 0-9 and _ such as FULL_PR');

export const offerPackage = z
  .object({
    code: packageCode,
    name: z.string().trim().min(1),
    /** When a closer recommends it (P9.4). */
    scenario: z.string().trim().min(1),
    /** Minor units; null = the firm has not priced it yet, so that it cannot be sold. */
    price_minor: minorUnits.positive().nullable().default(null),
    /** null = the firm's currency. */
    currency: currencyCode
      .refine((code) => currencyDigits(code) !== null, (code) => ({ message: `'${code}' is not an active ISO 4217 currency` }))
      .nullable()
      .default(null),
    terms_version: z.string().trim().min(1).default('1'),
    /** The package to offer when this one is declined (P9.4). */
    fallback_code: packageCode.nullable().default(null),
    active: z.boolean().default(true),
  })
  .strict();
export type OfferPackage = z.output<typeof offerPackage>;

/** P9.4's table. The playbook names no prices: a firm sets its own before the first offer. */
const PLAYBOOK_PACKAGES: z.input<typeof offerPackage>[] = [
  { code: 'FULL_PR', name: 'Full PR Application Package', scenario: 'High-confidence PR candidate', fallback_code: 'STRATEGY_ONLY' },
  { code: 'STRATEGY_ONLY', name: 'Strategy-Only Consultation Package', scenario: 'High-confidence PR candidate (fallback)' },
  { code: 'REVIEW_AND_FILING', name: 'Comprehensive Review + Filing Package', scenario: 'Complex case with prior refusal', fallback_code: 'PHASED_ENGAGEMENT' },
  { code: 'PHASED_ENGAGEMENT', name: 'Phased Engagement (Review first, then file)', scenario: 'Complex case with prior refusal (fallback)' },
  { code: 'STUDY_INTAKE_FILING', name: 'Standard Intake + Filing Package', scenario: 'Standard Study Permit', fallback_code: 'STUDY_INTAKE_ONLY' },
  { code: 'STUDY_INTAKE_ONLY', name: 'Intake-Only Service', scenario: 'Standard Study Permit (fallback)' },
];

/** Offer catalogue: `settings.offers`. */
export const offersSettings = z
  .object({
    packages: z.array(offerPackage).default(PLAYBOOK_PACKAGES).superRefine(checkCodes),
    /** How long a locked offer stands, in days. */
    valid_days: z
      .number()
      .int('must be whole days')
      .min(OFFER_DAYS.min, `must be ${OFFER_DAYS.min} to ${OFFER_DAYS.max} days`)
      .max(OFFER_DAYS.max, `must be ${OFFER_DAYS.min} to ${OFFER_DAYS.max} days`)
      .default(OFFER_DAYS.default),
  })
  .strict()
  .default({});
export type OffersSettings = z.output<typeof offersSettings>;

/** Codes are unique, and a fallback names another package of the list. */
function checkCodes(packages: readonly OfferPackage[], ctx: z.RefinementCtx): void {
  const codes = packages.map(({ code }) => code);
  packages.forEach(({ code, fallback_code }, index) => {
    if (codes.indexOf(code) !== index) ctx.addIssue({ code: 'custom', path: [index, 'code'], message: `'${code}' is used twice` });
    if (fallback_code === null) return;
    if (fallback_code === code) ctx.addIssue({ code: 'custom', path: [index, 'fallback_code'], message: 'a package cannot be its own fallback' });
    else if (!codes.includes(fallback_code)) {
      ctx.addIssue({ code: 'custom', path: [index, 'fallback_code'], message: `'${fallback_code}' is no package; allowed: ${codes.join(', ')}` });
    }
  });
}
