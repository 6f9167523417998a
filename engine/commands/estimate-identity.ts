import { estimateModel, type FrozenModel, prepare } from '../core/identity';
import { DomainError } from '../core/errors';
import type { Actor } from '../core/model';
import { type Store, writeAudit } from '../store';
import { currentModel, saveModel } from './identity/identity-models';
import { loadBase } from './identity/load-base';

export interface EstimateIdentityInput {
  readonly at: Date;
  readonly actor: Actor;
}

export interface EstimatedIdentity {
  /** The model in force from now on; decisions name it. */
  readonly version: number;
  readonly prospects: number;
  /** Duplicates a prospect has on average, as the estimation sees it. */
  readonly matches_per_record: number;
  readonly fields: FrozenModel['parameters']['fields'];
}

/** Fewer persons than this teach nothing beyond the standard parameters. */
const FEWEST = 200;

/**
 * ID-04, ID-06: learns the matcher's parameters from the firm's own prospects, without labels, and freezes them as the next version. Until the next
 * estimation the same records give the same answer. @throws DomainError `BASE_TOO_SMALL`
 */
export async function estimateIdentity(store: Store, accountId: string, { at, actor }: EstimateIdentityInput): Promise<EstimatedIdentity> {
  const base = await store.transaction(accountId, (tx) => loadBase(tx, () => undefined));
  if (base.length < FEWEST) throw new DomainError('BASE_TOO_SMALL', `The account has ${base.length} prospects; an estimation needs ${FEWEST} at least, until then the standard parameters hold`);
  const model = estimateModel(prepare(base));
  const version = await store.transaction(accountId, async (tx) => {
    const before = await currentModel(tx);
    const saved = await saveModel(tx, model, at, actor);
    await writeAudit(tx, [{ at, actor, action: 'identity_estimated', subject_kind: 'account', subject_id: accountId, before: { version: before.version }, after: { version: saved, records: base.length } }]);
    return saved;
  });
  const { matches_per_record, fields } = model.parameters;
  return { version, prospects: base.length, matches_per_record, fields };
}
