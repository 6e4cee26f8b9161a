import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));
const tests = fileURLToPath(new URL('.', import.meta.url));
const maxLines = 300;

/** A folder (or a file at the top) may import those of a lower rank only. */
const ranks: Record<string, number> = {
  'errors.ts': 0,
  schema: 1,
  document: 2,
  model: 3,
  http: 4,
  validation: 5,
  generation: 5,
  resource: 5,
  fixture: 6,
  state: 6,
  workflow: 6,
  diff: 6,
  mock: 7,
  proxy: 7,
  contract: 7,
  report: 8,
  'self-check': 8,
  inspector: 8,
  pact: 8,
  dredd: 8,
  suite: 9,
  testkit: 10,
  cli: 11,
  'index.ts': 12,
};

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Paths of the files of this project that it imports, types included. */
  readonly imports: readonly string[];
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function readFile(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1]!);
  const imports = specifiers.map((specifier) => relative(source, join(dirname(path), specifier)));
  return { path: relative(source, path), text, imports };
}

const files = listFiles(source).map(readFile);
const folderOf = (path: string): string => path.split(sep)[0]!;

test('every folder has a rank', () => {
  const unranked = files.map(({ path }) => folderOf(path)).filter((folder) => !Object.hasOwn(ranks, folder));
  expect([...new Set(unranked)]).toEqual([]);
});

test('imports lead to the own folder or to one of a lower rank', () => {
  const broken = files.flatMap(({ path, imports }) =>
    imports
      .filter((other) => folderOf(other) !== folderOf(path))
      .filter((other) => !(ranks[folderOf(other)]! < ranks[folderOf(path)]!))
      .map((other) => `${path} -> ${other}`),
  );
  expect(broken).toEqual([]);
});

test('another folder is entered through its index alone', () => {
  const broken = files.flatMap(({ path, imports }) =>
    imports
      .filter((other) => folderOf(other) !== folderOf(path) && other.includes(sep))
      .filter((other) => other !== join(folderOf(other), 'index.ts'))
      .map((other) => `${path} -> ${other}`),
  );
  expect(broken).toEqual([]);
});

test('imports name files that exist', () => {
  const known = new Set(files.map(({ path }) => path));
  const broken = files.flatMap(({ path, imports }) =>
    imports.filter((other) => !known.has(other)).map((other) => `${path} -> ${other}`),
  );
  expect(broken).toEqual([]);
});

test('files do not import each other in circles', () => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const other of byPath.get(path)?.imports ?? []) visit(other, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  expect(circles).toEqual([]);
});

test('names are in kebab case', () => {
  const names = files.flatMap(({ path }) => path.split(sep).map((part) => part.replace(/\.ts$/, '')));
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test(`no file is longer than ${maxLines} lines`, () => {
  const long = [...files, ...listFiles(tests).map(readFile)]
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > maxLines);
  expect(long).toEqual([]);
});

test('below the command line nothing reads the clock or draws random numbers by itself', () => {
  const broken = files.filter(
    ({ path, text }) => folderOf(path) !== 'cli' && /\b(Date\.now|Math\.random)\(|new Date\(\)/.test(text),
  );
  expect(broken.map(({ path }) => path)).toEqual([]);
});

test('Node is imported by the command line, the readers of files, the store in a file, runners and the test kit alone', () => {
  const broken = files.filter(
    ({ path, text }) =>
      !/^(cli\/|(?:document|fixture)\/files\.ts$|state\/stores\/file\/|dredd\/run\/|suite\/files\.ts$|testkit\/node\/)/.test(
        path,
      ) && /(from|import\() ?'node:/.test(text),
  );
  expect(broken.map(({ path }) => path)).toEqual([]);
});
