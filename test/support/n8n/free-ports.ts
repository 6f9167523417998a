import net from 'node:net';

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Which of these ports on 127.0.0.1 are taken by some program. */
export async function takenPorts(ports: readonly number[]): Promise<number[]> {
  const free = await Promise.all(ports.map(isFree));
  return ports.filter((_, index) => !free[index]);
}

/**
 * The first port of a free range of `count` ports. The search starts at a place that differs between processes, so
 * that two test runs on one machine do not meet; it stays below the range systems hand out by themselves.
 */
export async function freePortRange(count: number, from = 15_000 + (process.pid % 1_500) * 10): Promise<number> {
  for (let first = from; first < from + 2_000; first += count) {
    const range = Array.from({ length: count }, (_, index) => first + index);
    if ((await takenPorts(range)).length === 0) return first;
  }
  throw new Error(`No ${count} free ports in a row from ${from} on`);
}
