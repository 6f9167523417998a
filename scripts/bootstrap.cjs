'use strict';
/**
 * The door of `npm start`, `npm test`, `npm run check` and `npm run smoke:queue` on a fresh clone. It runs under whatever Node npm runs under
 * (18 or newer), needs nothing installed, installs what is missing, and goes on under the project's own Node 24.
 */
const path = require('node:path');
const { installRoot } = require('./bootstrap/install.cjs');
const { runNode24 } = require('./bootstrap/run.cjs');
const { Refusal } = require('./bootstrap/refusal.cjs');

/** Which script each command goes on with. What needs n8n itself installs it when it comes to that. */
const COMMANDS = { start: 'start.ts', test: 'test.ts', check: 'check.ts', build: 'build.ts', 'smoke-queue': 'smoke-queue.ts' };

async function main([name, ...args]) {
  const script = COMMANDS[name];
  if (!script) throw new Refusal(`There is no command "${name}"; there are: ${Object.keys(COMMANDS).join(', ')}.`);
  await installRoot();
  process.exitCode = await runNode24(path.join(__dirname, script), args);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Refusal ? `\n${error.message}` : error);
  process.exitCode = 1;
});
