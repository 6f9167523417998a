import { loadStripe } from './stripe-sdk';

/** Pauses after a rate limit; the SDK itself repeats lost and failed calls, but not refused ones. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** Runs a reading call and waits out rate limits. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof loadStripe().errors.StripeRateLimitError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return call();
}

interface Page<T> {
  readonly data: readonly T[];
  readonly has_more: boolean;
}

/** Every object of a list, page by page, newest first as Stripe gives them. */
export async function collectPages<T extends { readonly id: string }>(list: (from: { starting_after?: string }) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let more = true;
  while (more) {
    const last = found.at(-1)?.id;
    const page = await patiently(() => list(last === undefined ? {} : { starting_after: last }));
    found.push(...page.data);
    more = page.has_more && page.data.length > 0;
  }
  return found;
}
