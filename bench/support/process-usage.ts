import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const MB = 1024 * 1024;

/** Resident memory of a process, in MB. */
export function residentMb(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status) ? field(readFileSync(status, 'utf8'), 'VmRSS') : Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  return (kilobytes * 1024) / MB;
}

function field(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN);
}

/** Samples a process's resident memory until `work` is done. @returns the highest sample, in MB */
export async function peakDuring(pid: number, work: () => Promise<unknown>, every = 25): Promise<number> {
  let peak = residentMb(pid);
  const timer = setInterval(() => (peak = Math.max(peak, residentMb(pid))), every);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(peak, residentMb(pid));
}

/** Processor time the process has used so far, all threads, in milliseconds; null where the system does not tell (no /proc). */
export function processorMs(pid: number): number | null {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return null;
  const text = readFileSync(stat, 'utf8');
  // Fields 14 and 15, counted behind the program's name, which may hold blanks; one tick is 10 ms on Linux.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
