/**
 * @module
 * For Jest: `import 'standin/jest'`, in a test or as a file of `setupFilesAfterEnv`, adds the matchers to the global
 * `expect`. Without globals: `expect.extend(matchers)`.
 */
import type {} from 'expect';
import type { StandinMatchers } from './matcher-types.ts';
import { matchers } from './matchers.ts';
import { setTestName } from './test-name.ts';

export { matchers, type StandinMatchers };

interface Expect {
  extend(added: object): void;
  getState(): { currentTestName?: string };
}

const { expect } = globalThis as { expect?: Expect };
expect?.extend(matchers);
if (expect) setTestName(() => expect.getState().currentTestName);

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: it must be declared as Jest's types do
    interface Matchers<R, T = {}> extends StandinMatchers<T, R> {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends StandinMatchers<T, R> {}
}
