/**
 * @module
 * For Vitest: `import { mockTest } from 'standin/vitest'`, or as a file of `setupFiles` for the matchers alone.
 */
import { beforeAll, describe, expect, type TestAPI, test } from 'vitest';
import { contractDescriber, type DescribeContractOptions } from './describe-contract.ts';
import type { ApiSource } from './load.ts';
import type { StandinMatchers } from './matcher-types.ts';
import { matchers } from './matchers.ts';
import { mock, type TestMock, type TestMockOptions } from './mock.ts';
import { setTestName } from './test-name.ts';
import type { Untyped } from './typed.ts';

export type { DescribeContractOptions, TestMock, TestMockOptions };
export { matchers, mock, type StandinMatchers };

expect.extend(matchers as unknown as Parameters<typeof expect.extend>[0]);
setTestName(() => expect.getState().currentTestName);

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: it must be declared as Vitest does
  interface Matchers<T = any> extends StandinMatchers<T, void> {}
}

/**
 * Describes a contract suite as tests, one for each operation and check, so that `-t 'GET /users'` chooses. The suite runs
 * once, before the first of them, and each fails with what the run has found; what the baseline knows is skipped with its
 * reason.
 *
 * @param file `contracts/users.contract.yaml`
 */
export const describeContract: (file: string, options?: DescribeContractOptions) => void = contractDescriber({
  describe,
  beforeAll,
  test,
});

/**
 * `test` of Vitest with a mock of its own, `api`, for each test that asks for it: made before the test and closed after
 * it, when requests that broke the description fail it (with `violations: 'fail'`). Concurrent tests do not see each
 * other, nor does the order of tests change what is answered.
 */
export function mockTest<Types = Untyped>(
  source: ApiSource,
  options: TestMockOptions = {},
): TestAPI<{ api: TestMock<Types> }> {
  return test.extend<{ api: TestMock<Types> }>({
    api: async ({ task }, use) => {
      const api = await mock<Types>(source, { testName: task.fullTestName ?? task.name, ...options });
      await use(api);
      await api.close();
    },
  });
}
