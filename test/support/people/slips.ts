import type { Random } from './random';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** One slip of the keyboard: a letter dropped, doubled, replaced or exchanged with its neighbour. */
export function slip(text: string, random: Random): string {
  if (text.length < 3) return text;
  const at = 1 + random.below(text.length - 1);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text[at] + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick([...LETTERS]) + text.slice(at + 1);
    default:
      return text.slice(0, at - 1) + text[at]! + text[at - 1]! + text.slice(at + 1);
  }
}

/** One digit wrong, or two exchanged. */
export function slipDigit(text: string, random: Random): string {
  const places = [...text].flatMap((letter, index) => (/\d/.test(letter) ? [index] : []));
  if (places.length < 3) return text;
  const at = places[1 + random.below(places.length - 2)]!;
  const next = text[at + 1];
  if (random.chance(0.4) && next && /\d/.test(next) && next !== text[at]) return text.slice(0, at) + next + text[at]! + text.slice(at + 2);
  const other = String((Number(text[at]) + 1 + random.below(9)) % 10);
  return text.slice(0, at) + other + text.slice(at + 1);
}

const CYRILLIC: Readonly<Record<string, string>> = { shch: 'щ', zh: 'ж', kh: 'х', ts: 'ц', ch: 'ч', sh: 'ш', yu: 'ю', ya: 'я', a: 'а', b: 'б', v: 'в', h: 'г', g: 'г', d: 'д', e: 'е', z: 'з', i: 'и', y: 'й', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', r: 'р', s: 'с', t: 'т', u: 'у', f: 'ф', x: 'кс', w: 'в', q: 'к', j: 'й', c: 'ц' };

/** The name in Cyrillic letters, as a client's own keyboard writes it. */
export function inCyrillic(text: string): string {
  return text.toLowerCase().replace(/shch|zh|kh|ts|ch|sh|yu|ya|[a-z]/g, (sound) => CYRILLIC[sound] ?? sound);
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [[/ee/, 'i'], [/oo/, 'u'], [/v/, 'w'], [/w/, 'v'], [/ph/, 'f'], [/ei/, 'ey'], [/sh/, 's'], [/dh/, 'd'], [/y\b/, 'i'], [/z\b/, 's'], [/c/, 'k'], [/aa/, 'a'], [/ou/, 'u'], [/kh/, 'k']];

/** Another usual spelling of the same sound; the name itself where none fits. */
export function respell(name: string, random: Random): string {
  const fitting = SPELLINGS.filter(([pattern]) => pattern.test(name.slice(1)));
  if (fitting.length === 0) return name;
  const [pattern, other] = random.pick(fitting);
  return name.charAt(0) + name.slice(1).replace(pattern, other);
}

const SHORT: Readonly<Record<string, readonly string[]>> = {
  Mohammed: ['Mohd', 'Muhammad', 'Mohamed'], Ahmed: ['Ahmad'], Robert: ['Bob', 'Rob'], William: ['Bill', 'Will'], Elizabeth: ['Liz', 'Beth'], Katherine: ['Kate', 'Kathy'], Michael: ['Mike'], James: ['Jim'], Richard: ['Rick', 'Dick'], Margaret: ['Peggy', 'Maggie'],
  Christopher: ['Chris'], Anthony: ['Tony'], Steven: ['Steve', 'Stephen'], Joseph: ['Joe'], Daniel: ['Dan'], Matthew: ['Matt'], Francisco: ['Paco'], Jose: ['Pepe'], Alejandro: ['Alex'], Rajesh: ['Raj'], Abhishek: ['Abhi'], Siddharth: ['Sid'], Lakshmi: ['Laxmi'], Dmitri: ['Dima'], Ekaterina: ['Katya'],
  Alexandra: ['Alex', 'Sasha'], Victoria: ['Vicky'], Samantha: ['Sam'], Edward: ['Ted', 'Ed'], Thomas: ['Tom'], Rebecca: ['Becky'], Patricia: ['Pat', 'Trish'], Deborah: ['Debbie'], Oleksandr: ['Sasha', 'Alexander'], Mykola: ['Nikolai'], Gurpreet: ['Gary'], Harpreet: ['Preet'],
};

/** The everyday form of a given name, or its beginning. */
export function shorten(name: string, random: Random): string {
  const forms = SHORT[name];
  return forms ? random.pick(forms) : name.length > 5 ? name.slice(0, 3 + random.below(2)) : name;
}
