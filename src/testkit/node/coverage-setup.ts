import { afterAll, beforeEach } from 'vitest';
import { Touched, type TouchedDescription } from '../coverage/touched.ts';
import { onEntry } from '../observe.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What the tests of a file touched of descriptions. */
    standinCoverage?: TouchedDescription[];
  }
}

// A setup file of Vitest, which the coverage reporter adds. It runs before each test file, in the file's own worker.
const touched = new Touched();
const stop = onEntry((entry, api) => touched.note(entry, api));
let keep: ((descriptions: TouchedDescription[]) => void) | undefined;

beforeEach(({ task }) => {
  keep = (descriptions) => {
    task.file.meta.standinCoverage = descriptions;
  };
});

afterAll(async () => {
  stop();
  keep?.(await touched.take());
});
