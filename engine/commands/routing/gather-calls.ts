import type { Store } from '../../store';

interface Waiting<Call, Result> {
  readonly call: Call;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Line {
  busy: boolean;
  readonly waiting: Waiting<never, never>[];
}

const lines = new WeakMap<Store, Map<string, Line>>();

export interface Gathering<Call, Result> {
  /** Whether two calls may be decided in one transaction. */
  readonly joins: (first: Call, other: Call) => boolean;
  /** Gives one result a call, in order. */
  readonly run: (calls: readonly Call[]) => Promise<Result[]>;
}

/**
 * Calls on the same thing that come while one is at work wait in this process and are done together in the next
 * transaction. Otherwise each would hold a connection only to wait for the lock of the pool: 200 leads at
 * once would leave no connection for anything else. Other processes are kept apart by that lock.
 */
export function gatherCalls<Call, Result>(store: Store, key: string, call: Call, gathering: Gathering<Call, Result>): Promise<Result> {
  const ofStore = lines.get(store) ?? new Map<string, Line>();
  lines.set(store, ofStore);
  const line = ofStore.get(key) ?? { busy: false, waiting: [] };
  ofStore.set(key, line);
  return new Promise<Result>((resolve, reject) => {
    // One key belongs to one command, so that all calls of its line have its types.
    (line as unknown as { waiting: Waiting<Call, Result>[] }).waiting.push({ call, resolve, reject });
    if (!line.busy) void work(line as unknown as { busy: boolean; waiting: Waiting<Call, Result>[] }, gathering);
  });
}

async function work<Call, Result>(line: { busy: boolean; waiting: Waiting<Call, Result>[] }, { joins, run }: Gathering<Call, Result>): Promise<void> {
  line.busy = true;
  for (let first = line.waiting[0]; first; first = line.waiting[0]) {
    const end = line.waiting.findIndex(({ call }) => !joins(first.call, call));
    const group = line.waiting.splice(0, end === -1 ? line.waiting.length : Math.max(1, end));
    try {
      const results = await run(group.map(({ call }) => call));
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new Error('every call has a result'));
        else resolve(result);
      });
    } catch (error) {
      group.forEach(({ reject }) => reject(error));
    }
  }
  line.busy = false;
}
