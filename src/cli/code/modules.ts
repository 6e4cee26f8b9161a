import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { type Codes, canWrite, readCodes, writeCodes } from './code-file.ts';

type ImportModule = (specifier: string) => Promise<unknown>;
type Wrapper = (
  exports: object,
  require: (specifier: string) => unknown,
  module: { exports: object },
  file: string,
  folder: string,
  importModule: ImportModule,
) => void;

const parameters = 'exports, require, module, __filename, __dirname, importModule';
/** What runs at a start is compiled then and kept, so that after some starts nearly all that any of them runs is there. */
const maxTimes = 5;
const none: Codes = { times: 0, files: new Map() };

/** The name of the file in a folder that has all the others loaded: the build gives it a hash, and writes it down. */
export function entryOf(folder: string): string {
  return readFileSync(join(folder, 'entry.txt'), 'utf8');
}

/**
 * The CommonJS files of one folder, run from the code that V8 compiled at earlier starts, functions that were called
 * included: to read the text again takes a third of a small start. What Node keeps by itself (22.1 and later) is what
 * it compiled when a module was loaded.
 */
export class Modules {
  readonly #folder: string;
  readonly #codeFile: string | undefined;
  readonly #importModule: ImportModule;
  readonly #require: NodeJS.Require;
  readonly #modules = new Map<string, { exports: object }>();
  readonly #scripts = new Map<string, { script: Script; stamp: string }>();
  readonly #kept: Codes;
  #lacksCode = false;

  /**
   * codeFile: undefined for none. importModule: stands for `import()`, which scripts made of code do not have; what Node
   * has is required, since to import it makes all that it has lazily.
   */
  constructor(folder: string, codeFile: string | undefined, importModule: ImportModule) {
    this.#folder = folder;
    this.#codeFile = codeFile;
    this.#require = createRequire(join(folder, 'index.cjs'));
    this.#importModule = async (specifier) =>
      specifier.startsWith('node:') ? this.#require(specifier) : importModule(specifier);
    this.#kept = (codeFile === undefined ? undefined : readCodes(codeFile)) ?? none;
  }

  /** What the file of that name exports. */
  load(name: string): object {
    const known = this.#modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    this.#modules.set(name, module);
    const path = join(this.#folder, name);
    const require = (specifier: string): unknown =>
      specifier.startsWith('./') ? this.load(specifier.slice(2)) : this.#require(specifier);
    try {
      const run = this.#compile(name, path);
      run(module.exports, require, module, path, this.#folder, this.#importModule);
    } catch (error) {
      this.#modules.delete(name);
      throw error;
    }
    return module.exports;
  }

  #compile(name: string, path: string): Wrapper {
    const text = readFileSync(path, 'utf8');
    // The engine compares lengths alone. Who edits a file that was installed leaves a time.
    const stamp = `${text.length} ${this.#codeFile === undefined ? '' : statSync(path).mtimeMs}`;
    const kept = this.#kept.files.get(name);
    const cachedData = kept?.stamp === stamp ? (kept.data as Buffer) : undefined;
    const script = new Script(`(function (${parameters}) {${text}\n})`, { filename: path, cachedData });
    if (cachedData === undefined || script.cachedDataRejected) this.#lacksCode = true;
    this.#scripts.set(name, { script, stamp });
    return script.runInThisContext() as Wrapper;
  }

  /** Keeps the code of what has run by now where the next starts may lack some, which takes some tens of milliseconds. */
  keepCode(): void {
    if (this.#codeFile === undefined || (!this.#lacksCode && this.#kept.times >= maxTimes)) return;
    if (!canWrite(this.#codeFile)) return;
    // Other processes write it too.
    const before = readCodes(this.#codeFile) ?? none;
    const files = new Map(before.files);
    for (const [name, { script, stamp }] of this.#scripts) {
      const data = script.createCachedData();
      const kept = files.get(name);
      // The engine throws away what has not run for long.
      if (kept?.stamp !== stamp || kept.data.byteLength < data.byteLength) files.set(name, { stamp, data });
    }
    writeCodes(this.#codeFile, { times: before.times + 1, files });
  }
}
