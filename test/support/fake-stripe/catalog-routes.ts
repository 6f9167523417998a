import { type FormObject, mapAt, textAt } from './form-body';
import { invalid, missing, unknownObject } from './stripe-error';
import type { StripeObject, StripeState } from './stripe-state';

/** docs.stripe.com/currencies, as a list of its own: the code under test has another. */
const CURRENCIES = new Set(
  (
    'usd aed afn all amd aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd ' +
    'egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad ' +
    'mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp ' +
    'sle sos srd stn szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw'
  ).split(' '),
);
const ZERO_DECIMALS = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMALS = new Set('bhd jod kwd omr tnd'.split(' '));
/** Sent as hundredths, without a fraction. */
const WHOLE_HUNDREDS = new Set(['isk', 'ugx']);
/** The smallest charge, where it is listed; 1 where only the settlement currency's equivalent counts. */
const SMALLEST: Readonly<Record<string, number>> = {
  ...{ usd: 50, aed: 200, ars: 50, aud: 50, brl: 50, cad: 50, chf: 50, cop: 50, czk: 1_500, dkk: 250, eur: 50, gbp: 30, hkd: 400, huf: 17_500, idr: 50, ils: 50 },
  ...{ inr: 50, jpy: 50, krw: 50, mxn: 1_000, myr: 200, nok: 300, nzd: 50, php: 50, pln: 200, ron: 200, rub: 50, sek: 300, sgd: 50, thb: 1_000, zar: 50 },
};
const LARGEST: Readonly<Record<string, number>> = { idr: 999_999_999_999, cop: 9_999_999_999, inr: 999_999_999 };
const USUAL_LARGEST = 99_999_999;

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
  if (amount < (SMALLEST[currency] ?? 1)) throw invalid('unit_amount', `Amount must convert to at least 50 cents`, 'amount_too_small');
  if (amount > (LARGEST[currency] ?? USUAL_LARGEST)) throw invalid('unit_amount', `Amount must be no more than ${ZERO_DECIMALS.has(currency) ? '¥99,999,999' : '$999,999.99'}`, 'amount_too_large');
  if (THREE_DECIMALS.has(currency) && amount % 10 !== 0) throw invalid('unit_amount', 'Three-decimal amounts must be rounded to the nearest ten');
  if (WHOLE_HUNDREDS.has(currency) && amount % 100 !== 0) throw invalid('unit_amount', 'Fractions of this currency cannot be charged');
  return amount;
}
