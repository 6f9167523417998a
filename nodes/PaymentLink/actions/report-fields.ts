import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { checkedPeriod, type Period, reportPeriod, type ReportKind } from '../../../engine/core/reconciliation';
import { parseOrThrow } from '../../../engine/core/parse';

/** What a report operation asks beside its kind. */
export function reportOptions(operation: string, more: INodeProperties[] = []): INodeProperties {
  return {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { operation: [operation] } },
    options: [
      ...more,
      { displayName: 'Before', name: 'before', type: 'dateTime', default: '', description: 'End of the period, itself not counted. Without it now, or the first of this month for a monthly report.' },
      { displayName: 'From', name: 'from', type: 'dateTime', default: '', description: 'Start of the period. Without it the last 7 days, or the last calendar month for a monthly report.' },
    ],
  };
}

export const linesField = (operation: string): INodeProperties => ({
  displayName: 'Output',
  name: 'output',
  type: 'options',
  noDataExpression: true,
  default: 'report',
  options: [
    { name: 'One Item Per Line', value: 'lines', description: 'Each mismatch, exception or signal as an item of its own; none when there is nothing to tell' },
    { name: 'Report', value: 'report', description: 'One item with the numbers, all lines, and the report as CSV and as a page' },
  ],
  description: 'What the node gives out',
  displayOptions: { show: { operation: [operation] } },
});

const emptyIsNull = (value: unknown) => (value === '' || value === undefined ? null : value);
const input = z.object({
  from: z.preprocess(emptyIsNull, z.coerce.date().nullable()),
  before: z.preprocess(emptyIsNull, z.coerce.date().nullable()),
  output: z.enum(['report', 'lines']),
});

export interface ReportRequest {
  readonly output: 'report' | 'lines';
  readonly period: Period;
}

/** What an item asks for; the bounds that it does not give are the report's own. @throws DomainError with every mistake */
export function readReport(context: IExecuteFunctions, index: number, usual: { readonly kind: ReportKind; readonly at: Date; readonly zone: string }): ReportRequest {
  const value = (name: string) => context.getNodeParameter(name, index, '') as unknown;
  const { from, before, output } = parseOrThrow(input, { from: value('options.from'), before: value('options.before'), output: value('output') }, 'REPORT_INVALID', 'The report');
  const own = reportPeriod(usual.kind, before ?? usual.at, usual.zone);
  return { output, period: checkedPeriod({ from: from ?? own.from, before: before ?? own.before }) };
}
