import type { Check } from '../check.ts';
import { placeOf } from '../failure.ts';

/** The description lists its answers; another status is none of them. Server errors are told by their own check. */
export const undocumentedStatus: Check = {
  name: 'undocumented-status',
  group: 'answers',
  title: 'A status is not documented',
  byDefault: true,
  look({ exchange, reading }) {
    const { response, operation } = exchange;
    if (!response || !reading || reading.spec || response.status >= 500) return [];
    const documented = operation.responses.map(({ status }) => status).join(', ') || 'none';
    return [
      {
        check: 'undocumented-status',
        kind: String(response.status),
        message: `The status ${response.status} is not documented; documented: ${documented}.`,
        severity: 'failure',
        place: placeOf(operation.node, 'responses'),
        where: 'status',
        exchanges: [exchange],
      },
    ];
  },
};
