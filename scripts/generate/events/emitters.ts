import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { EventType } from '../../../engine/core/events';
import { ROOT } from '../../shared/paths';

export interface Command {
  /** The verb and noun of its file. */
  readonly name: string;
  /** Relative to the checkout's root. */
  readonly file: string;
}

interface Source extends Command {
  readonly path: string;
  readonly text: string;
  /** Files of the same folders that it needs at run time. */
  readonly imports: readonly string[];
  readonly isCommand: boolean;
}

/** Where events are written: commands, and the outbox for its own word. */
const FOLDERS = ['engine/commands', 'engine/store/outbox'];

/** Which commands can emit an event, read from the code: those that contain its name or need a file that does. */
export function emitterFinder(): (type: EventType) => Command[] {
  const sources = readSources();
  return (type) => {
    // Not where a query looks for it: `.where('type', '=', 'LeadCaptured')`.
    const word = type.startsWith('SLA_Breach_') ? /SLA_Breach_/ : new RegExp(`(?<!(?:=|in|===)[',\\s[]*)'${type}'|\\b${type}:`);
    const reached = reachUp(sources, sources.filter(({ text }) => word.test(text)));
    return reached.filter(({ isCommand }) => isCommand).map(({ name, file }) => ({ name, file }));
  };
}

/** These files and all that need them. */
function reachUp(sources: readonly Source[], start: readonly Source[]): Source[] {
  const reached = new Set(start);
  for (const source of reached) {
    for (const user of sources) if (user.imports.includes(source.path)) reached.add(user);
  }
  return sources.filter((source) => reached.has(source));
}

function readSources(): Source[] {
  const files = FOLDERS.flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(ROOT, folder, name)));
  return files.filter((file) => file.endsWith('.ts')).sort().map(readSource);
}

function readSource(file: string): Source {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  // What lies in a folder below the commands is a part of one.
  const isCommand = /^export async function \w+\(\s*store: Store\b/m.test(text) && FOLDERS.includes(path.relative(ROOT, path.dirname(file)));
  return { path: file, file: path.relative(ROOT, file), text, name: path.basename(file, '.ts'), isCommand, imports: importsOf(file, text) };
}

function importsOf(file: string, text: string): string[] {
  const imports = [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from '(\.[^']+)'/gm)].map((match) => path.resolve(path.dirname(file), match[1] ?? ''));
  return imports.map((target) => `${target}.ts`).filter((target) => existsSync(target));
}
