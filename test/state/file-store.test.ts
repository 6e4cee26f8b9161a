import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type FileStoreOptions, openFileStore } from '../../src/state/stores/file/file.ts';
import { change, contentOf, Reader } from './reader.ts';
import { storeContract } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-file-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
const newPath = () => join(folder, `store-${++count}`);

function reopenable(path: string, options: FileStoreOptions) {
  let store = openFileStore(path, options);
  return {
    store,
    async reopen() {
      await store.close();
      store = openFileStore(path, options);
      return store;
    },
  };
}

storeContract('file', (options) => Promise.resolve(reopenable(newPath(), { ...options })));
storeContract('file?sync=always', (options) =>
  Promise.resolve(reopenable(newPath(), { ...options, sync: true })),
);

/** A file with that many commits. */
async function filled(commits: number): Promise<string> {
  const path = newPath();
  const store = openFileStore(path);
  const writer = new Reader(store);
  for (let index = 0; index < commits; index++) await writer.append([change(String(index), index)]);
  await store.close();
  return path;
}

function reading(path: string, options: FileStoreOptions = {}) {
  const notices: string[] = [];
  const store = openFileStore(path, { onNotice: (notice) => notices.push(notice), ...options });
  return { store, notices };
}

test('wherever a file ends in the middle of its last line, all lines before are there', async () => {
  const path = await filled(5);
  const whole = readFileSync(path);
  const lastLine = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
  for (let length = lastLine + 1; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    const { store, notices } = reading(path);
    expect((await contentOf(store)).size).toBe(4);
    expect(notices).toEqual([expect.stringContaining(`Cut ${length - lastLine} bytes off the end`)]);
    await store.close();
    expect(statSync(path).size).toBe(lastLine);
  }
});

test('after a torn line was cut, what is appended is read again', async () => {
  const path = await filled(3);
  appendFileSync(path, '12345678 {"kind":"commit","session":"');
  const { store } = reading(path);
  await new Reader(store).write(() => [change('after', true)]);
  await store.close();
  const again = reading(path);
  expect((await contentOf(again.store)).size).toBe(4);
  expect(again.notices).toEqual([]);
  await again.store.close();
});

test('zeros that a loss of power left at the end are cut', async () => {
  const path = await filled(3);
  appendFileSync(path, Buffer.alloc(4096));
  appendFileSync(path, '\n\n');
  const { store, notices } = reading(path);
  expect((await contentOf(store)).size).toBe(3);
  expect(notices).toHaveLength(1);
  await store.close();
});

test('a file that is damaged in its midst is refused and left as it is', async () => {
  const path = await filled(3);
  const bytes = readFileSync(path);
  bytes[bytes.indexOf('"changes"') + 3]! ^= 1;
  writeFileSync(path, bytes);
  expect(() => openFileStore(path)).toThrow(/^Failed to read .*: it is damaged before byte \d+\. Give/);
  expect(readFileSync(path)).toEqual(bytes);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test.each([
  ['a file of something else', 'important: true\n', /it is no store of Standin/],
  ['a file of one line without an end', 'notes', /it is no store of Standin/],
  ['bytes', '\u0000\u0001\n', /it is no store of Standin/],
])('%s is refused and left as it is', (_title, content, message) => {
  const path = newPath();
  writeFileSync(path, content);
  expect(() => openFileStore(path)).toThrow(message);
  expect(readFileSync(path, 'utf8')).toBe(content);
});

test('a folder that does not exist is named', () => {
  expect(() => openFileStore(join(folder, 'none', 'store'))).toThrow(
    /^Failed to write .*none.*a folder that exists/,
  );
});

test('a folder is no store', () => {
  expect(() => openFileStore(folder)).toThrow(/^Failed to open .*EISDIR/);
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('a second store on one file is refused with the number of the process that uses it', async () => {
  const path = newPath();
  const store = openFileStore(path);
  expect(() => openFileStore(path)).toThrow(`Failed to open ${path}: process ${process.pid} is using it.`);
  const link = newPath();
  symlinkSync(path, link);
  expect(() => openFileStore(link)).toThrow(/is using it/);
  await store.close();
  const next = openFileStore(link);
  await next.close();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test.each([
  ['a process that has ended', { pid: 2 ** 22 + 1 }],
  ['an earlier process of the same number', { pid: process.pid, started: 'before 1' }],
])('the lock of %s is taken over with a word', async (_title, holder) => {
  const path = await filled(1);
  const { hostname } = await import('node:os');
  writeFileSync(`${path}.lock`, JSON.stringify({ host: hostname(), ...holder }));
  const { store, notices } = reading(path);
  expect(notices).toEqual([`${path} was in use by a process that has ended without closing it.`]);
  expect((await contentOf(store)).size).toBe(1);
  await store.close();
});

test('the lock of another machine is kept, and named', async () => {
  const path = await filled(1);
  writeFileSync(`${path}.lock`, JSON.stringify({ host: 'elsewhere', pid: 7 }));
  expect(() => openFileStore(path)).toThrow(`process 7 on elsewhere is using it`);
  expect(() => openFileStore(path)).toThrow(`If that has ended, remove ${path}.lock.`);
});

test('the log is written anew before it outgrows what it holds', async () => {
  const path = newPath();
  const { store, notices } = reading(path);
  const writer = new Reader(store);
  for (let index = 0; index < 1000; index++)
    await writer.append([change(String(index % 3), 'x'.repeat(10_000))]);
  expect(statSync(path).size).toBeLessThan(1_200_000);
  await store.close();
  const again = reading(path);
  expect((await contentOf(again.store)).size).toBe(3);
  expect(again.store.since('', { life: '', version: 0 })).toMatchObject({ position: { version: 1000 } });
  await again.store.close();
  expect(notices).toEqual([]);
  expect(existsSync(`${path}.new`)).toBe(false);
});

test('what a killed process has left of a new log is not taken for one', async () => {
  const path = await filled(2);
  writeFileSync(`${path}.new`, readFileSync(path).subarray(0, 100));
  const { store } = reading(path);
  expect((await contentOf(store)).size).toBe(2);
  await store.close();
});

test('a file that another description has filled is kept, with a word', async () => {
  const path = newPath();
  const first = reading(path, { description: { title: 'Pets', hash: '1' } });
  await new Reader(first.store).append([change('1', 1)]);
  await first.store.close();
  const second = reading(path, { description: { title: 'Shops', hash: '2' } });
  expect(second.notices).toEqual([expect.stringContaining('was filled by another description, Pets')]);
  expect((await contentOf(second.store)).size).toBe(1);
  await second.store.close();
  expect(reading(path, { description: { title: 'Shops', hash: '2' } }).notices).toEqual([]);
});

test('a format that is not known is refused', async () => {
  const path = newPath();
  const { writeLine } = await import('../../src/state/stores/file/lines.ts');
  writeFileSync(path, writeLine('{"kind":"standin-state","format":2}'));
  expect(() => openFileStore(path)).toThrow('it has format 2, and this Standin knows 1 alone');
});

test('a file that is removed while it is in use is written anew', async () => {
  const path = await filled(2);
  const { store, notices } = reading(path);
  rmSync(path);
  await new Reader(store).write(() => [change('3', 3)]);
  expect(notices).toEqual([expect.stringContaining('was removed while it was in use')]);
  await store.close();
  expect((await contentOf(openFileStore(path))).size).toBe(3);
});

test('idle sessions stay forgotten after the store was opened again', async () => {
  const path = newPath();
  let now = 0;
  const options = { now: () => now, sessionTtl: 10 };
  const first = openFileStore(path, options);
  for (const session of ['', 'a']) await new Reader(first, session).append([change('1', 1)]);
  now = 20_000;
  expect(await first.sessions()).toEqual(['']);
  await first.close();
  const second = openFileStore(path, options);
  expect(await second.sessions()).toEqual(['']);
  await second.close();
});

test('others cannot read the file', async () => {
  expect(statSync(await filled(1)).mode & 0o777).toBe(0o600);
});
