import type { Check } from '../check.ts';
import { placeOf } from '../failure.ts';

/** An operation that asks for credentials is answered with success without good ones. */
export const authenticationIgnored: Check = {
  name: 'authentication-ignored',
  group: 'security',
  title: 'Credentials are not asked for',
  byDefault: true,
  look({ exchange, mutation }) {
    const { response, operation } = exchange;
    if (mutation?.in !== 'security' || !response || response.status >= 300 || response.status < 200)
      return [];
    // A client certificate is shown to the connection, not by a request.
    if (operation.security.some(({ schemes }) => schemes.every(({ scheme }) => scheme.type === 'mutualTLS')))
      return [];
    return [
      {
        check: 'authentication-ignored',
        kind: mutation.keyword,
        message: `A request with ${mutation.title} is answered ${response.status}, although credentials are required.`,
        severity: 'failure',
        place: mutation.place ?? placeOf(operation.node),
        where: 'security',
        exchanges: [exchange],
      },
    ];
  },
};
