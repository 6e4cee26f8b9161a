import type { Check } from '../check.ts';
import { type Failure, placeOf } from '../failure.ts';

/**
 * OPTIONS tells by `Allow` which methods a path has (RFC 9110 section 9.3.7). A server need not answer it, and may say
 * more than the description does; what is described and not said is wrong.
 */
export const optionsAllow: Check = {
  name: 'options-allow',
  group: 'methods',
  title: 'OPTIONS leaves out a method',
  byDefault: true,
  look({ exchange, mutation }) {
    const { response, operation, request } = exchange;
    if (request.method !== 'OPTIONS' || mutation?.keyword !== 'OPTIONS' || !response) return [];
    const allow = response.headers.get('allow');
    // Without Allow, as many middlewares for CORS answer, nothing is said.
    if (response.status >= 300 || response.status < 200 || allow === null) return [];
    const allowed = allow.split(',').map((method) => method.trim().toUpperCase());
    const lacking = mutation.pointer
      .split('/')
      .filter((method) => method !== '' && !allowed.includes(method.toUpperCase()));
    return lacking.map(
      (method): Failure => ({
        check: 'options-allow',
        kind: method,
        message: `OPTIONS says Allow: ${allow}, which leaves out ${method}.`,
        severity: 'failure',
        place: placeOf(operation.node),
        where: 'header Allow',
        exchanges: [exchange],
      }),
    );
  },
};
