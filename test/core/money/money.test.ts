import fc from 'fast-check';

import { DomainError } from '../../../engine/core/errors';
import { CURRENCIES, currencyDigits, formatMoney, parseMoney, toDecimal } from '../../../engine/core/money';

describe('money', () => {
  it.each([
    ['CAD', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['TND', 3],
    ['MGA', 2],
  ])('PY-01: %s has %i decimals in ISO 4217', (currency, digits) => {
    expect(currencyDigits(currency)).toBe(digits);
  });

  it.each(['BTC', 'cad', 'XAU', '', 'constructor'])("PY-01: '%s' is no currency", (code) => {
    expect(currencyDigits(code)).toBeNull();
  });

  it('PY-01: knows every currency that the runtime knows as active money', () => {
    const withdrawn = new Set(CURRENCIES.filter((code) => !Intl.supportedValuesOf('currency').includes(code)));
    expect([...withdrawn].filter((code) => code !== 'XCG' && code !== 'ZWG' && code !== 'SLE' && code !== 'VED')).toEqual([]);
  });

  it.each([
    [490050, 'CAD', '4900.50'],
    [5, 'CAD', '0.05'],
    [-5, 'CAD', '-0.05'],
    [5000, 'JPY', '5000'],
    [1234, 'KWD', '1.234'],
    [7, 'KWD', '0.007'],
    [Number.MAX_SAFE_INTEGER, 'CAD', '90071992547409.91'],
  ])('PY-01: %i minor units of %s are %s', (minor, currency, decimal) => {
    expect(toDecimal(minor, currency)).toBe(decimal);
  });

  it('PY-01: shows money with the decimals of ISO 4217, not of the locale', () => {
    expect(formatMoney(490050, 'CAD', 'en-CA')).toBe('$4,900.50');
    expect(formatMoney(5000, 'JPY')).toBe('¥5,000');
    expect(formatMoney(1234, 'KWD')).toMatch(/1\.234/);
    expect(formatMoney(100, 'ISK')).toMatch(/100$/);
  });

  it.each([
    ['4,900.50', 'CAD', 490050],
    ['4.900,50', 'EUR', 490050],
    ['4 900,50', 'CAD', 490050],
    ["4'900.5", 'CHF', 490050],
    ['$4900', 'CAD', 490000],
    ['CAD 4900', 'CAD', 490000],
    ['4900 €', 'EUR', 490000],
    ['1,234', 'CAD', 123400],
    ['1,234,567', 'CAD', 123456700],
    ['1,234', 'JPY', 1234],
    ['1.5', 'KWD', 1500],
    ['1.234', 'KWD', 1234],
    ['1.234.567', 'EUR', 123456700],
    ['0', 'CAD', 0],
  ])("PY-01: reads '%s' in %s as %i minor units", (text, currency, minor) => {
    expect(parseMoney(text, currency)).toBe(minor);
  });

  it.each([
    ['1,234', 'KWD', 'two ways'],
    ['4900.555', 'CAD', 'decimals'],
    ['39.005', 'CAD', 'decimals'],
    ['5.000', 'JPY', 'decimals'],
    ['49.5', 'JPY', 'decimals'],
    ['12,34,567', 'CAD', 'threes'],
    ['1.234,5678', 'EUR', 'decimals'],
    ['-5', 'CAD', 'zero or more'],
    ['five', 'CAD', 'not a number'],
    ['', 'CAD', 'not a number'],
    ['1e9', 'CAD', 'not a number'],
    ['99999999999999999', 'CAD', 'too large'],
  ])("PY-01: refuses '%s' in %s instead of rounding or guessing", (text, currency, why) => {
    expect(() => parseMoney(text, currency)).toThrow(new RegExp(why));
  });

  it('PY-01: an unknown currency is refused with what to give', () => {
    expect(() => parseMoney('5', 'DOLLAR')).toThrow(DomainError);
    expect(() => formatMoney(5, 'XAU')).toThrow(/active ISO 4217 code; give one such as CAD/);
    expect(() => toDecimal(0.5, 'CAD')).toThrow(/not whole minor units/);
  });

  it('PY-01: what is written as a decimal reads back as the same amount in every currency', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999_999 }), fc.constantFrom(...CURRENCIES), (minor, currency) => {
        expect(parseMoney(toDecimal(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});
