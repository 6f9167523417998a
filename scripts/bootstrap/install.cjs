'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { Refusal } = require('./refusal.cjs');
const { npm } = require('./run.cjs');

const ROOT = path.resolve(__dirname, '../..');
const PLAYGROUND = path.join(ROOT, 'playground');
const GIB = 1024 ** 3;

function lockHash(folder) {
  return createHash('sha256').update(fs.readFileSync(path.join(folder, 'package-lock.json'))).digest('hex');
}

function stampOf(folder) {
  return path.join(folder, 'node_modules', '.installed-lock-sha256');
}

function modified(file) {
  return fs.existsSync(file) ? fs.statSync(file).mtimeMs : 0;
}

/**
 * Whether node_modules belongs to the lockfile: by our stamp, or, where someone ran npm by hand, by npm's own
 * hidden lockfile being newer. `proof` is a file that only a finished install leaves.
 */
function isFresh(folder, proof) {
  if (!fs.existsSync(path.join(folder, 'node_modules', proof))) return false;
  const stamp = stampOf(folder);
  if (fs.existsSync(stamp)) return fs.readFileSync(stamp, 'utf8') === lockHash(folder);
  const byHand = modified(path.join(folder, 'node_modules', '.package-lock.json')) >= modified(path.join(folder, 'package-lock.json'));
  if (byHand) fs.writeFileSync(stamp, lockHash(folder));
  return byHand;
}

function requireDisk(gib, what) {
  const { bavail, bsize } = fs.statfsSync(ROOT);
  const free = (bavail * bsize) / GIB;
  if (free < gib) {
    throw new Refusal(`Installing ${what} needs ${gib} GB of free disk and ${ROOT} has ${free.toFixed(1)} GB: free some space and run the same command again.`);
  }
}

/** The pack's own dependencies and tools, Node 24 among them. */
async function installRoot() {
  if (isFresh(ROOT, path.join('node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'))) return;
  requireDisk(2, "the pack's dependencies");
  await npm(ROOT, ['ci'], { title: "Installing the pack's dependencies", usually: 'under a minute' });
  fs.writeFileSync(stampOf(ROOT), lockHash(ROOT));
}

/**
 * The n8n that runs beside the pack. Install scripts are off but for the two native modules n8n needs, because the
 * others download or compile things that this project has no use for, and one of them fails where it cannot.
 */
async function installPlayground() {
  if (isFresh(PLAYGROUND, path.join('sqlite3', 'build', 'Release', 'node_sqlite3.node'))) return;
  requireDisk(6, 'n8n');
  await npm(PLAYGROUND, ['ci', '--ignore-scripts'], { title: 'Installing n8n into playground/', usually: '4 to 6 minutes' });
  await npm(PLAYGROUND, ['rebuild', 'sqlite3', 'isolated-vm'], { title: "Building n8n's database driver", usually: 'up to 2 minutes' });
  fs.writeFileSync(stampOf(PLAYGROUND), lockHash(PLAYGROUND));
}

module.exports = { installRoot, installPlayground, isFresh, lockHash };
