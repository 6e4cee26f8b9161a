import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { entryOf, Modules } from '../../src/cli/code/modules.ts';
import { run as runSource } from '../../src/cli/run.ts';
import type * as Start from '../../src/cli/start.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** The folder of the built command, where that is to be tried in place of its source. */
const built = process.env['STANDIN_BUILT'];
const run = built === undefined ? runSource : loadBuilt(built);

export interface Surroundings {
  readonly env?: Record<string, string>;
  readonly stdin?: string;
  /** A terminal of that many columns in place of pipes. */
  readonly columns?: number;
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * How long a process takes to start at least, in milliseconds. What is written less than that before a file is read could be a
 * change as well, by the clocks of file systems.
 */
const STARTING = 30;

/** A command line that runs in this process. */
export class CommandLine {
  readonly ended: Promise<Ended>;
  out: string = '';
  err: string = '';
  #stop: () => void = () => undefined;
  #wake: () => void = () => undefined;

  constructor(args: readonly string[], { env = {}, stdin = '', columns }: Surroundings = {}) {
    const stopAsked = new Promise<void>((done) => {
      this.#stop = done;
    });
    const isTerminal = columns !== undefined;
    const terminal: Terminal = {
      out: (text) => {
        this.out += typeof text === 'string' ? text : new TextDecoder('latin1').decode(text);
        this.#wake();
      },
      err: (text) => {
        this.err += text;
        this.#wake();
      },
      outIsTerminal: isTerminal,
      errIsTerminal: isTerminal,
      columns,
      env,
      readStandardInput: async () => new TextEncoder().encode(stdin),
      stopAsked: () => stopAsked,
    };
    this.ended = delay(STARTING)
      .then(() => run(args, terminal))
      .then((code) => ({ code, out: this.out, err: this.err }));
    void this.ended.then(() => this.#wake());
  }

  /** The first match in what has been printed, as soon as there is one. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    let over = false;
    void this.ended.then(() => {
      over = true;
    });
    for (;;) {
      const match = pattern.exec(this.out) ?? pattern.exec(this.err);
      if (match !== null) return match;
      if (over) throw new Error(`Nothing like ${pattern} was printed.\n${this.out}\n${this.err}`);
      await new Promise<void>((done) => {
        this.#wake = done;
      });
    }
  }

  stop(): Promise<Ended> {
    this.#stop();
    return this.ended;
  }
}

export function standin(args: readonly string[], surroundings?: Surroundings): Promise<Ended> {
  return new CommandLine(args, surroundings).ended;
}

function loadBuilt(folder: string): typeof runSource {
  const modules = new Modules(folder, undefined, (specifier) => import(specifier));
  return (modules.load(entryOf(folder)) as typeof Start).run;
}

/** A folder that is gone when the tests are over. */
export class Folder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(files: Record<string, string | object> = {}): Promise<Folder> {
    const folder = new Folder(await mkdtemp(join(tmpdir(), 'standin-cli-')));
    for (const [name, content] of Object.entries(files)) await folder.write(name, content);
    return folder;
  }

  /** Data is written as JSON. */
  async write(name: string, content: string | object): Promise<string> {
    const path = this.file(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return path;
  }

  file(name: string): string {
    return join(this.path, name);
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true });
  }
}

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};

/** A description with a few operations and nothing wrong in it. */
export const pets: object = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1.2.3' },
  servers: [{ url: 'https://pets.example/v1' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: {
          200: {
            description: 'All',
            content: { 'application/json': { schema: { type: 'array', items: pet } } },
          },
        },
      },
      post: {
        operationId: 'addPet',
        security: [{ key: [] }],
        requestBody: { required: true, content: { 'application/json': { schema: pet } } },
        responses: { 201: { description: 'Added', content: { 'application/json': { schema: pet } } } },
      },
    },
    '/pets/{id}': {
      get: {
        operationId: 'getPet',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: {
          200: { description: 'One', content: { 'application/json': { schema: pet } } },
          404: {
            description: 'None',
            content: {
              'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
            },
          },
        },
      },
    },
    '/pets/{id}/photo': {
      get: {
        operationId: 'getPhoto',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: 'Picture', content: { 'image/png': { schema: {} } } } },
      },
      delete: {
        operationId: 'removePhoto',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 204: { description: 'Gone' } },
      },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

/** Of an output with `--json`: one value a line. */
export function jsonLines(out: string): Array<Record<string, unknown>> {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
