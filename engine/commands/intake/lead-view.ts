import type { LeadRow } from './lead-row';

/** A lead as the workflow sees it. `created` is false for one that was known already. */
export interface LeadView extends Omit<LeadRow, 'id' | 'account_id' | 'delivery_item' | 'recorded_at' | 'originals'> {
  readonly lead_id: string;
  readonly prospect_id: string | null;
  readonly created: boolean;
  /** What a replay changed; empty otherwise. */
  readonly changed_fields: readonly string[];
}

export function toLeadView(row: LeadRow, facts: Pick<LeadView, 'prospect_id' | 'created' | 'changed_fields'>): LeadView {
  const { id, account_id: _account, delivery_item: _item, recorded_at: _recorded, originals: _originals, ...fields } = row;
  return { lead_id: id, ...fields, ...facts };
}
