import { AUTOMATIC, dedupeAll, type MatchRecord } from '../../../../engine/core/identity/matching';
import { type Labelled, makeLeads, makeOffices, makeRegister, measure } from '../../../support/people';

const POPULATIONS: readonly (readonly [string, readonly Labelled[], number, number])[] = [
  ['leads with families and agents', makeLeads(4_000), 0.985, 0.8],
  ['a register with dates of birth', makeRegister(4_000), 0.985, 0.85],
  ['offices with branches', makeOffices(4_000), 0.93, 0.9],
];

function clustersOf(records: readonly MatchRecord[], options: Parameters<typeof dedupeAll>[1] = {}): Map<string, string> {
  return new Map(dedupeAll(records, options).clusters.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
}

describe('dedupeAll', () => {
  it.each(POPULATIONS)('ID-06: finds the persons among %s without labels, seldom a wrong one', (_, people, precision, recall) => {
    const clusters = clustersOf(people.map(({ record }) => record), { threshold: 0.97 });
    const found = measure(people, (id) => clusters.get(id) ?? id);
    expect(found.precision).toBeGreaterThan(precision);
    expect(found.recall).toBeGreaterThan(recall);
  });

  it('ID-03: families and agents are not merged at the threshold of automatic merges', () => {
    const people = makeLeads(6_000, 7);
    const clusters = clustersOf(people.map(({ record }) => record), { threshold: AUTOMATIC });
    const { household_merges, household_pairs } = measure(people, (id) => clusters.get(id) ?? id);
    expect(household_pairs).toBeGreaterThan(5_000);
    expect(household_merges / household_pairs).toBeLessThan(0.0005);
  });

  it('ID-04: the same records give the same clusters in any order of arrival, under one model', () => {
    const records = makeLeads(1_500, 11).map(({ record }) => record);
    const { model } = dedupeAll(records);
    const straight = dedupeAll(records, { model });
    const turned = dedupeAll([...records].reverse(), { model });
    expect(turned.clusters).toEqual(straight.clusters);
    expect(turned.review).toEqual(straight.review);
  });

  it('ID-06: empty cells, empty records, one record and none are all handled', () => {
    expect(dedupeAll([]).clusters).toEqual([]);
    expect(dedupeAll([{ id: 'only' }]).clusters).toEqual([{ id: 'only', members: ['only'] }]);
    const blank = Array.from({ length: 50 }, (_, index) => ({ id: `blank ${index}`, full_name: '', email: null, phone: '  ' }));
    expect(dedupeAll(blank).clusters).toHaveLength(50);
  });

  it('ID-06: hostile values are bounded and merge nobody', () => {
    const long = 'A'.repeat(10_000);
    const records: MatchRecord[] = [
      { id: '1', full_name: `${long} ${long}`, email: `${long}@example.com`, phone: '9'.repeat(5_000), address: long },
      { id: '2', full_name: `\u202e${long}\u0000`, email: '@@@', phone: '+', date_of_birth: '99/99/9999', address: '\u0000' },
      { id: '3', full_name: '\u200f\u200f', email: 'null', phone: '0000000', postcode: '-' },
      { id: '4', full_name: 'constructor __proto__', email: '__proto__@example.com', city: 'hasOwnProperty' },
    ];
    expect(dedupeAll(records).clusters).toHaveLength(4);
  });

  it('ID-06: 500 aliases on one phone stay bounded and are not one person', () => {
    const aliases = makeLeads(3_000, 13).slice(0, 500).map(({ record, person }, index) => ({ id: String(index), full_name: record.full_name ?? null, phone: '+14165550100', person }));
    const { clusters, compared } = dedupeAll(aliases);
    expect(compared).toBeLessThan(100_000);
    expect(Math.max(...clusters.map(({ members }) => members.length))).toBeLessThan(20);
  });
});
