import { StandinError } from '../errors.ts';
import type { OpenApp } from './node/app-fetch.ts';

type Awaitable<T> = T | Promise<T>;

/** Answers requests of the web: `(request) => response`, or an app with such a `fetch` (Hono and its kin). */
export type FetchApp =
  | ((request: Request) => Awaitable<Response>)
  | { fetch(request: Request): Awaitable<Response> };

/**
 * An app of one's own: a fetch handler, an app with `fetch` (Hono), a handler of Node's (`(req, res) => …`, Express), a
 * `Server`, or an app that makes such a handler: Fastify, Nest.
 */
// biome-ignore lint/complexity/noBannedTypes: frameworks type their handlers each in another way
export type App = FetchApp | Function | object;

/** The app as a fetch handler. Throws StandinError `unknown-app`. */
export async function openApp(app: App): Promise<OpenApp> {
  const fetching = fetchOf(app);
  if (fetching) return { fetch: async (request) => fetching(request), close: async () => undefined };
  const { openNodeApp } = await import('./node/app-fetch.ts');
  return openNodeApp((await nodeHandlerOf(app)) as Parameters<typeof openNodeApp>[0]);
}

function fetchOf(app: App): ((request: Request) => Awaitable<Response>) | undefined {
  if ('fetch' in app && typeof app.fetch === 'function')
    return (app as { fetch: (request: Request) => Awaitable<Response> }).fetch.bind(app);
  // Node's handlers take the request and what the answer is written to; Express' app is such a function.
  return typeof app === 'function' && app.length < 2
    ? (app as (request: Request) => Awaitable<Response>)
    : undefined;
}

async function nodeHandlerOf(app: App): Promise<unknown> {
  if (typeof app === 'function') return app;
  // Nest: the framework beneath is ready once the app is initialized.
  if (has(app, 'getHttpServer') && has(app, 'init')) {
    await app.init();
    return app.getHttpServer();
  }
  // Fastify.
  if (has(app, 'ready') && has(app, 'routing')) {
    await app.ready();
    return (request: unknown, response: unknown) => app.routing(request, response);
  }
  if (has(app, 'listen') && has(app, 'address')) return app;
  // Koa.
  if (has(app, 'callback')) return app.callback();
  throw new StandinError(
    'Failed to hold an app to its description: it is neither a fetch handler, nor an app with fetch, nor a handler or server of Node. Give one of these.',
    { code: 'unknown-app' },
  );
}

function has<Name extends string>(
  app: object,
  name: Name,
): app is Record<Name, (...values: unknown[]) => unknown> {
  return typeof (app as Record<string, unknown>)[name] === 'function';
}
