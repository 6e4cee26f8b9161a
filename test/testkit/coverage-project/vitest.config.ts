import { defineConfig } from 'vitest/config';

/** A suite that is run by a test. */
export default defineConfig({
  test: {
    include: ['*.spec.ts'],
    reporters: [
      'dot',
      [
        '../../../src/testkit/node/coverage-reporter.ts',
        {
          thresholds: { operations: 60, statuses: 90 },
          json: `${process.env['COVERAGE_OUT']}/coverage.json`,
          html: `${process.env['COVERAGE_OUT']}/coverage.html`,
          pacts: { consumer: '../web', folder: `${process.env['COVERAGE_OUT']}/pacts` },
        },
      ],
    ],
  },
});
