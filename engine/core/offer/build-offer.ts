import { DomainError, describeProblems, type Problem } from '../errors';
import { currencyDigits, formatMoney, parseMoney } from '../money';
import type { OffersSettings, OfferPackage } from './settings';

/** P9.4, P10.4: what a locked offer fixes. `price_minor` is whole minor units of `currency`. */
export interface LockedOffer {
  readonly package_code: string;
  readonly package_name: string;
  readonly price_minor: number;
  readonly currency: string;
  readonly terms_version: string;
  readonly terms_locked_at: Date;
  readonly expires_at: Date;
  /** What to propose when the client declines; null = the catalogue has none that can be sold. */
  readonly fallback_code: string | null;
  /** Set when the price is not the catalogue's: how much less (negative = more), in minor units. */
  readonly discount_minor: number | null;
}

export interface OfferRequest {
  readonly package_code: string;
  /** Another price than the catalogue's as a decimal number such as `3900.00`, in the package's currency; null = the catalogue's. */
  readonly price: string | null;
  readonly reason: string | null;
  /** Whether the acting person may approve another price (P10.1: exceptions require approval). */
  readonly may_discount: boolean;
  /** Days until it lapses; null = the firm's setting. */
  readonly valid_days: number | null;
  readonly at: Date;
}

const DAY_MS = 86_400_000;
/** Stripe's largest amount in any currency; beyond it no link could be made. */
const LARGEST_MINOR = 99_999_999;

/**
 * PY-01: builds the offer from the catalogue and locks its terms, or says everything that keeps it from being locked.
 * Throws `UNKNOWN_PACKAGE`, `OFFER_NOT_LOCKABLE`, or what parseMoney throws.
 * @param firmCurrency for packages without a currency of their own
 */
export function buildOffer(request: OfferRequest, settings: OffersSettings, firmCurrency: string): LockedOffer {
  const sold = findPackage(request.package_code, settings);
  const currency = sold.currency ?? firmCurrency;
  const asked = request.price === null ? null : parseMoney(request.price, currency);
  const price = asked ?? sold.price_minor;
  const problems = [...packageGaps(sold, currency, price), ...discountGaps(request, asked, sold, currency)];
  if (price === null || problems.length > 0) {
    throw new DomainError('OFFER_NOT_LOCKABLE', `Offer ${sold.code} cannot be locked: ${describeProblems(problems)}`, problems);
  }
  return {
    package_code: sold.code,
    package_name: sold.name,
    price_minor: price,
    currency,
    terms_version: sold.terms_version,
    terms_locked_at: request.at,
    expires_at: new Date(request.at.getTime() + (request.valid_days ?? settings.valid_days) * DAY_MS),
    fallback_code: sellableFallback(sold, settings),
    discount_minor: sold.price_minor === null || price === sold.price_minor ? null : sold.price_minor - price,
  };
}

function findPackage(code: string, { packages }: OffersSettings): OfferPackage {
  const sold = packages.find((each) => each.code === code);
  if (sold) return sold;
  const allowed = packages.filter((each) => each.active).map((each) => each.code);
  throw new DomainError('UNKNOWN_PACKAGE', `Package '${code}' is not in the offer catalogue; allowed: ${allowed.join(', ') || 'none (Firm Settings, offers.packages)'}`);
}

function packageGaps(sold: OfferPackage, currency: string, price: number | null): Problem[] {
  const problems: Problem[] = [];
  if (!sold.active) problems.push({ field: 'package_code', message: `'${sold.code}' is no longer sold` });
  if (price === null) problems.push({ field: 'price_minor', message: `${sold.code} has no price; set offers.packages[].price_minor in Firm Settings` });
  else if (price <= 0 || price > LARGEST_MINOR) {
    problems.push({ field: 'price', message: `${price} minor units of ${currency} are not allowed; from 1 to ${LARGEST_MINOR}` });
  }
  if (currencyDigits(currency) === null) problems.push({ field: 'currency', message: `'${currency}' is not an active ISO 4217 currency` });
  return problems;
}

function discountGaps({ may_discount, reason, valid_days }: OfferRequest, asked: number | null, sold: OfferPackage, currency: string): Problem[] {
  const problems: Problem[] = [];
  if (valid_days !== null && (!Number.isInteger(valid_days) || valid_days < 1 || valid_days > 365)) {
    problems.push({ field: 'valid_days', message: `${valid_days} is not allowed; give 1 to 365 days` });
  }
  if (asked === null || asked === sold.price_minor) return problems;
  const listed = sold.price_minor === null || currencyDigits(currency) === null ? 'no price' : formatMoney(sold.price_minor, currency);
  if (!may_discount) problems.push({ field: 'price', message: `differs from the catalogue (${listed}); another price needs a manager` });
  if (!reason?.trim()) problems.push({ field: 'reason', message: 'missing; another price than the catalogue needs a reason' });
  return problems;
}

function sellableFallback(sold: OfferPackage, { packages }: OffersSettings): string | null {
  const fallback = packages.find(({ code }) => code === sold.fallback_code);
  return fallback?.active && fallback.price_minor !== null ? fallback.code : null;
}
