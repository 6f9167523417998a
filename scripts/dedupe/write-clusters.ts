import { once } from 'node:events';
import type { Writable } from 'node:stream';

import type { Dedupe, MatchRecord } from '../../engine/core/identity/matching';

const LINES = 20_000;

/** Writes `id,cluster` in the order of the file; a cluster is named by the id of its first record. @returns the number of clusters */
export async function writeClusters(out: Writable, rows: readonly MatchRecord[], records: readonly MatchRecord[], { prepared, clustering }: Dedupe): Promise<number> {
  const { ids } = prepared.columns;
  const clusterOf = new Map(ids.map((id, index) => [id, ids[clustering.cluster[index] ?? index] ?? id]));
  let text = 'id,cluster\n';
  for (const [index, row] of rows.entries()) {
    const cluster = clusterOf.get(records[index]?.id ?? '') ?? row.id;
    text += `${quoted(row.id)},${quoted(cluster.replace('\u0000', '#'))}\n`;
    if (index % LINES < LINES - 1) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  if (!out.write(text)) await once(out, 'drain');
  return new Set(clustering.cluster).size;
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
