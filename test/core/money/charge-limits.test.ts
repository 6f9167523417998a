import fc from 'fast-check';

import { fromStripeAmount, toStripeAmount } from '../../../engine/adapters/stripe/stripe-amounts';
import { CHARGEABLE_CURRENCIES, chargeGap, chargeLimits, currencyDigits } from '../../../engine/core/money';

describe('what can be charged', () => {
  it('PY-01: every currency that Stripe takes is an active ISO currency with limits', () => {
    expect(CHARGEABLE_CURRENCIES.length).toBeGreaterThanOrEqual(135);
    expect(CHARGEABLE_CURRENCIES.filter((currency) => currencyDigits(currency) === null || chargeLimits(currency) === null)).toEqual([]);
  });

  it.each([
    // currency, ISO minor units: least, most, step
    ['CAD', 50, 99_999_999, 1],
    ['GBP', 30, 99_999_999, 1],
    ['JPY', 50, 99_999_999, 1],
    ['KWD', 10, 99_999_990, 10],
    ['ISK', 1, 999_999, 1],
    ['UGX', 1, 999_999, 1],
    ['MGA', 100, 9_999_999_900, 100],
    ['HUF', 17_500, 99_999_999, 1],
    ['TWD', 1, 99_999_999, 1],
    ['IDR', 50, 999_999_999_999, 1],
    ['INR', 50, 999_999_999, 1],
    ['COP', 50, 9_999_999_999, 1],
  ])('PY-01: %s from %i to %i minor units in steps of %i', (currency, least, most, step) => {
    expect(chargeLimits(currency)).toEqual({ least, most, step });
  });

  it.each([
    [49, 'CAD', '0.49 CAD cannot be charged; allowed: from 0.50 to 999999.99 CAD'],
    [100_000_000, 'CAD', '1000000.00 CAD cannot be charged; allowed: from 0.50 to 999999.99 CAD'],
    [0, 'JPY', '0 JPY cannot be charged; allowed: from 50 to 99999999 JPY'],
    [-100, 'EUR', '-1.00 EUR cannot be charged; allowed: from 0.50 to 999999.99 EUR'],
    [12_345, 'KWD', '12.345 KWD cannot be charged exactly; allowed: from 0.010 to 99999.990 KWD in steps of 0.010'],
    [12_345, 'MGA', '123.45 MGA cannot be charged exactly; allowed: from 1.00 to 99999999.00 MGA in steps of 1.00'],
    [1.5, 'CAD', null],
  ])('PY-01: %d minor units of %s: %s', (amount, currency, sentence) => {
    if (sentence === null) expect(chargeGap(amount, currency)).not.toBeNull();
    else expect(chargeGap(amount, currency)).toBe(sentence);
  });

  it('PY-01: money that no client can pay in is refused with what is allowed', () => {
    expect(chargeGap(1_000, 'KPW')).toMatch(/^'KPW' cannot be charged; give one of AED, AFN/);
  });

  it('PY-01: what can be charged goes to Stripe and back without losing a minor unit, in every currency', () => {
    const amounts = fc.constantFrom(...CHARGEABLE_CURRENCIES).chain((currency) => {
      const { least, most, step } = chargeLimits(currency) ?? { least: 1, most: 1, step: 1 };
      return fc.integer({ min: least / step, max: Math.min(most / step, 2 ** 31) }).map((steps) => ({ currency, amount: steps * step }));
    });
    fc.assert(
      fc.property(amounts, ({ currency, amount }) => {
        const sent = toStripeAmount(amount, currency);
        expect(Number.isSafeInteger(sent)).toBe(true);
        expect(fromStripeAmount(sent ?? NaN, currency)).toBe(amount);
        if (currencyDigits(currency) === 3) expect((sent ?? 1) % 10).toBe(0);
        if (currency === 'ISK' || currency === 'UGX') expect((sent ?? 1) % 100).toBe(0);
      }),
      { numRuns: 5_000 },
    );
  });
});
