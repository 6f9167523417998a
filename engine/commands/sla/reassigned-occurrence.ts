const REASSIGNED = /^reassigned-(\d+)$/;

/** The round of a clock that an owner gets with a reassigned lead: its n-th. */
export function reassignedOccurrence(times: number): string {
  return `reassigned-${times}`;
}

/** How often the lead had been reassigned when the round began; 0 in the first. */
export function reassignmentsIn(occurrence: string): number {
  return Number(REASSIGNED.exec(occurrence)?.[1] ?? 0);
}
