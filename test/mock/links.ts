import type { Hono } from 'hono';
import { followLink, type RuntimeFacts, writeParameters } from '../../src/http/index.ts';
import { sampleRequest } from '../../src/mock/index.ts';
import type { Api, Link, Operation } from '../../src/model/index.ts';

/** An exchange, and what runtime expressions may say of it. */
export interface Asked {
  readonly response: Response;
  readonly body: unknown;
  readonly facts: RuntimeFacts;
}

/** What to ask instead of the sample request. */
export interface Instead {
  readonly values?: Partial<Record<string, Readonly<Record<string, unknown>>>>;
  readonly body?: unknown;
  readonly session?: string;
}

/** Asks an operation as its sample request does, with other values where given. */
export async function ask(
  mock: Hono,
  operation: Operation,
  { values = {}, body, session }: Instead = {},
): Promise<Asked> {
  const sample = await sampleRequest(operation, { origin: 'http://api.example' });
  const path = { ...pathValues(operation, sample), ...values['path'] };
  const given = writeParameters(operation, { ...values, path });
  const url = new URL(sample.url);
  const base = operation.servers[0]?.path ?? '';
  url.pathname = base + given.path;
  for (const [name, value] of new URLSearchParams(given.query)) url.searchParams.set(name, value);
  const headers = new Headers(sample.headers);
  if (session !== undefined) headers.set('standin-session', session);
  for (const [name, value] of Object.entries(given.headers)) headers.set(name, value);
  const sent = body === undefined ? await sample.text() : JSON.stringify(body);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const init = { method: operation.method, headers, ...(sent === '' ? {} : { body: sent }) };
  const response = await mock.request(url.href, init);
  const text = await response.text();
  const query = Object.fromEntries(url.searchParams);
  const answered = parsed(text);
  return {
    response,
    body: answered,
    facts: {
      url: url.href,
      method: operation.method,
      statusCode: response.status,
      request: { headers, path, query, body: parsed(sent) },
      response: { headers: response.headers, body: answered },
    },
  };
}

/** Follows a link of an answer; a text where it leads nowhere. */
export async function follow(mock: Hono, api: Api, link: Link, from: Asked): Promise<Asked | string> {
  const followed = followLink(api, link, from.facts);
  if (typeof followed === 'string') return followed;
  const session = from.facts.request.headers.get('standin-session');
  return ask(mock, followed.operation, { ...followed, ...(session === null ? {} : { session }) });
}

/** Those that the sample request has in its path. */
function pathValues(operation: Operation, sample: Request): Record<string, unknown> {
  const base = operation.servers[0]?.path ?? '';
  const parts = new URL(sample.url).pathname.slice(base.length).split('/');
  const path: Record<string, unknown> = {};
  for (const [index, piece] of operation.path.split('/').entries()) {
    const name = /^\{([^}]+)\}$/.exec(piece)?.[1];
    if (name !== undefined) path[name] = decodeURIComponent(parts[index] ?? '');
  }
  return path;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
