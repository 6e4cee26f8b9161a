import type { Check } from '../check.ts';
import { type Failure, placeOf } from '../failure.ts';

/**
 * A method that the path does not declare is answered with 405 and an `Allow` that names the declared ones (RFC 9110
 * section 15.5.6). 404, 401, 403 and 501 are believable too: routing differs between frameworks.
 */
export const undeclaredMethod: Check = {
  name: 'undeclared-method',
  group: 'methods',
  title: 'A method is served that is not declared',
  byDefault: true,
  look({ exchange, mutation }) {
    const { response, operation, request } = exchange;
    if (mutation?.in !== 'method' || mutation.keyword === 'OPTIONS' || !response) return [];
    const failure = (kind: string, message: string): Failure => ({
      check: 'undeclared-method',
      kind,
      message,
      severity: 'failure',
      place: placeOf(operation.node),
      where: kind === 'served' ? `method ${request.method}` : 'header Allow',
      exchanges: [exchange],
    });
    if (response.status >= 200 && response.status < 300)
      return [
        failure(
          'served',
          `${request.method} is not declared for ${operation.path}, and is answered ${response.status}.`,
        ),
      ];
    if (response.status !== 405) return [];
    const allow = response.headers.get('allow');
    if (allow === null) return [failure('no-allow', 'An answer 405 has no header Allow.')];
    const allowed = allow.split(',').map((method) => method.trim().toUpperCase());
    if (allowed.includes(request.method))
      return [
        failure('untrue-allow', `An answer 405 to ${request.method} has an Allow that names it: ${allow}.`),
      ];
    if (!allowed.includes(operation.method.toUpperCase()))
      return [
        failure(
          'untrue-allow',
          `The header Allow of an answer 405 leaves out ${operation.method}: ${allow}.`,
        ),
      ];
    return [];
  },
};
