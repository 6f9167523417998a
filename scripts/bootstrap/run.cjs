'use strict';
const { spawn } = require('node:child_process');
const path = require('node:path');
const { Refusal } = require('./refusal.cjs');

const ROOT = path.resolve(__dirname, '../..');
const NODE_24 = path.join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const HEARTBEAT_MS = 20_000;

/** npm's words for "nobody answers", whichever layer of the network says it. */
const OFFLINE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

function seconds(since) {
  return Math.round((Date.now() - since) / 1000);
}

/** Says every 20 s that work goes on: npm itself is silent for minutes when its output is not a terminal. */
function heartbeat(title, usually) {
  const started = Date.now();
  console.log(`${title} (${usually}) …`);
  const timer = setInterval(() => console.log(`  … ${title.toLowerCase()}: ${seconds(started)} s`), HEARTBEAT_MS);
  return (word) => {
    clearInterval(timer);
    console.log(`${title}: ${word} after ${seconds(started)} s.`);
  };
}

function collect(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The npm that runs this script, or the one on the PATH when the script was started by hand. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli && /npm-cli\.c?js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []];
}

/**
 * `npm start` tells its children which package they belong to; an npm in another folder must find its own. JOBS is
 * node-gyp's: native modules are compiled on all cores.
 */
function npmEnvironment() {
  const { npm_config_local_prefix: _outer, ...rest } = process.env;
  return { JOBS: 'max', ...rest };
}

/** Runs npm in a folder. A failure is one sentence where its cause is known, otherwise npm's own last lines. */
async function npm(folder, args, { title, usually }) {
  const [file, before] = npmCommand();
  const done = heartbeat(title, usually);
  const retries = ['--fetch-retries=3', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=15000'];
  const options = ['--include=dev', '--no-audit', '--no-fund', ...retries];
  const { code, output } = await collect(
    spawn(file, [...before, ...args, ...options], { cwd: folder, env: npmEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  done(code === 0 ? 'done' : 'failed');
  if (code === 0) return;
  const offline = OFFLINE.exec(output);
  if (offline) {
    throw new Refusal(`npm's registry does not answer (${offline[1]}): check the network or npm's proxy setting, then run the same command again.`);
  }
  throw new Refusal(`npm ${args.join(' ')} failed in ${folder}:\n${explanation(output)}`);
}

/** npm's own reasons without its page of usage; its last lines where it gives none. */
function explanation(output) {
  const lines = output.split('\n');
  const reasons = lines.filter((line) => line.startsWith('npm error'));
  return (reasons.length > 0 ? reasons.slice(0, 20) : lines.slice(-20)).join('\n');
}

/** Runs a TypeScript file of the project under its own Node 24 and passes on its exit code and the signals. */
function runNode24(script, args) {
  const child = spawn(NODE_24, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${path.dirname(NODE_24)}${path.delimiter}${process.env.PATH}` },
  });
  // The terminal sends Ctrl+C to the child as well; without a listener this process would die first.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

module.exports = { npm, runNode24, NODE_24, OFFLINE };
