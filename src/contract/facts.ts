import type { RuntimeFacts } from '../http/index.ts';
import type { Draft } from './draft.ts';
import type { Exchange, WireResponse } from './exchange.ts';
import { jsonOf } from './response-reading.ts';

/** What runtime expressions may say of an exchange. */
export function factsOf(draft: Draft, { request, url, response }: Exchange): RuntimeFacts {
  const { body, parameters } = draft;
  return {
    url,
    method: request.method,
    statusCode: response?.status,
    request: {
      headers: new Headers(request.headers.map(([name, value]): [string, string] => [name, value])),
      query: parameters.query,
      path: parameters.path,
      body: body && ('mediaType' in body ? body.value : body.text),
    },
    response: response && { headers: response.headers, body: jsonOf(response) ?? textOf(response) },
  };
}

/** Of types that are text; undefined for others, and for JSON that cannot be read. */
function textOf({ headers, body }: WireResponse): string | undefined {
  const type = headers.get('content-type') ?? '';
  const isText = /^(?:text\/|application\/(?:xml|x-www-form-urlencoded|javascript)\b)|\+xml\b/i.test(type);
  return isText ? new TextDecoder().decode(body) : undefined;
}
