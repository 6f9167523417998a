import fc from 'fast-check';

import { isCountryCode, readCountry } from '../../../engine/core/lead';
import { COUNTRY_TRAPS, COUNTRY_VARIANTS } from './country-variants';

describe('readCountry', () => {
  it.each([
    ['India', 'IN'], ['INDIA ', 'IN'], ['in', 'IN'], ['IND', 'IN'], ['Indian', 'IN'], ['Inde', 'IN'], ['भारत', 'IN'], ['🇮🇳', 'IN'],
    ['Mumbai, India', 'IN'], ['India (Punjab)', 'IN'], ['UK', 'GB'], ['England', 'GB'], ['British', 'GB'], ['U.S.A.', 'US'], ['American', 'US'],
    ['South Korea', 'KR'], ['North Korean', 'KP'], ['DR Congo', 'CD'], ['Congo-Brazzaville', 'CG'], ['Democratic Republic of the Congo', 'CD'],
    ['Filipina', 'PH'], ['Nigerien', 'NE'], ['Nigerian', 'NG'], ['Ivory Coast', 'CI'], ["Côte d'Ivoire", 'CI'], ['Türkiye', 'TR'], ['Turkey', 'TR'],
    ['Dominican Republic', 'DO'], ['Dominica', 'DM'], ['Guinea', 'GN'], ['Guinea-Bissau', 'GW'], ['Kosovo', 'XK'], ['Deutschland', 'DE'], ['中国', 'CN'],
    ['Україна', 'UA'], ['Viet Nam', 'VN'], ['Vietnamese citizen', 'VN'], ['from Nepal', 'NP'], ['The Gambia', 'GM'], ['Hong Kong', 'HK'], ['UAE', 'AE'],
  ])('IN-11: reads %s as %s', (text, code) => {
    expect(readCountry(text).country).toBe(code);
  });

  it.each([
    ['Congo', ['CD', 'CG']], ['Congolese', ['CD', 'CG']], ['Korea', ['KR', 'KP']], ['korean', ['KR', 'KP']], ['Dominican', ['DM', 'DO']],
    ['Indian / Canadian', ['IN', 'CA']],
  ])('IN-11: is not sure about %s and says what it may mean', (text, candidates) => {
    expect(readCountry(text)).toEqual({ country: null, candidates });
  });

  it.each(['', 'Atlantis', 'no', 'yes', 'n/a', 'ZZ', 'Narnia, Gondor', 'Asia', 'soon'])('IN-11: reads no country in %j', (text) => {
    expect(readCountry(text)).toEqual({ country: null, candidates: [] });
  });

  it('IN-11: takes two letters for a code only where a code may stand', () => {
    expect(readCountry('NO').country).toBe('NO');
    expect(readCountry('NO', { codesToo: false }).country).toBeNull();
  });

  it('IN-11: reads 900 ways of writing a country without one wrong answer, and nearly all of them at all', () => {
    const read = COUNTRY_VARIANTS.map(([text, meant]) => ({ text, meant, got: readCountry(text).country }));
    expect(read.filter(({ got, meant }) => got !== null && got !== meant)).toEqual([]);
    expect(COUNTRY_VARIANTS.length).toBeGreaterThan(900);
    expect(read.filter(({ got }) => got === null).map(({ text }) => text)).toEqual(['Ísland']);
  });

  it.each(COUNTRY_TRAPS)('IN-11: takes %j for no country: unsure is empty', (text) => {
    expect(readCountry(text).country).toBeNull();
  });

  it('IN-11: reads no city and no place of residence as a citizenship', () => {
    expect(readCountry('Toronto', { placesToo: false }).country).toBeNull();
    expect(readCountry('living in Canada', { placesToo: false }).country).toBeNull();
    expect(readCountry('Indian passport holder', { placesToo: false }).country).toBe('IN');
  });

  it('IN-11: gives a code of ISO 3166-1 or nothing for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { country } = readCountry(text);
        return country === null || isCountryCode(country);
      }),
    );
  });
});
