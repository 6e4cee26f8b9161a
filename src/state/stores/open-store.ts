import type { Store } from '../store.ts';
import { createMemoryStore } from './memory.ts';
import type { StoreOptions } from './options.ts';
import { isRedisAddress } from './redis/address.ts';
import { StoreError } from './store-error.ts';

const forms = 'memory, file:PATH, file:PATH?sync=always or redis://HOST:PORT/DATABASE?prefix=TEXT';

/** Opens what `--store` names: `memory`, `file:PATH` with or without `?sync=always`, `redis://…` and its kin. */
export async function openStore(spec: string, options: StoreOptions = {}): Promise<Store> {
  if (spec === 'memory') return createMemoryStore(options);
  if (spec.startsWith('file:')) {
    const { path, sync } = readFileSpec(spec);
    const { openFileStore } = await import('./file/file.ts');
    return openFileStore(path, { ...options, sync });
  }
  if (isRedisAddress(spec)) {
    const { openRedisStore } = await import('./redis/redis.ts');
    return openRedisStore(spec, options);
  }
  throw new StoreError(
    `Failed to open the store ${spec}: there is none of that kind. Write ${forms}.`,
    'store-unknown',
  );
}

/** A path as the system writes it: nothing in it is percent-encoded. */
function readFileSpec(spec: string): { path: string; sync: boolean } {
  const rest = spec.slice('file:'.length);
  const path = rest.replace(/\?sync=always$/, '').replace(/^\/\/(?=\/)/, '');
  if (path === '' || /\?sync=[^/]*$/.test(path))
    throw new StoreError(
      `Failed to open the store ${spec}: it says no path that is understood. Write ${forms}.`,
      'store-unknown',
    );
  return { path, sync: rest.endsWith('?sync=always') };
}
