import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = Object.keys({ ...dependencies, ...peerDependencies });
/** Entries whose files lie where their types do. */
const entries = [
  'cli/main',
  'dredd/run/child',
  'index',
  'testkit/assert', 'testkit/index',
  'testkit/jest',
  'testkit/msw',
  'testkit/node/coverage-reporter',
  'testkit/node/coverage-setup',
  'testkit/node/intercept',
  'testkit/node/playwright',
  'testkit/vitest',
];

/**
 * The modules of `src` in few files: to find, read and link hundreds of small modules takes Node longer than to run
 * what a first answer needs. What is imported lazily keeps a file of its own, and packages stay packages.
 */
export default defineConfig({
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  external: [/^node:/, ...packages.map((name) => new RegExp(`^${name}(?:/|$)`))],
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
});
