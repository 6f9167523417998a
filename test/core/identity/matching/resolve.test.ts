import { dedupeAll, frozenModel, matchPairs, type MatchRecord, resolve, scoreAgainst } from '../../../../engine/core/identity/matching';
import { makeLeads } from '../../../support/people';

const PRIYA: MatchRecord = { id: 'priya', full_name: 'Priya Sharma', email: 'priya.sharma@example.com', phone: '+919812345678' };
const RAJ: MatchRecord = { id: 'raj', full_name: 'Raj Sharma', email: 'raj@example.com', phone: '+919812345678' };
const BASE = { base_size: 20_000 };

describe('resolve', () => {
  it.each<[string, Partial<MatchRecord>]>([
    ['in another order', { full_name: 'Sharma Priya' }],
    ['with a slip', { full_name: 'Pryia Sharma' }],
    ['with a title and another mailbox', { full_name: 'Mrs. Priya Sharma', email: 'ps@work.example' }],
    ['in Devanagari', { full_name: 'प्रिया शर्मा' }],
    ['from another provider', { email: 'priya.sharma@other.example' }],
  ])('ID-01: knows a person whose name or mailbox comes %s', (_, changed) => {
    const answer = resolve({ ...PRIYA, id: 'lead', ...changed }, [RAJ, PRIYA], BASE);
    expect(answer.candidates[0]).toMatchObject({ id: 'priya' });
    expect(answer.candidates[0]?.probability).toBeGreaterThan(0.9);
  });

  it('ID-03: a shared phone with another given name relates two persons', () => {
    const answer = resolve({ id: 'lead', full_name: 'Raj Sharma', phone: '+919812345678' }, [PRIYA], BASE);
    expect(answer).toMatchObject({ outcome: 'new', related: ['priya'] });
  });

  it('ID-03: an initial that fits two of a family is a question', () => {
    const answer = resolve({ id: 'lead', full_name: 'R Sharma', phone: '+919812345678' }, [RAJ, { ...RAJ, id: 'rita', full_name: 'Rita Sharma', email: 'rita@example.com' }], BASE);
    expect(answer.outcome).not.toBe('existing');
  });

  it('ID-01: a stranger is new', () => {
    expect(resolve({ id: 'lead', full_name: 'Olena Kovalenko', phone: '+380501234567' }, [PRIYA, RAJ], BASE)).toMatchObject({ outcome: 'new', candidates: [], related: [] });
  });

  it('ID-01: a rare name says more than a common one', () => {
    const model = frozenModel.parse({ ...dedupeAll(makeLeads(300).map(({ record }) => record)).model, frequencies: { name: { singh: 0.08, gurpreet: 0.03 } } });
    const of = (full_name: string) => scoreAgainst({ id: 'lead', full_name, phone: '+919800000001' }, [{ id: 'known', full_name, phone: '+919812345678' }], { model, ...BASE })[0]?.probability ?? 0;
    expect(of('Bakul Tirimdasa')).toBeGreaterThan(of('Gurpreet Singh'));
  });

  it('ID-01: the order of the known records does not matter', () => {
    const known = makeLeads(60, 3).map(({ record }) => record);
    const [record] = known;
    if (!record) throw new Error('the generator gave no lead');
    const lead = { ...record, id: 'lead' };
    expect(resolve(lead, [...known].reverse(), BASE)).toEqual(resolve(lead, known, BASE));
  });
});

describe('matchPairs', () => {
  it('ID-06: names likely pairs with the level of every field, likeliest first', () => {
    const [first] = matchPairs([PRIYA, RAJ, { ...PRIYA, id: 'again', full_name: 'priya  SHARMA' }]);
    expect(first).toMatchObject({ left: 'again', right: 'priya', fields: { given: 'same', family: 'same', email: 'same', phone: 'same' } });
    expect(first?.probability).toBeGreaterThan(0.9);
  });
});
