import { afterAll, beforeEach, inject, type TaskMeta } from 'vitest';
import type { PactRecorder, PactVersion, Recorded } from '../../pact/index.ts';
import { Touched, type TouchedDescription } from '../coverage/touched.ts';
import { onEntry } from '../observe.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What the tests of a file touched of descriptions. */
    standinCoverage?: TouchedDescription[];
    /** What they used of each, by the description's title, where pacts are to be written. */
    standinPacts?: Array<readonly [title: string, used: Recorded[]]>;
  }
  interface ProvidedContext {
    /** The version of the pacts that are to be written, 0 for none. */
    standinPacts: PactVersion | 0;
  }
}

// A setup file of Vitest, which the coverage reporter adds. It runs before each test file, in the file's own worker.
const version = inject('standinPacts');
const pact = version ? await import('../../pact/index.ts') : undefined;
const touched = new Touched();
const used = new Map<string, PactRecorder>();
const stop = onEntry((entry, api) => {
  touched.note(entry, api);
  if (!pact || !version) return;
  let recorder = used.get(api.title);
  if (!recorder) {
    recorder = new pact.PactRecorder({ consumer: '', provider: api.title, version });
    used.set(api.title, recorder);
  }
  recorder.add(entry);
});
let meta: TaskMeta | undefined;

beforeEach(({ task }) => {
  meta = task.file.meta;
});

afterAll(async () => {
  stop();
  if (!meta) return;
  meta.standinCoverage = await touched.take();
  if (!pact) return;
  meta.standinPacts = await Promise.all(
    [...used].map(async ([title, recorder]) => [title, await recorder.recorded()] as const),
  );
});
