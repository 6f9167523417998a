import { DomainError } from '../errors';
import { digitsOf } from './format-money';

/**
 * Reads an amount that a person typed into minor units: `4,900.50`, `4 900,50` and `4900.5` are all 490050 in CAD.
 * The currency is given, never guessed from a symbol. Throws `AMOUNT_UNREADABLE` with what is allowed; an amount
 * that could be read in two ways (`1,234` in KWD), that is negative or finer than the minor unit is refused, not rounded.
 */
export function parseMoney(text: string, currency: string): number {
  const digits = digitsOf(currency);
  const refuse = (why: string): never => {
    throw new DomainError('AMOUNT_UNREADABLE', `Amount '${text}' in ${currency} ${why}; write it like ${example(digits)}`);
  };
  const bare = text.trim().replace(/^([A-Z]{3}|\p{Sc})\s*|\s*([A-Z]{3}|\p{Sc})$/gu, '').replace(/[\s\u00a0\u202f'’]/gu, '');
  if (!/^\d[\d.,]*$/.test(bare)) return refuse('is not a number of zero or more');
  const readings = new Set([asFraction(bare, digits), asGroups(bare, digits)].filter((reading) => reading !== null));
  if (readings.size > 1) return refuse('can be read in two ways');
  const [minor] = readings;
  if (minor === undefined) return refuse(`has more than ${digits} decimals or its thousands are not in threes`);
  return Number.isSafeInteger(Number(minor)) ? Number(minor) : refuse('is too large');
}

/** Reads the last separator as the decimal sign. */
function asFraction(bare: string, digits: number): string | null {
  const match = /^(.*?)[.,](\d+)$/.exec(bare);
  const whole = match ? wholeDigits(match[1] ?? '', bare.at(match[1]?.length ?? 0)) : null;
  const fraction = match?.[2] ?? '';
  if (whole === null || fraction.length > digits) return null;
  return trimZeros(whole + fraction.padEnd(digits, '0'));
}

/** Reads every separator as a thousands sign; a single point is not one: `39.005` is more likely a decimal number gone wrong. */
function asGroups(bare: string, digits: number): string | null {
  if (/^\d+\.\d+$/.test(bare)) return null;
  const whole = wholeDigits(bare, undefined);
  return whole === null ? null : trimZeros(whole + '0'.repeat(digits));
}

/** Digits of a whole part whose groups, if any, use one separator other than the decimal sign, in threes. */
function wholeDigits(text: string, decimalSign: string | undefined): string | null {
  if (/^\d+$/.test(text)) return text;
  const groups = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.exec(text);
  return groups && groups[1] !== decimalSign ? text.replace(/[.,]/g, '') : null;
}

function trimZeros(number: string): string {
  return number.replace(/^0+(?=\d)/, '');
}

function example(digits: number): string {
  return digits === 0 ? '4900' : `4900.${'5'.padEnd(digits, '0')}`;
}
