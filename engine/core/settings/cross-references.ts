import type { Problem } from '../errors';
import { PROGRAM_FAMILIES } from '../model';
import { chargeGap, currencyDigits } from '../money';
import { DEFAULT_SEGMENTS } from '../scoring/segments';
import { scoringSettings } from '../scoring/settings';
import { scoringReferences } from './scoring-references';

type Json = Record<string, unknown>;
interface Entry {
  readonly path: string;
  readonly value: Json;
}

/**
 * What the parts of a settings document say about each other. Reads the document as it was written, so that
 * a mistake elsewhere hides none of these.
 */
export function crossReferences(document: unknown): Problem[] {
  const root = asObject(document);
  return [...firmCurrency(root), ...users(root), ...calendars(root), ...segmentTargets(root), ...scoringReferences(root['scoring']), ...offerCurrencies(root), ...offerPrices(root)];
}

function firmCurrency(root: Json): Problem[] {
  const currency = asObject(root['firm'])['currency'];
  if (!isCurrencyCode(currency) || currencyDigits(currency) !== null) return [];
  return [{ field: 'firm.currency', message: `'${currency}' is not an active ISO 4217 currency` }];
}

function users(root: Json): Problem[] {
  const people = entries(root['users'], 'users');
  return [...duplicates(people, 'id'), ...duplicates(people, 'email'), ...managers(people), ...skills(people, root)];
}

function managers(people: readonly Entry[]): Problem[] {
  return people.flatMap(({ path, value }) => {
    const manager = value['manager_id'];
    if (typeof manager !== 'string') return [];
    const found = people.find((person) => person.value['id'] === manager);
    const field = `${path}.manager_id`;
    if (!found) return [{ field, message: `'${manager}' is no user of the firm; ${known(people.map((person) => person.value['id']))}` }];
    if (found.value['role'] === 'manager' || found.value['role'] === 'admin') return [];
    return [{ field, message: `'${manager}' has the role ${String(found.value['role'])}; a manager must have the role manager or admin` }];
  });
}

function skills(people: readonly Entry[], root: Json): Problem[] {
  const own = entries(asObject(asObject(root['scoring'])['intents'])['programs'], '').map(({ value }) => value['name']);
  const programs = [...new Set([...(own.length > 0 ? own : scoringSettings.parse({}).intents.programs.map(({ name }) => name)), ...PROGRAM_FAMILIES])];
  return people.flatMap((person) =>
    entries(person.value['skills'], `${person.path}.skills`).flatMap(({ path, value }) => {
      const program = value['program_family'];
      if (typeof program !== 'string' || programs.includes(program)) return [];
      return [{ field: `${path}.program_family`, message: `'${program}' is no program of the firm; ${known(programs)}` }];
    }),
  );
}

function calendars(root: Json): Problem[] {
  const sla = asObject(root['sla']);
  const list = entries(sla['calendars'], 'sla.calendars');
  const ids = sla['calendars'] === undefined ? ['default'] : list.map(({ value }) => value['id']);
  const missing = (id: unknown, field: string): Problem[] =>
    typeof id !== 'string' || ids.includes(id) ? [] : [{ field, message: `'${id}' is no calendar of sla.calendars; ${known(ids)}` }];
  const policies = Object.entries(asObject(sla['policies'])).flatMap(([policy, value]) => missing(asObject(value)['calendar'], `sla.policies.${policy}.calendar`));
  const holidays = list.flatMap(({ path, value }) => duplicates(entries(value['holidays'], `${path}.holidays`), 'date'));
  return [...duplicates(list, 'id'), ...holidays, ...missing(sla['default_calendar'] ?? 'default', 'sla.default_calendar'), ...policies];
}

function segmentTargets(root: Json): Problem[] {
  const own = entries(asObject(root['scoring'])['segments'], '').map(({ value }) => value['name']);
  const names = own.length > 0 ? own : DEFAULT_SEGMENTS.map(({ name }) => name);
  const targets = asObject(asObject(asObject(asObject(root['sla'])['policies'])['FirstHumanAttempt'])['segment_minutes']);
  return Object.keys(targets)
    .filter((segment) => !names.includes(segment))
    .map((segment) => ({ field: `sla.policies.FirstHumanAttempt.segment_minutes.${segment}`, message: `no such segment in scoring.segments; ${known(names)}` }));
}

/** A fallback is offered instead of its package in the same deal: a change of currency there is a slip. */
function offerCurrencies(root: Json): Problem[] {
  const packages = entries(asObject(root['offers'])['packages'], 'offers.packages');
  const firm = asObject(root['firm'])['currency'] ?? 'CAD';
  const currencyOf = ({ value }: Entry): unknown => value['currency'] ?? firm;
  return packages.flatMap((entry) => {
    const fallback = packages.find(({ value }) => value['code'] !== undefined && value['code'] === entry.value['fallback_code']);
    if (!fallback || currencyOf(fallback) === currencyOf(entry)) return [];
    const message = `'${String(fallback.value['code'])}' is priced in ${String(currencyOf(fallback))}, this package in ${String(currencyOf(entry))}`;
    return [{ field: `${entry.path}.fallback_code`, message }];
  });
}

/** PY-01: a price that no client can be charged is found when it is written, not when the client waits for the link. */
function offerPrices(root: Json): Problem[] {
  const firm = asObject(root['firm'])['currency'] ?? 'CAD';
  return entries(asObject(root['offers'])['packages'], 'offers.packages').flatMap(({ path, value }) => {
    const currency = value['currency'] ?? firm;
    const price = value['price_minor'];
    if (typeof price !== 'number' || !Number.isSafeInteger(price) || price <= 0 || !isCurrencyCode(currency) || currencyDigits(currency) === null) return [];
    const gap = chargeGap(price, currency);
    return gap === null ? [] : [{ field: `${path}.price_minor`, message: gap }];
  });
}

function duplicates(list: readonly Entry[], key: string): Problem[] {
  const seen = new Map<unknown, string>();
  return list.flatMap(({ path, value }) => {
    const own = typeof value[key] === 'string' ? value[key].trim().toLowerCase() : undefined;
    if (own === undefined) return [];
    const first = seen.get(own);
    if (first === undefined) seen.set(own, path);
    return first === undefined ? [] : [{ field: `${path}.${key}`, message: `'${String(value[key])}' is used twice, also in ${first}` }];
  });
}

function known(values: readonly unknown[]): string {
  const names = [...new Set(values.filter((value) => typeof value === 'string'))];
  return names.length === 0 ? 'there is none' : `allowed: ${names.join(', ')}`;
}

function entries(value: unknown, path: string): Entry[] {
  return Array.isArray(value) ? value.map((element, index) => ({ path: `${path}.${index}`, value: asObject(element) })) : [];
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function isCurrencyCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value);
}
