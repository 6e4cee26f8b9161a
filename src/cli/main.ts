#!/usr/bin/env node
import * as nodeModule from 'node:module';

// Node 22.8 and later keep compiled code for the next start. TypeScript's types are those of Node 20.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

// A reader that has seen enough (`standin check … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const [{ run }, { processTerminal }] = await Promise.all([import('./run.ts'), import('./terminal.ts')]);
process.exitCode = await run(process.argv.slice(2), processTerminal());
