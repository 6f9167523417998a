import { type FrozenModel, frozenModel, STANDARD_MODEL } from '../../core/identity';
import type { Actor } from '../../core/model';
import { json, type Tx } from '../../store';

/** The matcher's parameters in force. Version 0 = the standard ones: nothing was estimated yet. */
export interface ModelInForce {
  readonly version: number;
  readonly model: FrozenModel;
}

const STANDARD: ModelInForce = { version: 0, model: STANDARD_MODEL };
/** A version never changes once it is written, so it is parsed once a store. */
const parsedOf = new WeakMap<object, Map<string, FrozenModel>>();

export async function currentModel(tx: Tx): Promise<ModelInForce> {
  const newest = await tx.db.selectFrom('identity_models').select('version').where('account_id', '=', tx.accountId).orderBy('version', 'desc').executeTakeFirst();
  if (!newest) return STANDARD;
  const key = `${tx.accountId} ${newest.version}`;
  const parsed = parsedOf.get(tx.parsedSettings) ?? new Map<string, FrozenModel>();
  parsedOf.set(tx.parsedSettings, parsed);
  const known = parsed.get(key);
  if (known) return { version: newest.version, model: known };
  const row = await tx.db.selectFrom('identity_models').select(['model', 'estimated_at']).where('account_id', '=', tx.accountId).where('version', '=', newest.version).executeTakeFirstOrThrow();
  const model = frozenModel.parse(row.model);
  parsed.set(key, model);
  return { version: newest.version, model };
}

/** Freezes a model as the next version. @returns its number */
export async function saveModel(tx: Tx, model: FrozenModel, at: Date, actor: Actor): Promise<number> {
  const { version } = await currentModel(tx);
  const row = { account_id: tx.accountId, version: version + 1, model: json<unknown>(model), records: model.parameters.records, estimated_at: at, estimated_by: json(actor) };
  await tx.db.insertInto('identity_models').values(row).execute();
  return version + 1;
}
