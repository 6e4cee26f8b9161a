import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = Object.keys({ ...dependencies, ...peerDependencies });
const isNode = /^node:(?!http2$|child_process$)/;
/** Packages that the command imports when a file of it is loaded, not when it needs them. */
const builtIn = ['fontoxpath', 'hono', 'js-yaml', 'json-p3', 'liquidjs', 're2js', 'slimdom'];
/** What nearly all first answers need of a package of which the rest stays where it is. */
const builtInPart = '@faker-js/faker/locale/en';
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

/**
 * `import()` of a script that is made of kept code has no module to come from; the loader hands one in (`src/cli/code`).
 * What such scripts require and what they import would be two copies of a package, with errors that do not know each other.
 */
const importModule = {
  name: 'import-module',
  renderChunk(code, { imports }, _options, { chunks }) {
    const required = imports.filter((name) => !name.startsWith('node:') && !Object.hasOwn(chunks, name));
    if (required.length > 0) throw new Error(`Failed to build: ${required} must be one of builtIn.`);
    const places = [];
    const visit = (node) => {
      if (node === null || typeof node !== 'object') return;
      if (node.type === 'ImportExpression') places.push(node.start);
      for (const each of Object.values(node)) visit(each);
    };
    visit(this.parse(code));
    return places
      .sort((a, b) => b - a)
      .reduce((text, at) => `${text.slice(0, at)}importModule${text.slice(at + 'import'.length)}`, code);
  },
};

/** The name of the command's first file, which has a hash of all that it loads. */
const entry = {
  name: 'entry',
  generateBundle(_options, bundle) {
    const { fileName } = Object.values(bundle).find((each) => each.isEntry);
    this.emitFile({ type: 'asset', fileName: 'entry.txt', source: fileName });
  },
};

/**
 * Characters beyond ASCII as escapes, which mean the same in strings, templates, patterns and names: with a single one, Node
 * takes five times as long to read a file, and the engine keeps two bytes for each character.
 */
const ascii = {
  name: 'ascii',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const raw = /\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f`]/.exec(chunk.code);
      if (raw) throw new Error(`Failed to build ${chunk.fileName}: ${raw[0]} would change with an escape.`);
      chunk.code = chunk.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

/** Short names of what is local, lines as they were: the engine reads a tenth less at each start, and a stack trace still tells functions. */
const minify = { compress: false, mangle: { keepNames: true }, codegen: { removeWhitespace: false } };

const isOneOf = (names) => names.map((name) => new RegExp(`^${name}(?:/|$)`));
const shared = {
  platform: 'node',
  // The adapter's own help for web sockets, which nothing here asks for.
  treeshake: {
    manualPureFunctions: ['defineWebSocketHelper'],
    moduleSideEffects: [{ test: /^hono\/ws$/, sideEffects: false }],
  },
};
const plugins = [withoutHttp2, withoutPrograms, licences];

/**
 * The modules of `src` in few files: to find, read and link hundreds of small modules takes Node longer than to run
 * what a first answer needs. What is imported lazily keeps a file of its own. Small packages that every start needs,
 * or that are a hundred files, are built in: those of `devDependencies`. The others stay packages, above all what users
 * may have too and what is one of its kind in a process, as Hono.
 */
const library = {
  ...shared,
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  external: [isNode, ...isOneOf(packages)],
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', comments: false, minify },
  plugins,
};

const externalToCommand = [isNode, ...isOneOf(packages.filter((name) => !builtIn.includes(name)))];

/**
 * The command once more, as CommonJS files that `src/cli/code` runs from code that was compiled at an earlier start. What
 * is one of its kind may be built in here, since nobody shares this process's own modules.
 */
const command = {
  ...shared,
  input: { start: 'src/cli/start.ts' },
  external: (id) => id !== builtInPart && externalToCommand.some((name) => name.test(id)),
  output: {
    dir: 'dist/command',
    cleanDir: true,
    format: 'cjs',
    entryFileNames: '[name]-[hash].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    comments: false,
    minify,
  },
  plugins: [...plugins, importModule, ascii, entry],
};

export default defineConfig([library, command]);
