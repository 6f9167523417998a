import { CULTURES, rareWord } from './cultures';
import { type Labelled, shuffled } from './labelled';
import { randomFrom } from './random';
import { slip } from './slips';

const KINDS = ['Immigration', 'Visa Services', 'Consulting', 'Law Office', 'Travel', 'Education', 'Migration Services', 'Legal Group'];
const WRITTEN: Readonly<Record<string, readonly string[]>> = { Street: ['St.', 'St', 'Street'], Avenue: ['Ave.', 'Av', 'Avenue'], Boulevard: ['Blvd.', 'Blvd'], Road: ['Rd.', 'Road'], Drive: ['Dr.', 'Dr'] };
const SIDES = ['', 'E. ', 'W. ', 'N. ', 'S. '];

/** Partner offices from two directories: a name, a street and a city, each written its own way; chains have several branches. */
export function makeOffices(count: number, seed = 3): Labelled[] {
  const random = randomFrom(seed);
  const offices: Labelled[] = [];
  let [office, chain] = [0, 0];
  while (offices.length < count) {
    const culture = random.pick(CULTURES);
    const brand = `${rareWord(random.below, culture.endings)}${random.chance(0.4) ? ` & ${random.pickCommon(culture.families)}` : ''} ${random.pick(KINDS)}`;
    for (let branches = random.chance(0.9) ? 1 : 2 + random.below(3); branches > 0; branches -= 1) {
      const street = { number: 1 + random.below(9_000), side: random.pick(SIDES), name: rareWord(random.below, ['', 'an', 'er']), kind: random.pick(Object.keys(WRITTEN)) };
      const city = random.pickCommon(culture.cities);
      for (let copy = random.chance(0.6) ? 1 : 2; copy > 0; copy -= 1) {
        const name = copy > 1 && random.chance(0.4) ? brand.split(' ').slice(0, -1).join(' ') : random.chance(0.1) ? `The ${brand}` : brand;
        const address = `${street.number} ${street.side}${random.chance(0.05) ? slip(street.name, random) : street.name} ${random.pick(WRITTEN[street.kind]!)}${random.chance(0.1) ? `, Suite ${1 + random.below(40)}` : ''}`;
        offices.push({ record: { id: `O${String(offices.length).padStart(8, '0')}`, full_name: random.chance(0.06) ? slip(name, random) : name, address, city: random.chance(0.95) ? city : null }, person: office, household: chain });
      }
      office += 1;
    }
    chain += 1;
  }
  return shuffled(offices.slice(0, count), random.below);
}
