import { readdirSync, readFileSync } from 'node:fs';
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

/** What the packages that are built in ask of whoever hands them on. */
const licences = {
  name: 'licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
    const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
    const texts = [...new Set(folders)].sort().map((folder) => {
      const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
      if (file === undefined) throw new Error(`Failed to build ${name} in: it has no licence.`);
      return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) });
  },
};

/** The Node adapter asks of each request whether it came by HTTP/2, which our sockets do not speak and Node loads slowly. */
const withoutHttp2 = {
  name: 'without-http2',
  resolveId: (source) => (source === 'node:http2' ? '\0http2' : undefined),
  load: (id) => (id === '\0http2' ? 'export class Http2ServerRequest {}\nexport const constants = {};' : undefined),
};

/** The argument parser starts other programs for commands that it does not have, which none of ours is. */
const withoutPrograms = {
  name: 'without-programs',
  resolveId: (source, importer) =>
    source !== 'node:child_process'
      ? undefined
      : /\/commander\//.test(importer ?? '')
        ? '\0programs'
        : { id: source, external: true },
  load: (id) => (id === '\0programs' ? 'module.exports = {};' : undefined),
};

/** Short names of what is local, lines as they were: the engine reads a tenth less at each start, and a stack trace still tells functions. */
const minify = { compress: false, mangle: { keepNames: true }, codegen: { removeWhitespace: false } };

/**
 * The modules of `src` in few files: to find, read and link hundreds of small modules takes Node longer than to run
 * what a first answer needs. What is imported lazily keeps a file of its own. Small packages that every start needs,
 * or that are a hundred files, are built in: those of `devDependencies`. The others stay packages, above all what users
 * may have too and what is one of its kind in a process, as Hono.
 */
export default defineConfig({
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  external: [/^node:(?!http2$|child_process$)/, ...packages.map((name) => new RegExp(`^${name}(?:/|$)`))],
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', comments: false, minify },
  plugins: [withoutHttp2, withoutPrograms, licences],
  // The adapter's own help for web sockets, which nothing here asks for.
  treeshake: {
    manualPureFunctions: ['defineWebSocketHelper'],
    moduleSideEffects: [{ test: /^hono\/ws$/, sideEffects: false }],
  },
});
