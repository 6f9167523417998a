'use strict';
/**
 * The door of `npm start`, `npm test` and `npm run check` on a fresh clone. It runs under whatever Node npm runs under
 * (18 or newer), needs nothing installed, installs what is missing, and goes on under the project's own Node 24.
 */
const path = require('node:path');
const { installRoot, installPlayground } = require('./bootstrap/install.cjs');
const { runNode24 } = require('./bootstrap/run.cjs');
const { Refusal } = require('./bootstrap/refusal.cjs');

/** Which script each command goes on with, and whether it needs n8n itself. */
const COMMANDS = {
  start: { script: 'start.ts', n8n: true },
  test: { script: 'test.ts', n8n: true },
  check: { script: 'check.ts', n8n: true },
  build: { script: 'build.ts', n8n: false },
};

async function main([name, ...args]) {
  const command = COMMANDS[name];
  if (!command) throw new Refusal(`There is no command "${name}"; there are: ${Object.keys(COMMANDS).join(', ')}.`);
  await installRoot();
  if (command.n8n) await installPlayground();
  process.exitCode = await runNode24(path.join(__dirname, command.script), args);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Refusal ? `\n${error.message}` : error);
  process.exitCode = 1;
});
