/** ISO 4217 currencies without minor units, and with thousandths; all others have hundredths. Intl follows CLDR (HUF 0), not ISO. */
const ZERO_DECIMALS = new Set(['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']);
const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

export interface Money {
  /** Integer minor units of `currency`. */
  readonly amount_minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** Number of minor-unit digits of an ISO 4217 currency: 2 for CAD, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** Money as people write it: `1,500.00 CAD`, `150,000 JPY`. */
export function describeMoney({ amount_minor, currency }: Money): string {
  const digits = currencyDigits(currency);
  const amount = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${amount.format(amount_minor / 10 ** digits)} ${currency}`;
}
