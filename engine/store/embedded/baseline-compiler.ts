import { setFlagsFromString } from 'node:v8';

/**
 * PostgreSQL's SQL parser is one function of 100 kB of WebAssembly. V8 optimises it after the first handful of queries,
 * and needs 600 MB for that second; in a small container that is the end of n8n. What is compiled inside `work` stays with
 * V8's baseline compiler: queries take some 10 to 40 % more processor time, memory stays flat. V8 has no such setting for
 * one module, so the process's flags are switched for the moment; the defaults are back for everything else.
 */
export async function withBaselineCompiler<T>(work: () => Promise<T>): Promise<T> {
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
  try {
    return await work();
  } finally {
    for (const flag of ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering']) setFlagsFromString(flag);
  }
}
