import { type FormObject, mapAt, textAt } from './form-body';
import { invalid, missing, unknownObject } from './stripe-error';
import type { StripeObject, StripeState } from './stripe-state';

const CURRENCIES = new Set(['aed', 'aud', 'bhd', 'brl', 'cad', 'chf', 'eur', 'gbp', 'huf', 'inr', 'isk', 'jpy', 'krw', 'kwd', 'mga', 'mxn', 'ngn', 'pkr', 'php', 'ugx', 'usd']);
const ZERO_DECIMALS = new Set(['jpy', 'krw', 'mga']);
const THREE_DECIMALS = new Set(['bhd', 'kwd']);
/** docs.stripe.com/currencies: the smallest charge of a card, per currency; half a unit where it is not listed. */
const SMALLEST: Readonly<Record<string, number>> = { jpy: 50, krw: 50, mga: 1, huf: 17_500 };
const LARGEST = 99_999_999;

export function createProduct(state: StripeState, form: FormObject): StripeObject {
  const name = textAt(form, 'name');
  if (!name) throw missing('name');
  return state.add('prod', 'product', { active: true, name, metadata: mapAt(form, 'metadata') });
}

export function createPrice(state: StripeState, form: FormObject): StripeObject {
  const product = textAt(form, 'product') ?? createProduct(state, mapAt(form, 'product_data')).id;
  if (!state.find(product, 'product')) throw unknownObject('product', product);
  const currency = checkedCurrency(textAt(form, 'currency'));
  const unit_amount = checkedAmount(textAt(form, 'unit_amount'), currency);
  return state.add('price', 'price', { active: true, product, currency, unit_amount, type: 'one_time', metadata: mapAt(form, 'metadata') });
}

/** `update` of a product or price: its activity, name and metadata. */
export function updateCatalog(state: StripeState, object: 'product' | 'price', id: string, form: FormObject): StripeObject {
  const found = state.find(id, object);
  if (!found) throw unknownObject(object, id);
  const active = textAt(form, 'active');
  const name = textAt(form, 'name');
  const metadata = { ...(found['metadata'] as object), ...mapAt(form, 'metadata') };
  return Object.assign(found, active === undefined ? {} : { active: active === 'true' }, name === undefined ? {} : { name }, { metadata });
}

function checkedCurrency(currency: string | undefined): string {
  if (!currency) throw missing('currency');
  if (!CURRENCIES.has(currency)) throw invalid('currency', `Invalid currency: ${currency}. Stripe currently supports these currencies: ${[...CURRENCIES].join(', ')}`);
  return currency;
}

function checkedAmount(text: string | undefined, currency: string): number {
  if (text === undefined) throw missing('unit_amount');
  const amount = Number(text);
  if (!Number.isInteger(amount) || amount < 0) throw invalid('unit_amount', 'Invalid non-negative integer', 'parameter_invalid_integer');
  if (amount < (SMALLEST[currency] ?? 50)) throw invalid('unit_amount', `Amount must convert to at least 50 cents`, 'amount_too_small');
  if (amount > LARGEST) throw invalid('unit_amount', `Amount must be no more than ${ZERO_DECIMALS.has(currency) ? '¥99,999,999' : '$999,999.99'}`, 'amount_too_large');
  if (THREE_DECIMALS.has(currency) && amount % 10 !== 0) throw invalid('unit_amount', 'Three-decimal amounts must be rounded to the nearest ten');
  return amount;
}
