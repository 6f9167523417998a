import { buildOffer, offersSettings, type OfferRequest } from '../../../engine/core/offer';
import { DomainError } from '../../../engine/core/errors';

const at = new Date('2025-03-10T15:00:00Z');
const catalogue = offersSettings.parse({
  packages: [
    { code: 'FULL_PR', name: 'Full PR', scenario: 'PR', price_minor: 490000, currency: 'CAD', terms_version: '2025-01', fallback_code: 'STRATEGY' },
    { code: 'STRATEGY', name: 'Strategy', scenario: 'PR fallback', price_minor: 45000 },
    { code: 'TOKYO', name: 'Study in yen', scenario: 'Study', price_minor: 500000, currency: 'JPY' },
    { code: 'UNPRICED', name: 'Unpriced', scenario: 'x' },
    { code: 'OLD', name: 'Old', scenario: 'x', price_minor: 1, active: false },
  ],
});

function request(changes: Partial<OfferRequest> = {}): OfferRequest {
  return { package_code: 'FULL_PR', price: null, reason: null, may_discount: false, valid_days: null, at, ...changes };
}

function refusal(changes: Partial<OfferRequest>): DomainError {
  try {
    buildOffer(request(changes), catalogue, 'CAD');
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('was not refused');
}

describe('offers', () => {
  it('PY-01: an offer fixes package, price, currency, terms version and expiry', () => {
    expect(buildOffer(request(), catalogue, 'USD')).toEqual({
      package_code: 'FULL_PR',
      package_name: 'Full PR',
      price_minor: 490000,
      currency: 'CAD',
      terms_version: '2025-01',
      terms_locked_at: at,
      expires_at: new Date('2025-03-24T15:00:00Z'),
      fallback_code: 'STRATEGY',
      discount_minor: null,
    });
  });

  it("PY-01: a package without a currency is sold in the firm's", () => {
    expect(buildOffer(request({ package_code: 'STRATEGY' }), catalogue, 'AUD').currency).toBe('AUD');
  });

  it('PY-01: a price that is not set cannot be sold, and the sentence says where to set it', () => {
    expect(refusal({ package_code: 'UNPRICED' }).message).toBe('Offer UNPRICED cannot be locked: price_minor: UNPRICED has no price; set offers.packages[].price_minor in Firm Settings');
  });

  it('PY-01: an unknown or retired package is refused with what is allowed', () => {
    expect(refusal({ package_code: 'GOLD' }).message).toContain('allowed: FULL_PR, STRATEGY, TOKYO, UNPRICED');
    expect(refusal({ package_code: 'OLD' }).message).toContain('no longer sold');
  });

  it('PY-06: another price needs a manager and a reason; both are said at once', () => {
    const error = refusal({ price: '3,900.00' });
    expect(error.problems.map(({ field }) => field)).toEqual(['price', 'reason']);
    expect(error.message).toContain('differs from the catalogue (CA$4,900.00); another price needs a manager');
    expect(buildOffer(request({ price: '3900', may_discount: true, reason: 'returning client' }), catalogue, 'CAD')).toMatchObject({ price_minor: 390000, discount_minor: 100000 });
  });

  it.each([
    ['0', 'from 0.50 to 999999.99 CAD'],
    ['1000000', 'from 0.50 to 999999.99 CAD'],
    ['-5', 'zero or more'],
    ['39.005', 'decimals'],
    ['free', 'not a number'],
  ])("PY-01: '%s' is no price", (price, why) => {
    expect(refusal({ price, may_discount: true, reason: 'x' }).message).toContain(why);
  });

  it('PY-01: yen are whole units', () => {
    expect(buildOffer(request({ package_code: 'TOKYO' }), catalogue, 'CAD')).toMatchObject({ price_minor: 500000, currency: 'JPY' });
  });

  it('PY-01: the expiry is 7 to 14 days', () => {
    expect(buildOffer(request({ valid_days: 7 }), catalogue, 'CAD').expires_at).toEqual(new Date('2025-03-17T15:00:00Z'));
    expect(refusal({ valid_days: 0 }).message).toContain('give 7 to 14 whole days');
  });

  it('PY-01: a catalogue with mistakes names each of them', () => {
    const base = { name: 'A', scenario: 's' };
    const result = offersSettings.safeParse({
      packages: [
        { ...base, code: 'A', price_minor: 0.5 },
        { ...base, code: 'AB', currency: 'XAU', fallback_code: 'NONE' },
        { ...base, code: 'AB', fallback_code: 'AB', prise: 5 },
      ],
    });
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual(['packages.0.code', 'packages.0.price_minor', 'packages.1.currency', 'packages.2', 'packages.1.fallback_code', 'packages.2.code', 'packages.2.fallback_code']);
    const codes = offersSettings.safeParse({ packages: [{ ...base, code: 'AB', fallback_code: 'NONE' }, { ...base, code: 'AB', fallback_code: 'AB' }] });
    expect(codes.error?.issues.map(({ message }) => message)).toEqual(["'NONE' is no package; allowed: AB, AB", "'AB' is used twice", 'a package cannot be its own fallback']);
  });

  it('PY-01: the playbook’s six packages are there by default, without prices', () => {
    const defaults = offersSettings.parse({});
    expect(defaults.packages.map(({ code }) => code)).toHaveLength(6);
    expect(defaults.packages.every(({ price_minor }) => price_minor === null)).toBe(true);
    expect(defaults.valid_days).toBe(14);
  });
});
