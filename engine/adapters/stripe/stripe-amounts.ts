import { chargeLimits, currencyDigits, providerDigits } from '../../core/money';

/** ISO minor units → the integer that Stripe's API takes; null when the amount has no exact form there. */
export function toStripeAmount(amountMinor: number, currency: string): number | null {
  const step = chargeLimits(currency)?.step ?? 1;
  if (!Number.isSafeInteger(amountMinor) || amountMinor % step !== 0) return null;
  const shift = shiftOf(currency);
  const amount = shift >= 0 ? amountMinor * 10 ** shift : amountMinor / 10 ** -shift;
  return Number.isSafeInteger(amount) ? amount : null;
}

/** Stripe's integer → ISO minor units. A fraction cannot come back from an amount that we sent; it is kept as told. */
export function fromStripeAmount(amount: number, currency: string): number {
  const shift = shiftOf(currency);
  const minor = shift >= 0 ? amount / 10 ** shift : amount * 10 ** -shift;
  return Number.isSafeInteger(minor) ? minor : Math.floor(minor);
}

function shiftOf(currency: string): number {
  return providerDigits(currency) - (currencyDigits(currency) ?? 2);
}
