import type { Check } from '../check.ts';
import { placeOf } from '../failure.ts';

/** 204, 205 and 304 have no body (RFC 9110 sections 15.3.5, 15.3.6, 15.4.5), nor has an answer to HEAD (section 9.3.2). */
export const bodyWhereNone: Check = {
  name: 'body-where-none',
  group: 'answers',
  title: 'A body where none may be',
  byDefault: true,
  look({ exchange, reading }) {
    const { response, request, operation } = exchange;
    if (!response) return [];
    const { status, headers, body } = response;
    const bodiless = status === 204 || status === 205 || status === 304;
    const length = Number(headers.get('content-length') ?? 0);
    if (
      bodiless
        ? body.length === 0 && (status === 304 || !(length > 0))
        : request.method !== 'HEAD' || body.length === 0
    )
      return [];
    return [
      {
        check: 'body-where-none',
        kind: bodiless ? String(status) : 'HEAD',
        message: `An answer ${bodiless ? `with status ${status}` : 'to HEAD'} has a body of ${body.length || length} bytes.`,
        severity: 'failure',
        place: placeOf(reading?.spec?.node ?? operation.node),
        where: 'body',
        exchanges: [exchange],
      },
    ];
  },
};
