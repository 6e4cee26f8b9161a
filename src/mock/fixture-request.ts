import type { FixtureRequest } from '../fixture/index.ts';
import { setOwn } from '../schema/index.ts';
import type { GoodRequest } from './answer-source.ts';

type Readable = Pick<
  GoodRequest,
  | 'method'
  | 'url'
  | 'session'
  | 'parameters'
  | 'pathParameters'
  | 'search'
  | 'headers'
  | 'sent'
  | 'violations'
>;

/** The request as cases and handlers see it: what is documented is typed, the rest is text. */
export function fixtureRequest(request: Readable): FixtureRequest {
  const { method, url, session, parameters, pathParameters, search, headers, sent, violations } = request;
  const path: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(pathParameters)) setOwn(path, name, decoded(text));
  copyInto(path, parameters.path);
  const query: Record<string, unknown> = {};
  if (search.length > 1) {
    const all = new URLSearchParams(search);
    for (const name of new Set(all.keys())) {
      const values = all.getAll(name);
      setOwn(query, name, values.length > 1 ? values : values[0]);
    }
  }
  copyInto(query, parameters.query);
  const cookies: Record<string, unknown> = {};
  for (const pair of headers.get('cookie')?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0) setOwn(cookies, pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim()));
  }
  copyInto(cookies, parameters.cookie);
  const byName: Record<string, string> = {};
  for (const [name, value] of headers) setOwn(byName, name, value);
  return {
    method,
    url,
    path,
    query,
    headers: byName,
    cookies,
    body: sent,
    session,
    violations: violations.map(({ in: location, pointer, keyword, message, received }) => ({
      location,
      pointer,
      keyword,
      message,
      ...(received === undefined ? {} : { received }),
    })),
  };
}

function copyInto(target: Record<string, unknown>, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) setOwn(target, name, value);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
