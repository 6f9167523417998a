import { comparable } from './text';

/** Languages of the people who write to immigration firms; their names are read in English and in the language itself. */
const CODES = [
  ...['en', 'fr', 'es', 'pt', 'de', 'it', 'nl', 'pl', 'ro', 'hu', 'cs', 'sk', 'bg', 'sr', 'hr', 'sq', 'el', 'sv', 'da', 'no', 'fi', 'ru', 'uk', 'tr', 'az', 'ka', 'hy'],
  ...['ar', 'he', 'fa', 'ps', 'ur', 'hi', 'pa', 'gu', 'bn', 'ta', 'te', 'ml', 'kn', 'mr', 'ne', 'si', 'th', 'vi', 'id', 'ms', 'tl', 'zh', 'ja', 'ko', 'mn', 'kk', 'uz'],
  ...['am', 'ti', 'so', 'sw', 'rw', 'yo', 'ig', 'ha', 'zu', 'af'],
];

const VARIANTS: Readonly<Record<string, string>> = {
  mandarin: 'zh', cantonese: 'zh', farsi: 'fa', dari: 'fa', tagalog: 'tl', filipino: 'tl', castellano: 'es', castilian: 'es', brazilian: 'pt', flemish: 'nl',
};

/** Scripts that one language alone uses today (nearly); the script of a message then tells its language. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['pa', /\p{Script=Gurmukhi}/u],
  ['gu', /\p{Script=Gujarati}/u],
  ['ta', /\p{Script=Tamil}/u],
  ['te', /\p{Script=Telugu}/u],
  ['ml', /\p{Script=Malayalam}/u],
  ['kn', /\p{Script=Kannada}/u],
  ['si', /\p{Script=Sinhala}/u],
  ['th', /\p{Script=Thai}/u],
  ['ko', /\p{Script=Hangul}/u],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['el', /\p{Script=Greek}/u],
  ['hy', /\p{Script=Armenian}/u],
  ['ka', /\p{Script=Georgian}/u],
  ['he', /\p{Script=Hebrew}/u],
];

let names: Map<string, string> | undefined;

/** A language from its name, its own name or a code (`fr-CA`); null when it is none we know. */
export function readLanguage(text: string): string | null {
  const tag = /^([a-z]{2,3})([-_][a-z0-9]{2,8})*$/i.exec(text.trim())?.[1]?.toLowerCase();
  names ??= buildNames();
  if (tag && CODES.includes(tag)) return tag;
  const word = comparable(text.split(/[,(/]/)[0] ?? '');
  return names.get(word) ?? null;
}

/** The language that the script of a text leaves no doubt about, or null (Latin, Cyrillic, Arabic, Devanagari serve many). */
export function languageOfScript(text: string): string | null {
  if (/^[\x00-\x7f]*$/.test(text)) return null;
  const sample = text.slice(0, 2_000);
  if (!/(?:\p{L}\P{L}*){3}/u.test(sample)) return null;
  const found = SCRIPTS.filter(([, script]) => script.test(sample)).map(([code]) => code);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function buildNames(): Map<string, string> {
  const english = new Intl.DisplayNames(['en'], { type: 'language' });
  const pairs = CODES.flatMap((code): [string, string][] => {
    const own = new Intl.DisplayNames([code], { type: 'language' }).of(code);
    return [english.of(code), own].filter((name) => name !== undefined).map((name) => [comparable(name), code]);
  });
  return new Map([...pairs, ...Object.entries(VARIANTS)]);
}
