#!/usr/bin/env node
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { codeFileName, codeFolder } from './code/code-file.ts';
import { entryOf, Modules } from './code/modules.ts';
import type * as Start from './start.ts';

/** By then a server has answered what it is asked first, and some of the rest. */
const keepAfterSeconds = [2, 15, 120];

// The build puts the command there, each file with a hash of what it holds and loads in its name.
const folder = fileURLToPath(new URL('../command/', import.meta.url));
const entry = entryOf(folder);
// As Node's own cache of compiled code is turned off.
const keepsCode = !process.env['NODE_DISABLE_COMPILE_CACHE'];
const codeFile = keepsCode ? join(codeFolder(), codeFileName(entry.replace('.cjs', ''), folder)) : undefined;
const modules = new Modules(folder, codeFile, (specifier) => import(specifier));

let before = performance.eventLoopUtilization();
function keepCode(): void {
  const now = performance.eventLoopUtilization();
  // Who asks much is not kept waiting for it.
  if (performance.eventLoopUtilization(now, before).utilization < 0.5) modules.keepCode();
  before = now;
}
for (const seconds of keepAfterSeconds) setTimeout(keepCode, seconds * 1000).unref();
process.once('exit', () => modules.keepCode());

const { start } = modules.load(entry) as typeof Start;
await start();
