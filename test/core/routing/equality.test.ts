import { equalityOf } from '../../../engine/core/routing';

const rows = (table: Record<string, Record<string, number>>) => Object.entries(table).flatMap(([user_id, bands]) => Object.entries(bands).map(([band, leads]) => ({ user_id, band, leads, score: 70 })));

describe('equality report', () => {
  it('RT-07: tells a mix that chance explains from one that it does not', () => {
    const fair = equalityOf(rows({ ana: { Hot: 20, Warm: 30 }, bo: { Hot: 23, Warm: 27 } }));
    expect(fair).toMatchObject({ leads: 100, equal_part: 50, largest_difference: 0, degrees_of_freedom: 1, comparable: true });
    // A 2 × 2 table by hand: 100 (20·27 − 30·23)² / (50·50·43·57).
    expect(fair.chi_square).toBeCloseTo(0.3672, 4);
    expect(fair.p_value).toBeCloseTo(0.5445, 3);
    expect(equalityOf(rows({ ana: { Hot: 40, Warm: 10 }, bo: { Hot: 10, Warm: 40 } }))).toMatchObject({ comparable: false });
  });

  it.each([
    [1, 3.841, 0.05],
    [4, 9.488, 0.05],
    [10, 23.209, 0.01],
  ])('RT-07: with %i degrees of freedom %d is the limit of p = %d', (degrees, statistic, p) => {
    // One rep more than degrees, two bands: the first rep carries all of the difference.
    const leads = 1_000;
    const shift = Math.sqrt((statistic * leads) / (4 * (1 + 1 / degrees)));
    const table = Object.fromEntries(Array.from({ length: degrees + 1 }, (_, index) => [`r${String(index).padStart(2, '0')}`, { Hot: leads / 2 + (index === 0 ? shift : -shift / degrees), Warm: leads / 2 - (index === 0 ? shift : -shift / degrees) }]));
    const report = equalityOf(rows(table));
    expect(report.degrees_of_freedom).toBe(degrees);
    expect(report.chi_square).toBeCloseTo(statistic, 6);
    expect(report.p_value).toBeCloseTo(p, 3);
  });

  it('RT-07: says nothing against comparing where there is nothing to compare', () => {
    expect(equalityOf([])).toMatchObject({ leads: 0, reps: [], p_value: 1, comparable: true });
    expect(equalityOf(rows({ ana: { Hot: 5 } }))).toMatchObject({ p_value: 1 });
  });
});
