import { mkdir, rename, utimes } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sources, type Watching, watch } from '../../src/cli/watch.ts';
import { Folder } from './command-line.ts';

let folder: Folder;
let watching: Watching | undefined;
let changes = 0;

beforeEach(() => {
  changes = 0;
});

afterEach(async () => {
  await watching?.close();
  await folder.remove();
});

function sources(files: readonly string[], folders: readonly string[] = []): Sources {
  const paths = (names: readonly string[]) => new Set(names.map((name) => folder.file(name)));
  return { files: paths(files), folders: paths(folders) };
}

const earlier = () => Date.now() - 60_000;
const later = () => Date.now() + 60_000;

async function start(followed: Sources, readAt: number): Promise<Watching> {
  watching = await watch(
    followed,
    readAt,
    () => changes++,
    (error) => expect.fail(String(error)),
  );
  return watching;
}

const isChanged = () => expect.poll(() => changes, { timeout: 5_000 }).toBeGreaterThan(0);

/** Long enough for what has happened to be told. */
const settled = () => new Promise((done) => setTimeout(done, 300));

test('what is older than the reading is no change', async () => {
  folder = await Folder.create({ 'a.yaml': '1', 'f/b.yaml': '1' });
  await start(sources(['a.yaml'], ['f']), later());
  await settled();
  expect(changes).toBe(0);
});

test.each([
  ['a file', sourcesOnceMade(['a.yaml'])],
  ['a file of a folder', sourcesOnceMade([], ['f'])],
])('%s that is younger than the reading is a change, though it is there at first', async (_title, of) => {
  folder = await Folder.create({ 'a.yaml': '1', 'f/b.yaml': '1' });
  await start(of(), earlier());
  await isChanged();
});

test('so it is in a folder that is followed from then on', async () => {
  folder = await Folder.create({ 'a.yaml': '1', 'parts/b.yaml': '1' });
  const { follow } = await start(sources(['a.yaml']), later());
  await settled();
  expect(changes).toBe(0);
  follow(sources(['a.yaml', 'parts/b.yaml']), earlier());
  await isChanged();
});

test('a file of such a folder that was read already is none, and its next content is', async () => {
  folder = await Folder.create({ 'a.yaml': '1', 'parts/b.yaml': '1' });
  const { follow } = await start(sources(['a.yaml']), later());
  follow(sources(['a.yaml', 'parts/b.yaml']), later());
  await settled();
  expect(changes).toBe(0);
  await folder.write('parts/b.yaml', '2');
  await isChanged();
});

test('an old file that is moved to the place of a source is a change', async () => {
  folder = await Folder.create({ 'a.yaml': '1' });
  await mkdir(folder.file('elsewhere'));
  await folder.write('elsewhere/old.yaml', '2');
  await utimes(folder.file('elsewhere/old.yaml'), 1_000_000, 1_000_000);
  await start(sources(['a.yaml', 'b.yaml']), Date.now() + 100);
  await settled();
  expect(changes).toBe(0);
  await rename(folder.file('elsewhere/old.yaml'), folder.file('b.yaml'));
  await isChanged();
});

/** The folder is made by each test. */
function sourcesOnceMade(files: readonly string[], folders?: readonly string[]): () => Sources {
  return () => sources(files, folders);
}
