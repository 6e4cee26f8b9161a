import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['standin/vitest'],
    reporters: [
      'default',
      ['standin/vitest/reporter', { thresholds: { operations: 100, statuses: 80, requestFields: 100 } }],
    ],
  },
});
