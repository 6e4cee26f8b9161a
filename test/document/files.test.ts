import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LoadOptions, loadDocument } from '../../src/document/index.ts';
import { faultsOf, openapi, refusal } from './memory-files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standin-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** An entry that refers to one file as a schema. */
const referTo = (reference: string) => openapi(`components: { schemas: { A: { $ref: '${reference}' } } }\n`);

const load = async (entry: string, options: LoadOptions = {}) =>
  faultsOf(await loadDocument(join(folder, entry), { cwd: folder, ...options }));

describe('entries', () => {
  test('a path, a URL object and a URL text name the same file', async () => {
    const path = await write('plain/api.yaml', openapi(''));
    const url = pathToFileURL(path);
    for (const source of [path, url, url.href]) {
      const document = await loadDocument(source, { cwd: folder });
      expect(document.uri).toBe(url.href);
      expect(document.place(document.uri, '/info')).toEqual({
        file: 'plain/api.yaml',
        pointer: '/info',
        line: 2,
        column: 1,
      });
    }
  });

  test.each<[string, string, string]>([
    ['a file that is not there', 'none.yaml', 'not-found'],
    ['a file below a file', 'plain/api.yaml/x.yaml', 'not-found'],
    ['a folder without pages', 'plain', 'not-found'],
    ['a pattern without pages', 'plain/*.api.mdx', 'not-found'],
  ])('%s is refused', async (_title, name, code) => {
    const error = await refusal(loadDocument(join(folder, name), { cwd: folder }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(`Failed to load ${name}: `);
  });

  test.skipIf(process.platform === 'win32')('a pipe is read, and a device only up to the limit', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writing = writeFile(pipe, openapi(''));
    expect((await loadDocument(pipe)).version).toBe('3.1.0');
    await writing;
    expect((await refusal(loadDocument('/dev/zero', { maxBytes: 100_000 }))).code).toBe('too-large');
  });

  test.skipIf(process.platform === 'win32')('a pipe that a reference names is not opened', async () => {
    execFileSync('mkfifo', [join(folder, 'waiting.yaml')]);
    await write('piped.yaml', referTo('waiting.yaml'));
    expect(await load('piped.yaml')).toEqual(['unreadable piped.yaml:4']);
  });

  test('a file larger than the limit is refused before it is read', async () => {
    const path = await write('large.yaml', openapi(`x-a: ${'a'.repeat(5000)}\n`));
    const error = await refusal(loadDocument(path, { cwd: folder, maxBytes: 4000 }));
    expect(error.message).toBe(
      'Failed to load large.yaml: it is larger than 4000 bytes. Raise the limit or split the file up.',
    );
  });
});

describe('what references may read without a root', () => {
  beforeAll(async () => {
    await write('a/b/c/schema.yaml', 'type: object');
    for (const name of [
      'a/s.yaml',
      'a/s.txt',
      'a/.secret/s.yaml',
      'a/node_modules/s.yaml',
      'a/b/s.yaml',
      'a/b/c/d/s.txt',
      'a/b/c/.d/s.yaml',
      's.yaml',
    ]) {
      await write(name, 'type: object');
    }
    await symlink('/dev/zero', join(folder, 'a/b/c/zero.yaml'));
  });

  test.each<[string, string, string[]]>([
    ['a file beside it', 'schema.yaml', []],
    ['a file below it, whatever its name', 'd/s.txt', []],
    ['a file in a hidden folder below it', '.d/s.yaml', []],
    ['a file one folder above', '../s.yaml', []],
    ['a file two folders above', '../../s.yaml', []],
    ['no file three folders above', '../../../s.yaml', ['outside-folder a/b/c/api.yaml:4']],
    ['no file of another kind above', '../../s.txt', ['outside-folder a/b/c/api.yaml:4']],
    ['no file in a hidden folder above', '../../.secret/s.yaml', ['outside-folder a/b/c/api.yaml:4']],
    ['no file of a package above', '../../node_modules/s.yaml', ['outside-folder a/b/c/api.yaml:4']],
    ['no file by an absolute path', '/etc/hosts.yaml', ['outside-folder a/b/c/api.yaml:4']],
    ['no file by an encoded way out', '..%2f..%2f..%2fs.yaml', ['not-found a/b/c/api.yaml:4']],
    ['no file by a broken encoding', '%zz.yaml', ['not-found a/b/c/api.yaml:4']],
    ['no file above by a broken encoding', '../%zz.yaml', ['not-found a/b/c/api.yaml:4']],
    ['no file with a zero byte', 'a%00.yaml', ['unreadable a/b/c/api.yaml:4']],
    ['no file on another host', '//other/share/s.yaml', ['outside-folder a/b/c/api.yaml:4']],
    ['no device', 'zero.yaml', ['outside-folder a/b/c/api.yaml:4']],
    ['no folder', 'd', ['unreadable a/b/c/api.yaml:4']],
  ])('%s', async (_title, reference, faults) => {
    await write('a/b/c/api.yaml', referTo(reference));
    expect(await load('a/b/c/api.yaml')).toEqual(faults);
  });

  test('a named root holds exactly', async () => {
    await write('a/b/c/api.yaml', referTo('../s.yaml'));
    expect(await load('a/b/c/api.yaml', { root: join(folder, 'a/b/c') })).toEqual([
      'outside-folder a/b/c/api.yaml:4',
    ]);
    await write('a/b/c/api.yaml', referTo('../../../s.yaml'));
    expect(await load('a/b/c/api.yaml', { root: folder })).toEqual([]);
    await write('a/b/c/api.yaml', referTo('../../s.txt'));
    expect(await load('a/b/c/api.yaml', { root: pathToFileURL(folder).href })).toEqual([]);
  });

  test('a folder whose name merely begins like the root is outside', async () => {
    await write('a/b/c2/s.yaml', 'type: object');
    await write('a/b/c/api.yaml', referTo('../c2/s.yaml'));
    expect(await load('a/b/c/api.yaml', { root: join(folder, 'a/b/c') })).toEqual([
      'outside-folder a/b/c/api.yaml:4',
    ]);
  });
});

describe('what references may read in a project', () => {
  test('a package is the root', async () => {
    await write('p/package.json', '{}');
    await write('p/x/y/z/api.yaml', referTo('../../../s.yaml'));
    await write('p/s.yaml', 'type: object');
    expect(await load('p/x/y/z/api.yaml')).toEqual([]);
    await write('p/x/y/z/api.yaml', referTo('../../../../s.yaml'));
    expect(await load('p/x/y/z/api.yaml')).toEqual(['outside-folder p/x/y/z/api.yaml:4']);
  });

  test('the repository around a package is the root', async () => {
    await write('r/.git/HEAD', '');
    await write('r/packages/api/package.json', '{}');
    await write('r/packages/api/openapi/api.yaml', referTo('../../../shared/s.yaml'));
    await write('r/shared/s.yaml', 'type: object');
    expect(await load('r/packages/api/openapi/api.yaml')).toEqual([]);
    await write('r/packages/api/openapi/api.yaml', referTo('../../../../s.yaml'));
    expect(await load('r/packages/api/openapi/api.yaml')).toEqual([
      'outside-folder r/packages/api/openapi/api.yaml:4',
    ]);
  });
});

describe('symbolic links', () => {
  beforeAll(async () => {
    await write('l/api/in.yaml', 'type: object');
    await write('l/package.json', '{}');
    await write('l/.env.d/secret.yaml', 'type: object');
    await write('away/s.yaml', 'type: object');
    await symlink(join(folder, 'l/api/in.yaml'), join(folder, 'l/api/link-in.yaml'));
    await symlink(join(folder, 'away/s.yaml'), join(folder, 'l/api/link-out.yaml'));
    await symlink(join(folder, 'away'), join(folder, 'l/api/folder-out'));
    await symlink(join(folder, 'l/.env.d'), join(folder, 'l/api/folder-hidden'));
    await symlink(join(folder, 'l'), join(folder, 'linked'));
  });

  test.each<[string, string, string[]]>([
    ['to a file inside', 'link-in.yaml', []],
    ['to a file outside', 'link-out.yaml', ['outside-folder l/api/api.yaml:4']],
    ['to a folder outside', 'folder-out/s.yaml', ['outside-folder l/api/api.yaml:4']],
    ['to a hidden folder beside', 'folder-hidden/secret.yaml', ['outside-folder l/api/api.yaml:4']],
  ])('%s', async (_title, reference, faults) => {
    await write('l/api/api.yaml', referTo(reference));
    expect(await load('l/api/api.yaml')).toEqual(faults);
  });

  test('around the whole project do no harm', async () => {
    await write('l/api/api.yaml', referTo('link-in.yaml'));
    expect(await load('linked/api/api.yaml')).toEqual([]);
  });
});
