import { createPrice } from './catalog-routes';
import { formAt, type FormObject, mapAt, textAt } from './form-body';
import { invalid, missing, unknownObject } from './stripe-error';
import type { StripeObject, StripeState } from './stripe-state';

const KNOWN_PARAMS = new Set(['line_items', 'metadata', 'payment_intent_data', 'restrictions', 'inactive_message', 'after_completion', 'active']);

/** POST /v1/payment_links */
export function createLink(state: StripeState, form: FormObject, baseUrl: string): StripeObject {
  refuseUnknown(form);
  const items = formAt(form, 'line_items');
  if (!Array.isArray(items) || items.length === 0) throw missing('line_items');
  const prices = items.map((item) => priceOf(state, item as FormObject));
  const link = state.add('plink', 'payment_link', {
    active: true,
    currency: prices[0]?.['currency'],
    amount_total: prices.reduce((sum, price) => sum + Number(price['unit_amount']), 0),
    metadata: mapAt(form, 'metadata'),
    payment_intent_data: { metadata: mapAt(form, 'payment_intent_data.metadata'), description: textAt(form, 'payment_intent_data.description') ?? null },
    restrictions: limitOf(form),
    completed: 0,
    inactive_message: textAt(form, 'inactive_message') ?? null,
    after_completion: formAt(form, 'after_completion') ?? { type: 'hosted_confirmation', hosted_confirmation: { custom_message: null } },
  });
  return Object.assign(link, { url: `${baseUrl}/pay/${link.id}` });
}

/** POST /v1/payment_links/{id} */
export function updateLink(state: StripeState, id: string, form: FormObject): StripeObject {
  refuseUnknown(form);
  const link = state.find(id, 'payment_link');
  if (!link) throw unknownObject('payment_link', id);
  const active = textAt(form, 'active');
  return Object.assign(link, active === undefined ? {} : { active: active === 'true' });
}

/** What the API shows of a link: our own bookkeeping is not part of it. */
export function shownLink(link: StripeObject): StripeObject {
  const { completed: _completed, amount_total: _amount, ...shown } = link;
  return shown as StripeObject;
}

function priceOf(state: StripeState, item: FormObject): StripeObject {
  if (textAt(item, 'quantity') === undefined) throw missing('line_items[0][quantity]');
  const id = textAt(item, 'price');
  if (id === undefined) return createPrice(state, mapAt(item, 'price_data'));
  const price = state.find(id, 'price');
  if (!price) throw unknownObject('price', id);
  return price;
}

function limitOf(form: FormObject): object | null {
  const limit = textAt(form, 'restrictions.completed_sessions.limit');
  if (limit === undefined) return null;
  if (!(Number(limit) >= 1)) throw invalid('restrictions[completed_sessions][limit]', 'Invalid positive integer', 'parameter_invalid_integer');
  return { completed_sessions: { count: 0, limit: Number(limit) } };
}

function refuseUnknown(form: FormObject): void {
  const unknown = Object.keys(form).find((name) => !KNOWN_PARAMS.has(name));
  if (unknown) throw invalid(unknown, `Received unknown parameter: ${unknown}`, 'parameter_unknown');
}
