import { resolve } from 'node:path';
import type { TestModule } from 'vitest/node';
import { PactRecorder, type PactVersion } from '../../pact/index.ts';
// The type of the tasks' meta.
import type {} from './coverage-setup.ts';
import { writeText } from './write-text.ts';

export interface CoveragePacts {
  /** Who uses the described APIs. */
  consumer: string;
  /**
   * From Vitest's root. A pact is called `<consumer>-<title>.json`.
   * @default 'pacts'
   */
  folder?: string;
  /**
   * Of the Pact specification.
   * @default 4
   */
  version?: PactVersion;
}

/** Writes what the test files used of each description as a pact, and returns the paths. */
export async function writePacts(
  modules: readonly TestModule[],
  { consumer, folder = 'pacts', version = 4 }: CoveragePacts,
  root: string,
): Promise<string[]> {
  const recorders = new Map<string, PactRecorder>();
  // Files end in any order, and the same suite must write the same pact.
  const inOrder = [...modules].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
  for (const [title, used] of inOrder.flatMap((module) => module.meta().standinPacts ?? [])) {
    const recorder = recorders.get(title) ?? new PactRecorder({ consumer, provider: title, version });
    recorders.set(title, recorder);
    for (const each of used) recorder.addRecorded(each);
  }
  const paths: string[] = [];
  for (const [title, recorder] of recorders) {
    if (recorder.size === 0) continue;
    const path = resolve(root, folder, `${fileName(consumer)}-${fileName(title)}.json`);
    await writeText(path, await recorder.text());
    paths.push(path);
  }
  return paths;
}

/** Titles may hold anything; a name must not lead out of the folder. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]+/gu, '_');
}
