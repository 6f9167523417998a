import { currencyDigits } from '../../core/money';

/**
 * Where Stripe's smallest unit is not ISO 4217's minor unit: ISK and UGX are still sent as hundredths, MGA as whole
 * ariary. Source: docs.stripe.com/currencies, "Special cases" and "Zero-decimal currencies".
 */
const STRIPE_DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** ISO minor units → the integer that Stripe's API takes; null when the amount has no exact form there. */
export function toStripeAmount(amountMinor: number, currency: string): number | null {
  const shift = shiftOf(currency);
  const amount = shift >= 0 ? amountMinor * 10 ** shift : amountMinor / 10 ** -shift;
  // Stripe takes three-decimal currencies only in steps of ten: the last digit must be 0.
  const exact = Number.isSafeInteger(amount) && (currencyDigits(currency) !== 3 || amount % 10 === 0);
  return exact ? amount : null;
}

/** Stripe's integer → ISO minor units. A fraction cannot come back from an amount that we sent; it is kept as told. */
export function fromStripeAmount(amount: number, currency: string): number {
  const shift = shiftOf(currency);
  const minor = shift >= 0 ? amount / 10 ** shift : amount * 10 ** -shift;
  return Number.isSafeInteger(minor) ? minor : Math.floor(minor);
}

function shiftOf(currency: string): number {
  const stripe = STRIPE_DIGITS[currency];
  return stripe === undefined ? 0 : stripe - (currencyDigits(currency) ?? 2);
}
