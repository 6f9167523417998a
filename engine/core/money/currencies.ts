/** ISO 4217: active currencies that are not counted in hundredths. */
const DIGITS: Readonly<Record<string, number>> = {
  ...digits(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'),
  ...digits(3, 'BHD IQD JOD KWD LYD OMR TND'),
};

/** ISO 4217: the other active currencies; fund codes and metals are no money a client pays. */
const HUNDREDTHS = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC ' +
    'CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD ' +
    'KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO ' +
    'NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL ' +
    'THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG'
  ).split(' '),
);

/**
 * How many decimals the currency's minor unit has (ISO 4217): CAD 2, JPY 0, KWD 3.
 * @returns null for a code that is not an active currency
 */
export function currencyDigits(currency: string): number | null {
  if (Object.hasOwn(DIGITS, currency)) return DIGITS[currency] ?? null;
  return HUNDREDTHS.has(currency) ? 2 : null;
}

/** Every active currency of ISO 4217, sorted. */
export const CURRENCIES: readonly string[] = [...Object.keys(DIGITS), ...HUNDREDTHS].sort();

function digits(count: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, count]));
}
