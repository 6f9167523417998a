import { createReadStream } from 'node:fs';

const DELIMITERS = [',', ';', '\t', '|'];

/** The sign that parts the first line most often; a comma where none does. */
export async function delimiterOf(file: string): Promise<string> {
  let head = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', start: 0, end: 65_535 })) head += String(chunk);
  const line = (head.split(/\r?\n/)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => line.split(sign).length;
  return DELIMITERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}
