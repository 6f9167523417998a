/** One part of a multipart/form-data body. */
export interface Part {
  readonly name: string;
  /** Set for an uploaded file, also for an empty file input (''). */
  readonly filename: string | null;
  readonly content: Buffer;
}

/** Parts of a multipart/form-data body (RFC 7578), or null when it is not one. */
export function parseMultipart(body: Buffer, contentType: string): Part[] | null {
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) return null;
  const sections = split(body, Buffer.from(`--${mark}`));
  // What stands before the first mark is a preamble; the last section is the closing `--`.
  const parts = sections.slice(1, -1).map(partOf);
  const closed = sections.length > 1 && sections.at(-1)?.subarray(0, 2).toString() === '--';
  return closed && !parts.includes(null) ? parts.filter((part) => part !== null) : null;
}

function split(body: Buffer, mark: Buffer): Buffer[] {
  const sections: Buffer[] = [];
  let start = 0;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, start)) {
    sections.push(body.subarray(start, at));
    start = at + mark.length;
  }
  return [...sections, body.subarray(start)];
}

/** A section is CRLF, headers, an empty line, the content, CRLF. */
function partOf(section: Buffer): Part | null {
  const end = section.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(section.subarray(0, end).toString('utf8'))?.[1] ?? '';
  const name = attribute(disposition, 'name');
  if (name === null) return null;
  return { name, filename: attribute(disposition, 'filename'), content: section.subarray(end + 4, section.length - 2) };
}

/** Browsers write quotes in names as %22. */
function attribute(disposition: string, name: string): string | null {
  const value = new RegExp(`(?:^|[;\\s])${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
  return value === undefined ? null : value.replaceAll('%22', '"');
}
