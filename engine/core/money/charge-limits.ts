import { currencyDigits } from './currencies';
import { toDecimal } from './format-money';

/** Amounts that can be charged in a currency, in ISO minor units: from `least` to `most`, in whole `step`s. */
export interface ChargeLimits {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Currencies that Stripe presents (docs.stripe.com/currencies). Others are money, but no client can pay in them. */
export const CHARGEABLE_CURRENCIES: readonly string[] = (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE CZK DJF DKK ' +
  'DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK ' +
  'LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD ' +
  'RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD STN SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XCG XOF XPF ' +
  'YER ZAR ZMW'
).split(' ');

/** Where Stripe's smallest unit is not ISO's minor unit: ISK and UGX are still sent as hundredths, MGA as whole ariary. */
const PROVIDER_DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** The smallest charge in whole currency units; of the other currencies only the equivalent in the settlement currency is known. */
const LEAST: Readonly<Record<string, number>> = {
  ...{ USD: 0.5, AED: 2, ARS: 0.5, AUD: 0.5, BRL: 0.5, CAD: 0.5, CHF: 0.5, COP: 0.5, CZK: 15, DKK: 2.5, EUR: 0.5, GBP: 0.3, HKD: 4, HUF: 175, IDR: 0.5 },
  ...{ ILS: 0.5, INR: 0.5, JPY: 50, KRW: 50, MXN: 10, MYR: 2, NOK: 3, NZD: 0.5, PHP: 0.5, PLN: 2, RON: 2, RUB: 0.5, SEK: 3, SGD: 0.5, THB: 10, ZAR: 0.5 },
};

/** How many digits an amount may have that every payment method takes. */
const MOST_DIGITS: Readonly<Record<string, number>> = { IDR: 12, COP: 10, INR: 9 };
const USUAL_DIGITS = 8;

/** How many decimals the payment provider counts a currency in; ISO's unless it is one of its special cases. */
export function providerDigits(currency: string): number {
  return PROVIDER_DIGITS[currency] ?? currencyDigits(currency) ?? 2;
}

/** What can be charged in a currency; null when no client can pay in it. Three-decimal currencies go in steps of ten. */
export function chargeLimits(currency: string): ChargeLimits | null {
  const digits = currencyDigits(currency);
  if (digits === null || !CHARGEABLE_CURRENCIES.includes(currency)) return null;
  const shift = 10 ** (digits - providerDigits(currency));
  const step = digits === 3 ? 10 : Math.max(1, shift);
  const largest = (10 ** (MOST_DIGITS[currency] ?? USUAL_DIGITS) - 1) * shift;
  const least = Math.max(step, Math.round((LEAST[currency] ?? 0) * 10 ** digits));
  return { least, most: Math.floor(largest / step) * step, step };
}

/** Why an amount cannot be charged, with what can; null when it can. The currency must be chargeable. */
export function chargeGap(amountMinor: number, currency: string): string | null {
  const limits = chargeLimits(currency);
  if (!limits) return `'${currency}' cannot be charged; give one of ${CHARGEABLE_CURRENCIES.join(', ')}`;
  const { least, most, step } = limits;
  const range = `from ${toDecimal(least, currency)} to ${toDecimal(most, currency)} ${currency}`;
  if (amountMinor < least || amountMinor > most) return `${shown(amountMinor, currency)} cannot be charged; allowed: ${range}`;
  if (amountMinor % step !== 0) return `${shown(amountMinor, currency)} cannot be charged exactly; allowed: ${range} in steps of ${toDecimal(step, currency)}`;
  return null;
}

function shown(amountMinor: number, currency: string): string {
  return Number.isSafeInteger(amountMinor) ? `${toDecimal(amountMinor, currency)} ${currency}` : `${amountMinor} minor units of ${currency}`;
}
