export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type FormObject = Record<string, FormValue>;

/** Reads Stripe's form encoding: `line_items[0][price_data][currency]=cad`. */
export function parseForm(text: string): FormObject {
  const root: FormObject = {};
  for (const [key, value] of new URLSearchParams(text)) assign(root, key.replaceAll(']', '').split('['), value);
  return arraysIn(root) as FormObject;
}

function assign(target: FormObject, [head = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const child = typeof target[head] === 'object' ? (target[head] as FormObject) : {};
  target[head] = child;
  assign(child, rest, value);
}

/** Objects with the keys 0, 1, 2 … are lists. */
function arraysIn(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, arraysIn(child)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

/** The value at a dotted path, or undefined. */
export function formAt(form: FormValue | undefined, path: string): FormValue | undefined {
  return path.split('.').reduce<FormValue | undefined>((value, key) => (typeof value === 'object' ? (value as FormObject)[key] : undefined), form);
}

export function textAt(form: FormValue | undefined, path: string): string | undefined {
  const value = formAt(form, path);
  return typeof value === 'string' ? value : undefined;
}

export function mapAt(form: FormValue | undefined, path: string): Record<string, string> {
  const value = formAt(form, path);
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, string>) : {};
}
