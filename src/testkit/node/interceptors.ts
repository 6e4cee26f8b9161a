import { syncBuiltinESMExports } from 'node:module';
import { StandinError } from '../../errors.ts';
import type { Intercepted } from './intercepted.ts';
import { type InterceptorClasses, interceptorClasses } from './interceptor-classes.ts';
import { patchUndici } from './undici.ts';

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

/**
 * Hands in the requests of this process until the function that it returns is called; of clients that the interceptors do
 * not see, those alone that `isMeant` says yes to.
 */
export function patchNetwork(
  { Batch, parts, ofAllClients }: InterceptorClasses,
  isMeant: (method: string, url: string) => boolean,
  decide: (intercepted: Intercepted) => Promise<void>,
): () => void {
  const interceptor = new Batch({
    name: 'standin',
    interceptors: parts.map((Part) => new Part()),
  }) as Interceptor;
  interceptor.apply();
  interceptor.on('request', decide);
  const unpatchUndici = ofAllClients ? undefined : patchUndici(isMeant, decide);
  // Else `import { request } from 'node:http'` goes on to name what was there before.
  syncBuiltinESMExports();
  return () => {
    unpatchUndici?.();
    interceptor.dispose();
    syncBuiltinESMExports();
  };
}
