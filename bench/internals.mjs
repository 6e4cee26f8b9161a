// Parts of Standin that the package does not export, built for the bench alone.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Everything that the named folders of `src` export, together, so that they share their modules. */
export async function internals(...folders) {
  const { rolldown } = await import('rolldown');
  const out = join(root, 'bench/.cache', folders.join('-'));
  mkdirSync(out, { recursive: true });
  const build = await rolldown({
    input: folders.map((name) => join(root, `src/${name}/index.ts`)),
    platform: 'node',
    external: /^[^./]/,
    logLevel: 'silent',
  });
  const { output } = await build.write({ dir: out, entryFileNames: '[name]-[hash].js' });
  const found = {};
  for (const { isEntry, fileName } of output)
    if (isEntry) Object.assign(found, await import(pathToFileURL(join(out, fileName)).href));
  return found;
}
