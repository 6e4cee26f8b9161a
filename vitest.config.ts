import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Files that try real descriptions have no tests where there are none beside the checkout; `.ci/run` counts the rest.
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, passWithNoTests: true },
});
