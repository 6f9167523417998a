/** One difference between two settings documents. `before` or `after` is absent where the path is new or gone. */
export interface SettingsChange {
  /** Dotted; elements of lists by their id, code, name or date: `users.ana.weight`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** For people: `users.ana.weight: 1 → 2`. */
  readonly text: string;
}

/** What names an element of a list, in order of preference. */
const KEYS = ['id', 'code', 'name', 'date', 'program_family', 'form_id'] as const;

/** The differences from one settings document to another, path by path, in the order of the document. */
export function diffSettings(before: unknown, after: unknown): SettingsChange[] {
  return diff('', before, after);
}

function diff(path: string, before: unknown, after: unknown): SettingsChange[] {
  if (same(before, after)) return [];
  const [left, right] = [fieldsOf(before, after), fieldsOf(after, before)];
  if (!left || !right) return [change(path, before, after)];
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const changes = names.flatMap((name) => diff(path ? `${path}.${name}` : name, left[name], right[name]));
  // The same elements in another order: only the order changed, and it may matter.
  return changes.length > 0 ? changes : [{ path, before, after, text: `${path}: order changed to ${Object.keys(right).join(', ')}` }];
}

/** The parts to compare one by one: an object's fields, or a list's elements by their key when all of both lists have one. */
function fieldsOf(value: unknown, other: unknown): Record<string, unknown> | null {
  if (isObject(value) && isObject(other)) return value;
  if (!Array.isArray(value) || !Array.isArray(other)) return null;
  const key = KEYS.find((name) => keysAll(value, name) && keysAll(other, name));
  return key ? Object.fromEntries(value.map((element: Record<string, unknown>) => [String(element[key]), element])) : null;
}

function keysAll(list: readonly unknown[], key: string): boolean {
  const values = list.map((element) => (isObject(element) ? element[key] : undefined));
  return values.every((value) => typeof value === 'string') && new Set(values).size === values.length;
}

function change(path: string, before: unknown, after: unknown): SettingsChange {
  if (before === undefined) return { path, after, text: `${path}: added ${show(after)}` };
  if (after === undefined) return { path, before, text: `${path}: removed (was ${show(before)})` };
  return { path, before, after, text: `${path}: ${show(before)} → ${show(after)}` };
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((element, index) => same(element, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(a[name], b[name]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
