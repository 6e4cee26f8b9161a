import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Files that try real descriptions have no tests where there are none beside the checkout; `.ci/run` counts the rest.
  // Vitest leaves one core free, which is half of what a small machine has.
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: '100%',
    passWithNoTests: true,
  },
});
