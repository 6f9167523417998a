'use strict';
/**
 * Adds to a lockfile the optional packages of other platforms that the registry in use does not carry. Without them
 * `npm ci` refuses the lockfile as incomplete. They are never fetched on a platform they are not made for. Run after
 * every change of dependencies: `node scripts/complete-lockfile.cjs [folder …]`; twice changes nothing more.
 */
const fs = require('node:fs');
const path = require('node:path');

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'arm'];

/** `@swc/core-linux-arm-gnueabihf` is made for linux on arm: platform packages say so in their names. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  return os && cpu ? { cpu: [cpu], os: [os] } : null;
}

/** Where npm looks for a dependency of the package at `place`, nearest folder first. */
function* candidates(place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    yield folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`;
    if (!folder) return;
  }
}

function isLocked(packages, place, name) {
  for (const candidate of candidates(place, name)) if (packages[candidate]) return true;
  return false;
}

function missingIn(packages) {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, place, name) && platformOf(name))
      .map(([name, version]) => [
        `node_modules/${name}`,
        { version: version.replace(/^[\^~=]/, ''), ...platformOf(name), ...(entry.dev ? { dev: true } : {}), optional: true },
      ]),
  );
}

function complete(folder) {
  const file = path.join(folder, 'package-lock.json');
  const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
  const missing = missingIn(lock.packages);
  const sorted = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  if (missing.length > 0) fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${file}: ${missing.length} packages of other platforms added`);
}

const folders = process.argv.slice(2);
for (const folder of folders.length > 0 ? folders : ['.', 'playground']) complete(folder);
