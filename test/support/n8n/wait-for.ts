export interface WaitOptions {
  /** Milliseconds until the wait gives up; default 60 s. */
  readonly timeout?: number;
  /** Milliseconds between two looks; default 200. */
  readonly interval?: number;
  /** What is waited for, as the error says it: `Gave up waiting for <what>`. */
  readonly what?: string;
}

export type Awaited<T> = T | null | undefined | false;

/**
 * Looks again and again until `look` gives a value that counts (not null, undefined or false) and returns it. Errors
 * of `look` count as "not yet"; the last one is the cause of the final error.
 */
export async function waitFor<T>(look: () => Promise<Awaited<T>> | Awaited<T>, options: WaitOptions = {}): Promise<T> {
  const { timeout = 60_000, interval = 200, what = 'a condition' } = options;
  const end = Date.now() + timeout;
  let cause: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== null && found !== undefined && found !== false) return found;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= end) throw new Error(`Gave up waiting for ${what} after ${timeout / 1000} s`, { cause });
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
