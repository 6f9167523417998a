import { benchBulk } from './identity/bulk';
import { benchQuality } from './identity/quality';
import { numbers, readFlags } from './support/read-flags';

/**
 * `npm run bench -- identity [--records 40000] [--bulk 50000,1000000]`: how well and how fast persons are told apart, on
 * populations of our own with ground truth. Exit code 1 when a goal is missed.
 */
export async function benchIdentity(args: readonly string[]): Promise<boolean> {
  const flags = readFlags(args, { records: '40000', bulk: '50000,1000000' });
  const good = benchQuality(numbers('records', flags.records, 1_000_000)[0] ?? 40_000);
  const fast = benchBulk(numbers('bulk', flags.bulk, 5_000_000));
  return good && fast;
}
