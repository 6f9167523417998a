import { blockingKeys } from './blocking';
import { type Blocks, buildBlocks } from './build-blocks';
import { type Columns, makeColumns } from './columns';
import { estimateParameters } from './estimate';
import { type Frequencies, frequenciesOf } from './frequencies';
import { type FrozenModel, freezeModel } from './frozen-model';
import type { MatchRecord } from './match-record';
import { type MatchParameters, STANDARD_PARAMETERS, withFields } from './parameters';

/** Records laid out for comparison, in the order of their ids. */
export interface Prepared {
  readonly columns: Columns;
  readonly frequencies: Frequencies;
  readonly blocks: Blocks;
}

/** Sorted by id, so that the same records give the same answer in whatever order they came. */
export function prepare(records: readonly MatchRecord[]): Prepared {
  const sorted = [...records].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  const columns = makeColumns(sorted);
  const frequencies = frequenciesOf(columns.values, { size: columns.size, known: null });
  return { columns, frequencies, blocks: buildBlocks(columns, blockingKeys(columns, frequencies)) };
}

/** Estimates the parameters from the records and freezes them with the shares of the commonest values. */
export function estimateModel({ columns, blocks, frequencies }: Prepared): FrozenModel {
  return freezeModel(columns.values, estimateParameters(columns, blocks, frequencies, standardFor(columns)));
}

/** Where neither birth nor phone nor mailbox tells people apart, a list is one of places: who has another address is another one. */
export function standardFor({ values }: Columns): MatchParameters {
  const isAddressList = [values.birth, values.phone, values.email].every(({ texts }) => texts.length === 1) && values.street.texts.length > 1;
  return isAddressList ? withFields(STANDARD_PARAMETERS, { address: { match: [0.68, 0.17, 0.05, 0.07, 0.03] } }) : STANDARD_PARAMETERS;
}
