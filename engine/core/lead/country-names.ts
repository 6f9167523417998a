import type * as IsoCountries from 'i18n-iso-countries';

/** Languages that people write to an immigration firm in, and whose lists hold up; English first. */
const LANGUAGES =
  'en fr es pt de it nl pl ro hu cs sk bg sr hr sl mk bs sq el sv da nb fi et lv lt is ru uk be tr az kk ky uz ka hy ar he fa ps ur sd hi mr bn ta ml th km vi id ms zh ja ko mn am so sw af ca'.split(' ');

/** Both Congos: the Portuguese list mixes them up, others call one of them just Congo. Our own words stand for them. */
const BY_OUR_OWN_WORDS: ReadonlySet<string> = new Set(['CG', 'CD']);

/** Names in Latin letters as short as these are other words elsewhere (`my` is the USA in Vietnamese). */
const SHORTEST_FOREIGN = 4;

export interface NamedCountry {
  readonly code: string;
  readonly name: string;
}

/** Country names of one language each, English first. Loads the library's lists: call it once. */
export function countryNameLists(): NamedCountry[][] {
  // About a megabyte of JSON: only when the first country is read.
  const countries = require('i18n-iso-countries') as typeof IsoCountries;
  return LANGUAGES.map((language) =>
    Object.entries(countries.getNames(language, { select: 'all' }))
      .filter(([code]) => !BY_OUR_OWN_WORDS.has(code))
      .flatMap(([code, names]) => [names].flat().map((name) => ({ code, name })))
      .filter(({ name }) => language === 'en' || name.length >= SHORTEST_FOREIGN || !/^[\p{Script=Latin}\s.]+$/u.test(name)),
  );
}
