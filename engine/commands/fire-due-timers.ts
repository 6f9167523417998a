import type { Store } from '../store';

/** Claims due timers and turns them into SLA_Breach_* events. */
export async function fireDueTimers(_store: Store, _accountId: string, _input: { at: Date; limit: number }): Promise<{ fired: number }> {
  return { fired: 0 };
}
