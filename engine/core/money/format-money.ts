import { DomainError } from '../errors';
import { currencyDigits } from './currencies';

/**
 * The plain decimal number of an amount: 490050 CAD → `4900.50`, 5000 JPY → `5000`, 1234 KWD → `1.234`.
 * Done on the digits, so that no amount passes through a float. Throws `UNKNOWN_CURRENCY`.
 */
export function toDecimal(amountMinor: number, currency: string): string {
  const digits = digitsOf(currency);
  if (!Number.isSafeInteger(amountMinor)) {
    throw new DomainError('AMOUNT_NOT_MINOR_UNITS', `Amount ${amountMinor} is not whole minor units of ${currency}; give an integer such as 490050 for 4900.50`);
  }
  const sign = amountMinor < 0 ? '-' : '';
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const cut = padded.length - digits;
  return digits === 0 ? sign + padded : `${sign}${padded.slice(0, cut)}.${padded.slice(cut)}`;
}

/**
 * An amount as people of the locale read it: 490050 CAD → `CA$4,900.50`. Decimals follow ISO 4217,
 * not the locale's habits. Throws `UNKNOWN_CURRENCY`.
 */
export function formatMoney(amountMinor: number, currency: string, locale = 'en'): string {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(toDecimal(amountMinor, currency) as Intl.StringNumericLiteral);
}

/** Digits of a currency that must exist. Throws `UNKNOWN_CURRENCY` with what to give instead. */
export function digitsOf(currency: string): number {
  const digits = currencyDigits(currency);
  if (digits === null) {
    throw new DomainError('UNKNOWN_CURRENCY', `Currency '${currency}' is not an active ISO 4217 code; give one such as CAD, USD or EUR`);
  }
  return digits;
}
