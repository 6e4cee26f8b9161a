import { symlink } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { findSuites, isSuiteName, openProject, type Project } from '../../src/suite/index.ts';
import { Folder } from '../cli/command-line.ts';

let outside: Folder;
let folder: Folder;
let project: Project;
let suite: string;

beforeAll(async () => {
  outside = await Folder.create({ 'secret.txt': 'secret' });
  folder = await Folder.create({
    'package.json': {},
    'openapi.yaml': 'openapi: 3.1.0',
    'contracts/b.contract.yaml': '',
    'contracts/a.contract.yml': '',
    'contracts/other.yaml': '',
    'contracts/inner/c.contract.yaml': '',
  });
  await symlink(outside.path, folder.file('link'));
  suite = folder.file('contracts/b.contract.yaml');
  project = await openProject(async (path) => ({ path }));
  return async () => {
    await folder.remove();
    await outside.remove();
  };
});

test('what lies in the project is read, written and loaded, as seen from the suite', async () => {
  expect(await project.read('../openapi.yaml', suite)).toBe('openapi: 3.1.0');
  expect(await project.read('missing.yaml', suite)).toBeUndefined();
  await project.write('new/known.yaml', suite, 'findings: []\n');
  expect(await project.read('new/known.yaml', suite)).toBe('findings: []\n');
  expect(await project.load('../package.json', suite)).toEqual({ path: folder.file('package.json') });
  expect(await project.locate('https://a.test/openapi.yaml', suite)).toBe('https://a.test/openapi.yaml');
});

test.each<[title: string, name: () => string]>([
  ['a path above it', () => '../../secret.txt'],
  ['a whole path', () => outside.file('secret.txt')],
  ['a link that leads out', () => '../link/secret.txt'],
  ['a link that leads out to what is not there yet', () => '../link/new.txt'],
  ['a zero byte', () => '../openapi.yaml\0'],
])('%s leads out of the project and is refused', async (_, name) => {
  const refused = { code: 'outside-project' };
  await expect(project.read(name(), suite)).rejects.toMatchObject(refused);
  await expect(project.write(name(), suite, '')).rejects.toMatchObject(refused);
  await expect(project.load(name(), suite)).rejects.toMatchObject(refused);
  await expect(project.locate(name(), suite)).rejects.toMatchObject(refused);
});

test('a hook that is not there is said to be missing', async () => {
  await expect(project.load('./no.ts', suite)).rejects.toMatchObject({ code: 'bad-hook' });
});

test('suites are found by their names, those of the folder itself', async () => {
  const found = await findSuites(folder.file('contracts'), isSuiteName);
  expect(found).toEqual([folder.file('contracts/a.contract.yml'), folder.file('contracts/b.contract.yaml')]);
  expect(await findSuites(folder.file('none'), isSuiteName)).toEqual([]);
});
