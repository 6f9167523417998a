import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { openStore } from '../../engine/store';
import { readDay } from './read-day';
import { renderDay } from './render-day';
import { runDay } from './run-day';

/** `npm run simulate:firm [-- <file>]`: a day of a firm in a store of its own, and its report as a page. */
async function main(file: string): Promise<void> {
  const store = await openStore({ kind: 'embedded', folder: 'memory://' });
  try {
    const samples = await runDay(store, (text) => console.log(text));
    const day = await readDay(store);
    writeFileSync(file, renderDay(day, samples));
    console.log(JSON.stringify(day.totals));
    console.log(`Report: ${file}`);
  } finally {
    await store.close();
  }
}

main(path.resolve(process.argv[2] ?? 'firm-simulation.html')).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
