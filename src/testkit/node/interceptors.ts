import { syncBuiltinESMExports } from 'node:module';
import { StandinError } from '../../errors.ts';
import { type InterceptorClasses, interceptorClasses } from './interceptor-classes.ts';

/** What the versions of @mswjs/interceptors have in common of an intercepted request. */
export interface Intercepted {
  readonly request: Request;
  readonly controller: {
    /** 0 as long as nobody has decided on the request. */
    readonly readyState: number;
    respondWith(response: Response): unknown;
    errorWith(reason?: unknown): unknown;
  };
}

interface Interceptor {
  apply(): void;
  dispose(): void;
  on(event: 'request', listener: (intercepted: Intercepted) => Promise<void>): unknown;
}

/** Rejects with StandinError `interceptors-not-there`. */
export async function loadInterceptors(): Promise<InterceptorClasses> {
  try {
    return await interceptorClasses();
  } catch (cause) {
    throw new StandinError(
      'Failed to intercept requests: @mswjs/interceptors cannot be loaded. ' +
        'Install it with `npm install --save-dev @mswjs/interceptors` (0.45 needs Node 22, 0.41 does not).',
      { code: 'interceptors-not-there', cause },
    );
  }
}

/** Hands in every request of this process until the function that it returns is called. */
export function patchNetwork(
  { Batch, parts }: InterceptorClasses,
  decide: (intercepted: Intercepted) => Promise<void>,
): () => void {
  const interceptor = new Batch({
    name: 'standin',
    interceptors: parts.map((Part) => new Part()),
  }) as Interceptor;
  interceptor.apply();
  interceptor.on('request', decide);
  // Else `import { request } from 'node:http'` goes on to name what was there before.
  syncBuiltinESMExports();
  return () => {
    interceptor.dispose();
    syncBuiltinESMExports();
  };
}
