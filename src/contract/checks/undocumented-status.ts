import type { Check, Checked } from '../check.ts';
import { placeOf } from '../failure.ts';

/**
 * The description lists its answers; another status is none of them. Server errors are told by their own check, and
 * what HTTP itself answers to a request of that kind is no surprise. Where no refusal is documented, that of an
 * invalid request is told as lenient: the author has left them out.
 */
export const undocumentedStatus: Check = {
  name: 'undocumented-status',
  group: 'answers',
  title: 'A status is not documented',
  byDefault: true,
  look(checked) {
    const { exchange, reading, judgement } = checked;
    const { response, operation } = exchange;
    if (!response || !reading || reading.spec || response.status >= 500) return [];
    if (judgement.verdict === 'elsewhere' || isHttpsOwn(checked, response.status)) return [];
    // A description that is silent promises nothing.
    if (operation.responses.length === 0) return [];
    const documented = operation.responses.map(({ status }) => status);
    const refusesRightly = response.status >= 400 && judgement.verdict !== 'valid';
    const noErrors = !documented.some((status) => refusals.has(status));
    return [
      {
        check: 'undocumented-status',
        kind: String(response.status),
        message: `The status ${response.status} is not documented; documented: ${documented.join(', ') || 'none'}.`,
        severity:
          (refusesRightly && noErrors) || isUnknownThing(checked, response.status) ? 'lenient' : 'failure',
        place: placeOf(operation.node, 'responses'),
        where: 'status',
        exchanges: [exchange],
      },
    ];
  },
};

const refusals = new Set(['400', '422', '4XX', 'default']);

/** The statuses that RFC 9110 has for what the request does, whatever the description says. */
function isHttpsOwn({ mutation, exchange, lacksScopes }: Checked, status: number): boolean {
  if (lacksScopes === true && (status === 401 || status === 403 || status === 404)) return true;
  if (status === 429 || status === 401 || status === 407)
    return exchange.identity === undefined || status === 429;
  if (status === 415) return mutation?.keyword === 'contentType';
  if (status === 406) return mutation?.in === 'header' && mutation.pointer.toLowerCase() === '/accept';
  if (status === 411) return mutation?.in === 'body';
  if (status === 413 || status === 414 || status === 431) return mutation !== undefined;
  return (status === 405 || status === 501) && mutation?.in === 'method';
}

/** What a path names need not be there, which 404 and 410 say and few descriptions do. */
function isUnknownThing({ exchange: { operation } }: Checked, status: number): boolean {
  return (status === 404 || status === 410) && operation.path.includes('{');
}
