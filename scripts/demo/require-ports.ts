import { takenPorts } from '../../test/support/n8n/free-ports';

/** Stops with one sentence when a port the playground needs is taken. */
export async function requirePorts(first: number, count: number): Promise<void> {
  const taken = await takenPorts(Array.from({ length: count }, (_, index) => first + index));
  if (taken.length === 0) return;
  const plural = taken.length > 1;
  throw new Error(
    `${plural ? 'Ports' : 'Port'} ${taken.join(', ')} ${plural ? 'are' : 'is'} taken by another program (another playground, or an n8n of yours): end it, or choose other ports with "npm start -- --port ${first + 1000}".`,
  );
}
