import { CULTURES, type Culture, rareWord } from './cultures';
import { type Labelled, shuffled } from './labelled';
import { type Random, randomFrom } from './random';
import { inCyrillic, respell, shorten, slip, slipDigit } from './slips';

interface Person {
  readonly id: number;
  readonly household: number;
  readonly culture: Culture;
  readonly given: string;
  readonly middle: string | null;
  readonly family: string;
  /** Every mailbox and phone the person is reached by, the usual one first; a household's or agent's may be among them. */
  readonly emails: readonly string[];
  readonly phones: readonly string[];
}

const DOMAINS = ['gmail.com', 'gmail.com', 'gmail.com', 'yahoo.com', 'hotmail.com', 'outlook.com', 'icloud.com', 'mail.ru', 'rediffmail.com'];

/**
 * Leads as an immigration firm gets them: names with phones and mailboxes. Families share a phone or a mailbox, agents send many clients
 * from one address, numbers are issued again, names come in another order, spelling, script or shortened. Same seed, same leads.
 */
export function makeLeads(count: number, seed = 1): Labelled[] {
  const random = randomFrom(seed);
  const leads: Labelled[] = [];
  const released: string[] = [];
  let [person, household] = [0, 0];
  while (leads.length < count) {
    const members = makeHousehold(random, person, household, released);
    person += members.length;
    household += 1;
    for (const member of members) for (let copy = copiesOf(random); copy > 0; copy -= 1) leads.push(leadOf(member, random, leads.length));
  }
  return shuffled(leads.slice(0, count), random.below);
}

/** Most people write once; some twice, few often. */
function copiesOf(random: Random): number {
  const dice = random.next();
  return dice < 0.62 ? 1 : dice < 0.87 ? 2 : dice < 0.96 ? 3 : 4 + random.below(3);
}

function makeHousehold(random: Random, first: number, household: number, released: string[]): Person[] {
  const culture = random.pickCommon(CULTURES);
  const dice = random.next();
  const size = dice < 0.6 ? 1 : dice < 0.985 ? 2 + random.below(3) : 8 + random.below(40);
  const isAgency = size > 6;
  const family = familyOf(culture, random);
  const shared = sharedContacts(culture, random, family, isAgency, household);
  const taken = new Set<string>();
  return Array.from({ length: size }, (_, index) => {
    const own = isAgency ? random.pick(CULTURES) : culture;
    const surname = isAgency || random.chance(0.15) ? familyOf(own, random) : family;
    return makePerson(random, { id: first + index, household, culture: own, given: newGiven(own, random, taken), surname, shared: size > 1 ? shared : null, released });
  });
}

function familyOf(culture: Culture, random: Random): string {
  return random.chance(0.55) ? random.pickCommon(culture.families) : rareWord(random.below, culture.endings);
}

interface Shared {
  readonly email: string | null;
  readonly phone: string | null;
}

function sharedContacts(culture: Culture, random: Random, family: string, isAgency: boolean, household: number): Shared {
  const email = isAgency ? `info@${family.toLowerCase().replace(/\W/g, '')}${household}.com` : `${family.toLowerCase().replace(/\W/g, '')}.family${household}@${random.pick(DOMAINS)}`;
  return { email: random.chance(isAgency ? 0.9 : 0.45) ? email : null, phone: random.chance(0.7) ? phoneOf(culture, random) : null };
}

/** Parents do not give two children one name, and two clients of an agency with one name are told apart by other means. */
function newGiven(culture: Culture, random: Random, taken: Set<string>): string {
  for (;;) {
    const given = random.chance(0.8) ? random.pickCommon(random.chance(0.5) ? culture.women : culture.men) : rareWord(random.below, ['a', 'an', 'i', '']);
    if (taken.has(given)) continue;
    taken.add(given);
    return given;
  }
}

interface Making {
  readonly id: number;
  readonly household: number;
  readonly culture: Culture;
  readonly given: string;
  readonly surname: string;
  readonly shared: Shared | null;
  readonly released: string[];
}

function makePerson(random: Random, { id, household, culture, given, surname, shared, released }: Making): Person {
  const middle = random.chance(0.2) ? random.pickCommon(culture.men) : null;
  const phone = released.length > 50 && random.chance(0.02) ? released.splice(random.below(released.length), 1)[0]! : phoneOf(culture, random);
  if (random.chance(0.04)) released.push(phone);
  const emails = [mailboxOf(given, surname, id, random), ...(random.chance(0.25) ? [mailboxOf(given, surname, id, random)] : [])];
  const phones = [phone, ...(random.chance(0.2) ? [phoneOf(culture, random)] : [])];
  return { id, household, culture, given, middle, family: surname, emails: withShared(emails, shared?.email, random), phones: withShared(phones, shared?.phone, random) };
}

/** Some use the household's address before their own, some only that. */
function withShared(own: readonly string[], shared: string | null | undefined, random: Random): string[] {
  if (!shared) return [...own];
  const dice = random.next();
  return dice < 0.35 ? [shared] : dice < 0.65 ? [shared, ...own] : dice < 0.8 ? [...own, shared] : [...own];
}

/** Providers give an address once: a plain name goes to the first who asks, others add numbers. */
function mailboxOf(given: string, family: string, id: number, random: Random): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const [first, last] = [plain(given), plain(family)];
  const forms = [`${first}.${last}`, `${first}${last}`, `${first[0]}${last}`, `${first}_${last}`, `${last}${first}`, first];
  return `${random.pick(forms)}${id % 40 === 0 ? '' : id}@${random.pick(DOMAINS)}`;
}

function phoneOf({ dial, digits }: Culture, random: Random): string {
  return `+${dial}${6 + random.below(4)}${Array.from({ length: digits - 1 }, () => random.below(10)).join('')}`;
}

function leadOf(person: Person, random: Random, index: number): Labelled {
  const email = random.chance(0.85) ? emailAsWritten(usual(person.emails, random), random) : null;
  const phone = email === null || random.chance(0.8) ? phoneAsWritten(usual(person.phones, random), person.culture, random) : null;
  const record = { id: `L${String(index).padStart(8, '0')}`, full_name: nameAsWritten(person, random), email, phone };
  return { record, person: person.id, household: person.household };
}

function usual(values: readonly string[], random: Random): string {
  return values.length === 1 || random.chance(0.75) ? values[0]! : random.pick(values);
}

function emailAsWritten(email: string, random: Random): string {
  const [local = '', domain = ''] = email.split('@');
  if (random.chance(0.02)) return `${slip(local, random)}@${domain}`;
  if (random.chance(0.01)) return `${local}@${slip(domain, random)}`;
  if (domain === 'gmail.com' && random.chance(0.05)) return `${local.slice(0, 2)}.${local.slice(2)}+lead@gmail.com`;
  return random.chance(0.1) ? email.toUpperCase() : email;
}

function phoneAsWritten(phone: string, { dial }: Culture, random: Random): string {
  const typed = random.chance(0.025) ? slipDigit(phone, random) : phone;
  const national = typed.slice(dial.length + 1);
  const dice = random.next();
  return dice < 0.6 ? typed : dice < 0.8 ? national : dice < 0.9 ? `00${dial} ${national.slice(0, 3)}-${national.slice(3)}` : `0${national}`;
}

function nameAsWritten({ given, middle, family, culture }: Person, random: Random): string {
  let [first, last] = [given, family];
  if (random.chance(0.04)) first = shorten(first, random);
  else if (random.chance(0.02)) first = first.charAt(0);
  if (random.chance(0.04)) first = respell(first, random);
  if (random.chance(0.04)) last = respell(last, random);
  if (random.chance(0.02)) first = slip(first, random);
  if (random.chance(0.02)) last = slip(last, random);
  const dice = random.next();
  if (dice < 0.03) return first;
  const firsts = middle && random.chance(0.5) ? `${first} ${random.chance(0.4) ? middle.charAt(0) : middle}` : first;
  const whole = dice < 0.03 + culture.familyFirst ? `${last} ${firsts}` : dice < 0.06 + culture.familyFirst ? `${last}, ${firsts}` : `${firsts} ${last}`;
  if (culture.dial === '380' && random.chance(0.1)) return inCyrillic(whole);
  return random.chance(0.06) ? whole.toUpperCase() : random.chance(0.1) ? whole.toLowerCase() : random.chance(0.02) ? `Mr. ${whole}` : whole;
}
