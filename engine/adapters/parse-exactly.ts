/** Parses JSON and keeps integers that JavaScript cannot hold as their own digits. Throws SyntaxError. */
export function parseExactly(body: Buffer): unknown {
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  return /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;
}
