/** A rep as far as a refund cares. */
export interface ShareHolder {
  readonly user_id: string;
  readonly weight: number;
  readonly credit: number;
}

/**
 * RT-04: a lead that counted for a rep's share was taken back: they are owed one lead more, and everybody owes it
 * by weight. The credits keep their sum, so that the bound of chooseFairly is not shifted.
 * @returns the new credits by user id; unchanged when the rep is not among the holders (left the firm)
 */
export function refundShare(holders: readonly ShareHolder[], userId: string): Map<string, number> {
  const total = holders.reduce((sum, { weight }) => sum + weight, 0);
  const present = total > 0 && holders.some(({ user_id }) => user_id === userId);
  return new Map(
    holders.map(({ user_id, weight, credit }) => [user_id, present ? credit - weight / total + (user_id === userId ? 1 : 0) : credit]),
  );
}
