import type { BUDGET_SIGNALS } from '../model';
import { currencyDigits } from '../money';
import type { ScoringSettings } from './settings';

export type BudgetSignal = (typeof BUDGET_SIGNALS)[number];

/** An amount of money in words: `$5,000+`, `3k-5k`, `CAD 2500`. Not a year, not a percentage. */
const AMOUNT = /(\d[\d,. ]*\d|\d)\s*(k|thousand|mil|lakhs?|lacs?)?\b(?!\s*%)/g;

/**
 * Reads an answer to a question about budget: the largest amount named, against the firm's limits.
 * Amounts count in the firm's currency: a lead names its own only roughly, and a form asks in the firm's.
 * null = no amount.
 */
export function readBudgetAmount(
  answer: string,
  limits: ScoringSettings['budget'],
  currency: string,
): BudgetSignal | null {
  const minor = 10 ** (currencyDigits(currency) ?? 2);
  const amounts = [...answer.slice(0, 500).toLowerCase().matchAll(AMOUNT)].map(
    ([, digits = '', thousand = '']) => amountOf(digits) * multiplierOf(thousand),
  );
  if (amounts.length === 0) return null;
  const largest = Math.max(...amounts) * minor - (/\b(under|less than|below)\b/i.test(answer) ? 1 : 0);
  if (largest >= limits.strong_from_minor) return 'Strong';
  return largest >= limits.medium_from_minor ? 'Medium' : 'Weak';
}

const BUDGET_WORD = /(budget|presupuesto|orcamento|orçamento|ميزاني|बजट|ਬਜਟ)/i;
const NEAR = 40;

/** An amount that a free text names beside the word budget (`my budget is 5k`, `presupuesto de 20.000 dólares`); null = none. */
export function readBudgetNear(message: string, limits: ScoringSettings['budget'], currency: string): BudgetSignal | null {
  const found = BUDGET_WORD.exec(message.slice(0, 5000));
  if (!found) return null;
  const after = message.slice(found.index, found.index + NEAR).split(/[.!?\n](?!\d)/)[0] ?? '';
  return /\d{3}|\d\s*(k\b|thousand|mil\b|lakh|lac)/i.test(after) ? readBudgetAmount(after, limits, currency) : null;
}

function multiplierOf(word: string): number {
  if (word === '') return 1;
  return word.startsWith('la') ? 100_000 : 1000;
}

/** `5,000` and `5.000` are five thousand, `4.5` (k) is four and a half. */
function amountOf(digits: string): number {
  const bare = digits.replace(/[ ,](?=\d{3})/g, '').replace(/\.(?=\d{3}(\D|$))/g, '');
  return Number.parseFloat(bare.replace(',', '.')) || 0;
}
