import type { Hono } from 'hono';
import { Hono as App } from 'hono/tiny';
import { createRouter, problemResponse, problemType, type Router } from '../http/index.ts';
import type { Api } from '../model/index.ts';
import { createMock } from './app.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { MockOptions } from './options.ts';
import type { ServerEnv } from './server-env.ts';
import { belowPrefix, splitUrl } from './split-url.ts';

/** An api and how it is mocked; `options.prefix` says below which path. */
export interface MountedApi {
  readonly api: Api;
  readonly options?: MockOptions;
}

/** An operation that two apis describe for the same requests. */
export interface Overlap {
  readonly method: string;
  readonly path: string;
  /** Of the api that answers, by its place in the list, and of the one that is never asked. */
  readonly answers: number;
  readonly hidden: number;
}

interface Mounted {
  readonly prefix: string;
  readonly app: Hono;
  readonly api: Api;
  router: Router | undefined;
}

/**
 * Mocks of several apis in one: the longest prefix that fits a path decides, and of apis with the same prefix the first
 * that documents the request.
 */
export function createMocks(apis: readonly MountedApi[]): Hono {
  const mounts = apis
    .map(
      ({ api, options }): Mounted => ({
        prefix: options?.prefix ?? '',
        app: createMock(api, options),
        api,
        router: undefined,
      }),
    )
    .sort((a, b) => b.prefix.length - a.prefix.length);
  const answer = (request: Request, env: ServerEnv | undefined): MaybePromise<Response> => {
    const { path, search } = splitUrl(request.url);
    const longest = mounts.find(({ prefix }) => belowPrefix(path, prefix) !== undefined);
    if (!longest) return nowhere(path, mounts);
    const { prefix } = longest;
    const rivals = mounts.filter((mount) => mount.prefix === prefix);
    const chosen =
      rivals.length === 1
        ? longest
        : choose(rivals, request.method, belowPrefix(path, prefix) ?? path, search);
    return chosen.app.fetch(request, env);
  };
  const app = new App();
  app.fetch = (request, env) => answer(request, env as ServerEnv | undefined);
  app.all('*', (context) => answer(context.req.raw, context.env as ServerEnv | undefined));
  return app;
}

/** Who documents the request; else who documents the path; else the first, whose answer says what is missing. */
function choose(rivals: readonly Mounted[], method: string, path: string, search: string): Mounted {
  let found: Mounted | undefined;
  for (const mount of rivals) {
    mount.router ??= createRouter(mount.api);
    const { kind } = mount.router.match(method, path, search);
    if (kind === 'operation') return mount;
    if (kind !== 'not-found') found ??= mount;
  }
  return found ?? (rivals[0] as Mounted);
}

function nowhere(path: string, mounts: readonly Mounted[]): Response {
  const served = [...new Set(mounts.map(({ prefix }) => prefix))].join(', ');
  const detail = `Nothing is served at ${path}. Descriptions are served below ${served}.`;
  return problemResponse({ status: 404, type: problemType('path-not-found', false), detail });
}

/** Operations that no request reaches, because another api with the same prefix answers for them. */
export function overlaps(apis: readonly MountedApi[]): Overlap[] {
  const known = new Map<string, number>();
  const found: Overlap[] = [];
  for (const [index, { api, options }] of apis.entries()) {
    for (const { method, path } of api.operations) {
      const key = `${options?.prefix ?? ''} ${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`;
      const answers = known.get(key);
      if (answers === undefined) known.set(key, index);
      else if (answers !== index) found.push({ method, path, answers, hidden: index });
    }
  }
  return found;
}
