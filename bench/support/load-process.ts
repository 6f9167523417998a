import http from 'node:http';
import { ANSWER_MS, type LoadPlan, type LoadResult } from './load-plan';

/**
 * The second process of a benchmark: sends what it is asked to over kept-alive connections. Arrivals are open-loop:
 * each delivery leaves when it is due, whether or not earlier ones were answered, so that a slow server cannot slow
 * down its own load and hide its latency.
 */
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });

interface Tally {
  readonly statuses: Record<string, number>;
  readonly latencies: number[];
  readonly lateness: number[];
  readonly errors: Set<string>;
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  const tally: Tally = { statuses: {}, latencies: [], lateness: [], errors: new Set() };
  const count = Math.round(plan.rate * plan.seconds);
  const start = performance.now() + 50;
  const answers: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const due = start + (index * 1_000) / plan.rate;
    await until(due);
    tally.lateness.push(performance.now() - due);
    answers.push(deliver(plan, plan.first + index, due, tally));
  }
  await Promise.all(answers);
  return { ...tally, sent: count, errors: [...tally.errors].slice(0, 5) };
}

async function deliver(plan: LoadPlan, number: number, due: number, tally: Tally): Promise<void> {
  const body = plan.body.replaceAll('{{n}}', String(number));
  try {
    const status = await insist(plan, Buffer.from(body));
    tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
    if (status >= 200 && status < 300) tally.latencies.push(performance.now() - due);
  } catch (error) {
    tally.statuses.failed = (tally.statuses.failed ?? 0) + 1;
    tally.errors.add(error instanceof Error ? error.message : String(error));
  }
}

/** A server may close an idle connection in the instant it is used again: such a request was never read, so it is sent again. */
async function insist(plan: LoadPlan, body: Buffer): Promise<number> {
  const sent: { request?: http.ClientRequest } = {};
  try {
    return await post(plan, body, sent);
  } catch (error) {
    const isClosedIdle = sent.request?.reusedSocket === true && error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
    if (!isClosedIdle) throw error;
    return post(plan, body, sent);
  }
}

function post(plan: LoadPlan, body: Buffer, sent: { request?: http.ClientRequest }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { ...plan.headers, 'content-length': String(body.length) };
    const request = http.request(plan.url, { method: 'POST', agent, headers, timeout: ANSWER_MS }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', reject);
    });
    sent.request = request;
    request.once('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_MS / 1_000} s`)));
    request.once('error', reject);
    request.end(body);
  });
}

async function until(due: number): Promise<void> {
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

process.on('message', (plan: LoadPlan) => {
  void run(plan).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
