import type { Hono } from 'hono';
import { Hono as App } from 'hono/tiny';
import type { Api } from '../model/index.ts';
import { isPreflight, preflight, shareWith } from './cross-origin.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import { type Loaded, Mock } from './mock.ts';
import { failure } from './not-served.ts';
import { type MockOptions, resolveMockOptions } from './options.ts';
import type { ServerEnv } from './server-env.ts';
import type { Stubs } from './stub-source.ts';

/**
 * A mock of the api: a Hono app that answers every documented operation with schema-valid data. Nothing is compiled
 * and no data library is loaded before the first request that needs it.
 */
export function createMock(api: Api, options: MockOptions = {}): Hono {
  return openMock(api, options).app;
}

/** A mock, with what the code around it may reach into. */
export interface OpenMock {
  readonly app: Hono;
  /** What the first request would load. */
  inside(): MaybePromise<Inside>;
}

/** Values by the mock's seed, and the entities of its sessions. */
export type Inside = Pick<Loaded, 'generator' | 'stateFor' | 'administered'>;

/** `createMock`, with stubs that answer before everything else. */
export function openMock(api: Api, options: MockOptions = {}, stubs?: Stubs): OpenMock {
  const settings = resolveMockOptions(options);
  const mock = new Mock(api, settings, stubs);
  const answer = (request: Request, env: ServerEnv | undefined): MaybePromise<Response> => {
    const origin = settings.cors ? request.headers.get('origin') : null;
    if (origin && isPreflight(request)) return preflight(request.headers, origin);
    const response = answering(mock, request, env);
    return origin ? after(response, (made) => shareWith(made, origin)) : response;
  };
  const app: Hono = new App();
  // There is one route only, and Hono's way to it costs more than many an answer. The route serves apps around this one.
  app.fetch = (request, env) => answer(request, env as ServerEnv | undefined);
  app.all('*', (context) => answer(context.req.raw, context.env as ServerEnv | undefined));
  app.onError((error) => failure(error));
  return { app, inside: () => mock.loaded() };
}

/** At once where nothing has to be waited for; what is thrown is always a rejection. */
function answering(mock: Mock, request: Request, env: ServerEnv | undefined): MaybePromise<Response> {
  try {
    const response = mock.serve(request, env);
    const whole = response instanceof Promise ? response.catch(failure) : response;
    return request.method === 'HEAD' ? after(whole, withoutBody) : whole;
  } catch (error) {
    return Promise.reject(error).catch(failure);
  }
}

function withoutBody(response: Response): Response {
  return new Response(null, response);
}
