import { StandinError } from '../errors.ts';
import type { Project } from './project.ts';
import { readSuite, type SuiteFile } from './read-suite.ts';

const mostBytes = 32 * 1024 * 1024;

/**
 * The project around suites on disk, and the one file here that needs Node. The project is the nearest folder with `.git`
 * above a suite, else with `package.json`, else the one above the suite's own; nothing outside of it is read, run or
 * written, whatever links and names lead there.
 *
 * @param load what a module exports
 */
export async function openProject(
  load: (path: string) => Promise<Readonly<Record<string, unknown>>>,
): Promise<Project> {
  const [fs, path, { pathToFileURL }] = await Promise.all([
    import('node:fs/promises'),
    import('node:path'),
    import('node:url'),
  ]);
  const rootOf = async (suite: string): Promise<string> => {
    const folder = path.dirname(path.resolve(suite));
    for (const mark of ['.git', 'package.json'])
      for (let at = folder; path.dirname(at) !== at; at = path.dirname(at))
        if (await fs.stat(path.join(at, mark)).catch(() => undefined)) return fs.realpath(at);
    return fs.realpath(path.dirname(folder));
  };
  /** The path of what is or will be there, links followed. */
  const real = async (file: string): Promise<string> => {
    const found = await fs.realpath(file).catch(() => undefined);
    if (found !== undefined) return found;
    const folder = path.dirname(file);
    return folder === file ? file : path.join(await real(folder), path.basename(file));
  };
  const inside = async (name: string, suite: string): Promise<string> => {
    const file = path.resolve(path.dirname(suite), name);
    const below = path.relative(await rootOf(suite), await real(file));
    if (
      below !== '..' &&
      !below.startsWith(`..${path.sep}`) &&
      !path.isAbsolute(below) &&
      !name.includes('\0')
    )
      return file;
    throw new StandinError(
      `Failed to use ${name}, which the suite ${suite} names: it lies outside of the project. Put it into the project.`,
      { code: 'outside-project', place: { file: suite } },
    );
  };
  return {
    async locate(name, suite) {
      if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) return name;
      // A pattern of pages names no file that could be looked for.
      const isPattern = /[*?{[]/.test(name);
      return isPattern ? path.resolve(path.dirname(suite), name) : inside(name, suite);
    },
    async read(name, suite) {
      const file = await inside(name, suite);
      const stats = await fs.stat(file).catch(() => undefined);
      if (stats === undefined) return undefined;
      if (!stats.isFile() || stats.size > mostBytes)
        throw new StandinError(
          `Failed to read ${name}, which the suite ${suite} names: it is ${stats.isFile() ? 'too large' : 'no file'}. Name another one.`,
          { code: 'unreadable', place: { file: suite } },
        );
      return fs.readFile(file, 'utf8');
    },
    async write(name, suite, text) {
      const file = await inside(name, suite);
      await fs.mkdir(path.dirname(file), { recursive: true });
      // Whoever reads it meanwhile sees the old one or the new one whole.
      const beside = `${file}.${process.pid}.tmp`;
      await fs.writeFile(beside, text);
      await fs.rename(beside, file);
    },
    async load(name, suite) {
      const file = await inside(name, suite);
      const known = await fs.stat(file).catch(() => undefined);
      if (known?.isFile()) return load(file);
      throw new StandinError(
        `Failed to run ${name}, which the suite ${suite} names: there is no such file. Check the name after hook, seen from ${pathToFileURL(path.dirname(path.resolve(suite))).pathname}.`,
        { code: 'bad-hook', place: { file: suite } },
      );
    },
  };
}

/** A suite on disk. Rejects with StandinError `not-found`, `unreadable` and `bad-suite`. */
export async function loadSuite(name: string): Promise<SuiteFile> {
  const { readFile } = await import('node:fs/promises');
  const content = await readFile(name).catch((cause: Error & { readonly code?: string }) => {
    const isMissing = cause.code === 'ENOENT';
    const reason = isMissing ? 'there is no such file' : cause.message;
    throw new StandinError(`Failed to read the suite ${name}: ${reason}. Check the name.`, {
      code: isMissing ? 'not-found' : 'unreadable',
      place: { file: name },
      cause,
    });
  });
  return readSuite(content, name);
}

/** The suites of a folder, `*.contract.yaml`, by name; none where there is no such folder. */
export async function findSuites(folder: string, isSuite: (name: string) => boolean): Promise<string[]> {
  const [{ readdir }, { join }] = await Promise.all([import('node:fs/promises'), import('node:path')]);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(isSuite)
    .toSorted()
    .map((name) => join(folder, name));
}
