import { Baseline, readBaseline } from './baseline.ts';
import type { Project } from './project.ts';
import type { SuiteFile } from './read-suite.ts';

export type { Baseline } from './baseline.ts';

/** Where a suite's baseline is, seen from the suite; undefined where it wants none. */
export function baselineName({ suite, name }: SuiteFile): string | undefined {
  if (suite.baseline === false) return undefined;
  return suite.baseline ?? `${name}.baseline.yaml`;
}

/** An empty one where there is no such file yet. */
export async function readBaselineOf(
  file: SuiteFile,
  project: Project,
  now: number,
): Promise<Baseline | undefined> {
  const name = baselineName(file);
  if (name === undefined) return undefined;
  const text = await project.read(name, file.file);
  return new Baseline(text === undefined ? [] : await readBaseline(text, name), dayOf(now));
}

/** `2026-11-22`, of milliseconds since 1970. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
