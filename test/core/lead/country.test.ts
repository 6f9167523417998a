import { readCountry } from '../../../engine/core/lead';

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
});
