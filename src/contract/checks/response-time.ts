import type { Check } from '../check.ts';
import { placeOf } from '../failure.ts';

/** Slower than is allowed, from sending to the last byte. Says nothing where no limit or no clock is given. */
export const responseTime: Check = {
  name: 'response-time',
  group: 'other',
  title: 'An answer takes too long',
  byDefault: true,
  look({ exchange, maxResponseTime }) {
    const { operation, milliseconds, response, request } = exchange;
    if (!response || milliseconds <= maxResponseTime) return [];
    return [
      {
        check: 'response-time',
        kind: 'slow',
        message: `The answer to ${request.method} took ${Math.round(milliseconds)} ms, and ${maxResponseTime} ms are allowed.`,
        severity: 'failure',
        place: placeOf(operation.node),
        where: 'time',
        exchanges: [exchange],
      },
    ];
  },
};
