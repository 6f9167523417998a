import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { LoadPlan, LoadResult } from './load-plan';

/** The load process; one plan at a time. */
export interface LoadGenerator {
  send(plan: LoadPlan): Promise<LoadResult>;
  stop(): void;
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(path.join(__dirname, 'load-process.ts'), [], { execArgv: ['--import', 'tsx'] });
  return {
    send: (plan) => answerOf(child, plan),
    stop: () => child.disconnect(),
  };
}

function answerOf(child: ChildProcess, plan: LoadPlan): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The load process ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (result) => {
      child.off('exit', ended);
      resolve(result as LoadResult);
    });
    child.send(plan);
  });
}
