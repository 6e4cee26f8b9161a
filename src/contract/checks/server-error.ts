import { sizeKeyword } from '../case.ts';
import type { Check } from '../check.ts';
import { placeOf } from '../failure.ts';

/** A 5xx to anything, unless the description promises that very status. 501 and 503 may be meant and are told as such. */
export const serverError: Check = {
  name: 'server-error',
  group: 'answers',
  title: 'The server fails',
  byDefault: true,
  look({ exchange, mutation }) {
    const { response, problem, operation } = exchange;
    // A server may close the connection before it has read all of what is too large (RFC 9110 section 15.5.14).
    const isCutOff = problem?.kind === 'reset' && mutation?.keyword === sizeKeyword;
    const broke = problem?.kind === 'timeout' || (problem?.kind === 'reset' && !isCutOff);
    if (!broke && (response === undefined || response.status < 500)) return [];
    if (response && operation.responses.some(({ status }) => status === String(response.status))) return [];
    // Where no final answer is documented, a server has none to give.
    const hasFinal = operation.responses.some(({ status }) => !status.startsWith('1'));
    if (response?.status === 501 && operation.responses.length > 0 && !hasFinal) return [];
    const what = response ? `answers ${response.status}` : `gives no answer (${problem?.message})`;
    const to = mutation ? `a request with ${mutation.title}` : 'a request';
    return [
      {
        check: 'server-error',
        kind: response ? String(response.status) : (problem?.kind ?? 'reset'),
        message: `The server ${what} to ${to}.`,
        severity: 'failure',
        place: mutation?.place ?? placeOf(operation.node),
        where: 'status',
        exchanges: [exchange],
      },
    ];
  },
};
