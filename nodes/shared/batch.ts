import { type IDataObject, type IExecuteFunctions, type INode, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { describeProblems, DomainError } from '../../engine/core/errors';

/** What came of one input item: where it goes and with what, or why it was refused. */
export type Outcome = Placed | { readonly parts: readonly Placed[] } | { readonly error: DomainError };

/** Items for one output; `parts` is for an input that gives items to several. */
export interface Placed {
  readonly output: number;
  readonly json: object | readonly object[];
}

export interface Batch<Input> {
  /** Number of the node's outputs, without n8n's error output. */
  readonly outputs: number;
  /** Reads one item's parameters; throws DomainError with all its mistakes. */
  read(itemIndex: number): Input;
  /** Works on all readable items at once; one outcome per input, in order. */
  run(inputs: Input[]): Promise<Outcome[]>;
}

/**
 * Runs a node on all its items at once and keeps n8n's habits: `pairedItem` on every item, 'Continue' settings,
 * the error output, and errors that name the item. A bad item never spoils the others.
 */
export async function runBatch<Input>(context: IExecuteFunctions, batch: Batch<Input>): Promise<INodeExecutionData[][]> {
  const items = context.getInputData();
  const read = items.map((_, index) => attempt(context, () => batch.read(index)));
  const inputs = read.flatMap((result) => ('value' in result ? [result.value] : []));
  const outcomes = inputs.length > 0 ? await runAll(context, batch, inputs) : [];
  const outputs: INodeExecutionData[][] = Array.from({ length: batch.outputs }, () => []);
  let next = 0;
  read.forEach((result, itemIndex) => {
    const outcome = 'value' in result ? (outcomes[next++] ?? noOutcome()) : result;
    place(context, outputs, outcome, itemIndex);
  });
  return outputs;
}

/** A failure of the whole run (store not reachable) belongs to every item of it. */
async function runAll<Input>(context: IExecuteFunctions, batch: Batch<Input>, inputs: Input[]): Promise<Outcome[]> {
  try {
    return await batch.run(inputs);
  } catch (error) {
    if (error instanceof DomainError) return inputs.map(() => ({ error }));
    throw unexpected(context, error);
  }
}

function attempt<T>(context: IExecuteFunctions, work: () => T): { value: T } | { error: DomainError } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof DomainError) return { error };
    throw unexpected(context, error);
  }
}

function unexpected(context: IExecuteFunctions, error: unknown): NodeOperationError {
  return new NodeOperationError(context.getNode(), error instanceof Error ? error : String(error));
}

function noOutcome(): Outcome {
  return { error: new DomainError('NO_OUTCOME', 'The operation gave no result for this item.') };
}

function place(context: IExecuteFunctions, outputs: INodeExecutionData[][], outcome: Outcome, itemIndex: number): void {
  if ('error' in outcome) {
    if (!context.continueOnFail()) throw toNodeError(context.getNode(), outcome.error, itemIndex);
    outputs[0]?.push({ json: refusalOf(outcome.error), pairedItem: { item: itemIndex } });
    return;
  }
  for (const part of 'parts' in outcome ? outcome.parts : [outcome]) {
    for (const json of [part.json].flat()) outputs[part.output]?.push({ json: toJson(json), pairedItem: { item: itemIndex } });
  }
}

/**
 * A refusal as an item. n8n knows it by these two keys and no others, moves it to the error output and merges the
 * input's fields back in; an item with a thrown error beside its JSON would be cut down to the sentence.
 */
function refusalOf({ code, message, problems }: DomainError): IDataObject {
  return { error: message, details: { code, problems: problems.map((problem) => describeProblems([problem])) } };
}

/** A refusal as n8n shows it: the sentence on top, every gap below it. */
export function toNodeError(node: INode, error: DomainError, itemIndex?: number): NodeOperationError {
  const gaps = error.problems.map((problem) => `• ${describeProblems([problem])}`).join('\n');
  return new NodeOperationError(node, error.message, { itemIndex, description: gaps || `Code: ${error.code}`, level: 'warning' });
}

/** Dates become ISO strings, as everywhere in n8n's items. */
export function toJson(value: object): IDataObject {
  return JSON.parse(JSON.stringify(value)) as IDataObject;
}
