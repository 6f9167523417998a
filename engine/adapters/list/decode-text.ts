export interface DecodedText {
  readonly text: string;
  /** As the WHATWG names it, e.g. `utf-8`, `windows-1252`. */
  readonly encoding: string;
}

/** Enough for a guess; a list's head names its columns in the same alphabet as its rows. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * The text of a file whose encoding nobody declared: by its byte order mark, else UTF-8 where the bytes are valid UTF-8,
 * else by their statistics. Spreadsheets write all of these.
 */
export function decodeText(bytes: Buffer): DecodedText {
  const encoding = markedEncoding(bytes) ?? unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : guessedEncoding(bytes));
  return { text: new TextDecoder(encoding).decode(bytes).replace(/\u0000/g, ''), encoding };
}

function markedEncoding(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** Commas, line ends and digits have a zero byte in UTF-16; which half of the pairs holds them tells the order. */
function unmarkedUtf16(bytes: Buffer): string | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd < sample.length / 10) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function guessedEncoding(bytes: Buffer): string {
  const chardet = require('chardet') as typeof import('chardet');
  const guesses = chardet.analyse(bytes.subarray(0, SAMPLE_BYTES)).map(({ name }) => name.toLowerCase());
  // Valid UTF-8 was ruled out, and the C1 control codes of ISO 8859-1 are letters and quotes in what people send.
  return guesses.find((name) => !/^(utf-|ascii|iso-2022)/.test(name) && isKnown(name)) ?? 'windows-1252';
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch {
    return false;
  }
}
