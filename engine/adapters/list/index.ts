import type { LeadSource } from '../../core/lead';
import { judgeRow } from './judge-row';
import { parseRow, readRow } from './read-row';

export { listFacts, type ListFacts, type ListRow } from './list-row';
export { openList, type OpenList } from './open-list';
export { reportCsv } from './report-csv';

/** Lists that the firm brings itself, row by row (IN-06). They come in by an import, never by a webhook. */
export const outboundList: LeadSource = {
  source: 'outbound',
  headers: [],
  refusal: () => ({ status: 403, code: 'LIST_BY_WEBHOOK', message: "Lists are not taken by a webhook: use Normalize Lead's operation Import List, which asks for the list's source, date and consent proof" }),
  judge: judgeRow,
  read: readRow,
  secretsIn: () => [],
  payloadOf: (delivery) => ({ ...parseRow(delivery) }),
};
