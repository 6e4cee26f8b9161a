import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path, { join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { codeFileName, codeFolder, readCodes, writeCodes } from '../../src/cli/code/code-file.ts';
import { Modules } from '../../src/cli/code/modules.ts';

let folder: string;
let codeFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standin-code-'));
  codeFile = join(folder, 'cache', 'a.code');
});
afterEach(() => rm(folder, { recursive: true }));

const noImport = () => Promise.reject(new Error('nothing is imported here'));

function load(
  name: string,
  { file, importModule }: { file?: string | undefined; importModule?: (name: string) => Promise<unknown> } = {
    file: codeFile,
  },
) {
  const modules = new Modules(folder, file, importModule ?? noImport);
  return { modules, exports: modules.load(name) as Record<string, () => unknown> };
}

/** Of the same time whatever it holds: of two texts of one length, only what was compiled can be told apart. */
async function write(name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, text);
  await utimes(path, 1, 1);
}

describe('modules', () => {
  test('load each other, packages and what Node has', async () => {
    await writeFile(
      join(folder, 'a.cjs'),
      `exports.a = () => require('./b.cjs').b + require('node:path').sep;`,
    );
    await write('b.cjs', `exports.b = 'b'; exports.a = require('./a.cjs');`);
    expect(load('a.cjs').exports['a']!()).toBe(`b${join('/')}`);
  });

  test('import what Node has as they require it', async () => {
    await write('a.cjs', `exports.a = () => importModule('node:path');`);
    await expect(load('a.cjs').exports['a']!()).resolves.toBe(path);
  });

  test('run the code that was kept, functions that were called included', async () => {
    await write('a.cjs', 'exports.a = () => 1;');
    const first = load('a.cjs');
    expect(first.exports['a']!()).toBe(1);
    first.modules.keepCode();
    await write('a.cjs', 'exports.a = () => 2;');
    expect(load('a.cjs').exports['a']!()).toBe(1);
  });

  test('do not run kept code of a file that was edited since', async () => {
    await write('a.cjs', 'exports.a = () => 1;');
    const first = load('a.cjs');
    first.exports['a']!();
    first.modules.keepCode();
    await write('a.cjs', 'exports.a = () => 20;');
    expect(load('a.cjs').exports['a']!()).toBe(20);
    await write('a.cjs', 'exports.a = () => 3;');
    await utimes(join(folder, 'a.cjs'), 2, 2);
    expect(load('a.cjs').exports['a']!()).toBe(3);
  });

  test('run without a file for their code', async () => {
    await write('a.cjs', 'exports.a = () => 1;');
    const { modules, exports } = load('a.cjs', { file: undefined });
    expect(exports['a']!()).toBe(1);
    modules.keepCode();
    expect(await readdir(folder)).toEqual(['a.cjs']);
  });

  test('keep no code after some starts that lacked none', async () => {
    await write('a.cjs', 'exports.a = () => 1;');
    for (let start = 0; start < 8; start++) load('a.cjs').modules.keepCode();
    expect(readCodes(codeFile)?.times).toBe(5);
    await write('b.cjs', 'exports.b = () => 1;');
    load('b.cjs').modules.keepCode();
    expect([...readCodes(codeFile)!.files.keys()]).toEqual(['a.cjs', 'b.cjs']);
  });

  test('import by what they are handed, from kept code too', async () => {
    await write('a.cjs', `exports.a = () => importModule('x');`);
    const importModule = (specifier: string) => Promise.resolve(specifier.repeat(2));
    for (let start = 0; start < 2; start++) {
      const { modules, exports } = load('a.cjs', { file: codeFile, importModule });
      expect(await exports['a']!()).toBe('xx');
      modules.keepCode();
    }
  });

  test('that fail are not taken for loaded', async () => {
    await write('a.cjs', `throw new Error('not now');`);
    const modules = new Modules(folder, undefined, noImport);
    for (let times = 0; times < 2; times++) expect(() => modules.load('a.cjs')).toThrow('not now');
  });

  test('name the file and the line where something is thrown', async () => {
    const path = join(folder, 'a.cjs');
    await writeFile(path, `exports.a = () => 1;\nthrow new Error('here');`);
    const stack = (() => {
      try {
        load('a.cjs');
      } catch (error) {
        return (error as Error).stack;
      }
    })();
    expect(stack).toContain(`${path}:2:7`);
  });
});

describe('a file of code', () => {
  const files = new Map([
    ['a.cjs', { stamp: '1', data: Uint8Array.of(1, 2, 3) }],
    ['b.cjs', { stamp: '2', data: new Uint8Array(20).fill(9) }],
  ]);

  test('comes back as it was written, each part where the engine wants it', () => {
    writeCodes(codeFile, { times: 3, files });
    const read = readCodes(codeFile)!;
    expect({ times: read.times, files: [...read.files] }).toEqual({
      times: 3,
      files: [...files].map(([name, { stamp, data }]) => [name, { stamp, data: Buffer.from(data) }]),
    });
    for (const { data } of read.files.values()) expect(data.byteOffset % 8).toBe(0);
  });

  test.skipIf(process.platform === 'win32')('is read where nobody else can write it', async () => {
    writeCodes(codeFile, { times: 1, files });
    expect(((await stat(codeFile)).mode & 0o777).toString(8)).toBe('600');
    await chmod(codeFile, 0o622);
    expect(readCodes(codeFile)).toBeUndefined();
  });

  test.each([
    ['is missing', undefined],
    ['is empty', (_bytes: Buffer) => Buffer.alloc(0)],
    ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    ['is cut off in its contents', (bytes: Buffer) => bytes.subarray(0, 9)],
    ['is something else', (_bytes: Buffer) => Buffer.from('x'.repeat(100))],
  ])('that %s stands for none', async (_title, change) => {
    if (change) {
      writeCodes(codeFile, { times: 1, files });
      await writeFile(codeFile, change(await readFile(codeFile)));
    }
    expect(readCodes(codeFile)).toBeUndefined();
  });

  test('with other bytes than the engine wrote is compiled anew', async () => {
    await write('a.cjs', 'exports.a = () => 1;');
    load('a.cjs').modules.keepCode();
    const { times, files: kept } = readCodes(codeFile)!;
    const [name, { stamp, data }] = [...kept][0]!;
    writeCodes(codeFile, {
      times,
      files: new Map([[name, { stamp, data: data.map((byte) => byte ^ 255) }]]),
    });
    expect(load('a.cjs').exports['a']!()).toBe(1);
  });

  test('that cannot be written is left', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(() => writeCodes(join(folder, 'file', 'a.code'), { times: 1, files })).not.toThrow();
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('that could not be written is not made', async () => {
    await writeFile(join(folder, 'file'), '');
    await write('a.cjs', 'exports.a = () => 1;');
    const made = vi.spyOn(Script.prototype, 'createCachedData');
    load('a.cjs', { file: join(folder, 'file', 'a.code') }).modules.keepCode();
    expect(made).not.toHaveBeenCalled();
    load('a.cjs').modules.keepCode();
    expect(made).toHaveBeenCalledOnce();
    made.mockRestore();
  });

  test('of which there are many is forgotten when it is the oldest', async () => {
    for (let each = 0; each < 20; each++) {
      const path = join(folder, `${each}.code`);
      writeCodes(path, { times: 1, files });
      await utimes(path, each, each);
    }
    const names = await readdir(folder);
    expect(names).toHaveLength(16);
    expect(names).not.toContain('1.code');
  });

  test.skipIf(process.platform !== 'linux').each([
    ['/var/cache/me', '/var/cache/me/standin'],
    ['relative', join(homedir(), '.cache/standin')],
    ['', join(homedir(), '.cache/standin')],
  ])('lies in %j by XDG_CACHE_HOME where that is absolute', (named, expected) => {
    vi.stubEnv('XDG_CACHE_HOME', named);
    expect(codeFolder()).toBe(expected);
    vi.unstubAllEnvs();
  });

  test('has a name for each build and place', () => {
    const names = [
      codeFileName('a', '/x'),
      codeFileName('b', '/x'),
      codeFileName('a', '/y'),
      codeFileName('a', '/x'),
    ];
    expect(new Set(names).size).toBe(3);
  });
});
