import { editDistance } from './compare-tokens';

/** same; other_country: equal national digits under another country code; near: one slip apart; different. */
export type PhoneLevel = 'same' | 'other_country' | 'near' | 'different';

/** Compares two numbers in E.164. A wrong country guess leaves the national digits equal. */
export function comparePhones(left: string, right: string): PhoneLevel {
  if (left === right) return 'same';
  const [a, b] = [digitsOf(left), digitsOf(right)];
  if (a.length < 8 || b.length < 8) return 'different';
  if (a.slice(-9) === b.slice(-9)) return 'other_country';
  return editDistance(a.slice(-10), b.slice(-10)) === 1 ? 'near' : 'different';
}

function digitsOf(phone: string): string {
  return phone.split(';')[0]?.replace(/\D/g, '') ?? '';
}
