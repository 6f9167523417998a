/** A stored notice as Normalize Lead takes it, in the shape of the Lead Intake Trigger's items. */
export function newLead(source: string, { delivery_id, is_test }: { readonly delivery_id: string | null; readonly is_test: boolean }) {
  return { delivery_id, source, is_test };
}
