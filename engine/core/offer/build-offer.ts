import { DomainError, describeProblems, type Problem } from '../errors';
import { chargeGap, currencyDigits, formatMoney, parseMoney } from '../money';
import { OFFER_DAYS, type OfferPackage, type OffersSettings } from './settings';

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

/**
 * PY-01: builds the offer from the catalogue and locks its terms, or says everything that keeps it from being locked.
 * Throws `UNKNOWN_PACKAGE`, or `OFFER_NOT_LOCKABLE` with every gap.
 * @param firmCurrency for packages without a currency of their own
 */
export function buildOffer(request: OfferRequest, settings: OffersSettings, firmCurrency: string): LockedOffer {
  const sold = findPackage(request.package_code, settings);
  const currency = sold.currency ?? firmCurrency;
  const asked = readPrice(request.price, currency);
  const price = asked.amount_minor ?? sold.price_minor;
  const problems = [...packageGaps(sold), ...(asked.gaps.length > 0 ? asked.gaps : priceGaps(sold, currency, price)), ...dayGaps(request), ...discountGaps(request, asked.amount_minor, sold, currency)];
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

/** The price that a person asked for; a price that cannot be read is one gap among the others. */
function readPrice(price: string | null, currency: string): { amount_minor: number | null; gaps: Problem[] } {
  if (price === null || currencyDigits(currency) === null) return { amount_minor: null, gaps: [] };
  try {
    return { amount_minor: parseMoney(price, currency), gaps: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { amount_minor: null, gaps: [{ field: 'price', message: error.message }] };
  }
}

function packageGaps(sold: OfferPackage): Problem[] {
  return sold.active ? [] : [{ field: 'package_code', message: `'${sold.code}' is no longer sold` }];
}

function priceGaps(sold: OfferPackage, currency: string, price: number | null): Problem[] {
  if (currencyDigits(currency) === null) return [{ field: 'currency', message: `'${currency}' is not an active ISO 4217 currency` }];
  if (price === null) return [{ field: 'price_minor', message: `${sold.code} has no price; set offers.packages[].price_minor in Firm Settings` }];
  const gap = chargeGap(price, currency);
  return gap === null ? [] : [{ field: 'price', message: gap }];
}

function dayGaps({ valid_days }: OfferRequest): Problem[] {
  const { min, max } = OFFER_DAYS;
  if (valid_days === null || (Number.isInteger(valid_days) && valid_days >= min && valid_days <= max)) return [];
  return [{ field: 'valid_days', message: `${valid_days} is not allowed; give ${min} to ${max} whole days` }];
}

function discountGaps({ may_discount, reason }: OfferRequest, asked: number | null, sold: OfferPackage, currency: string): Problem[] {
  const problems: Problem[] = [];
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
