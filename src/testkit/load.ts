import type { LoadOptions } from '../document/index.ts';
import { type Api, loadApi } from '../model/index.ts';

/** What a mock is made of: whatever `loadApi` reads, or what that gave. */
export type ApiSource = Parameters<typeof loadApi>[0] | Api;

interface Loaded {
  readonly api: Promise<Api>;
  /** What the local files that it was read from were like then. */
  readonly stamp: Promise<string>;
  /** Absolute URIs. */
  readonly files: ReadonlySet<string>;
}

/** Descriptions that are kept; of more, the one that was loaded first is loaded again. */
const MOST = 32;
const byName = new Map<string, Loaded>();
const byValue = new WeakMap<object, Promise<Api>>();

/**
 * The description, loaded once in a process for all who ask: again where one of its files has changed, and each time
 * where options are given.
 */
export async function apiOf(source: ApiSource, options?: LoadOptions): Promise<Api> {
  if (isApi(source)) return source;
  if (options !== undefined) return loadApi(source, options);
  if (typeof source === 'object' && !(source instanceof URL)) {
    let api = byValue.get(source);
    if (!api) byValue.set(source, (api = loadApi(source)));
    return api;
  }
  const name = String(source);
  const known = byName.get(name);
  if (known && (await known.stamp) === (await stampOf(known.files))) return known.api;
  return load(source, name);
}

function load(source: string | URL, name: string): Promise<Api> {
  const files = new Set<string>();
  const api = loadApi(source, { onRead: (uri) => files.add(uri) });
  const forget = () => byName.delete(name);
  const stamp = api.then(() => stampOf(files), forget).then(String);
  byName.set(name, { api, files, stamp });
  if (byName.size > MOST) byName.delete(byName.keys().next().value as string);
  return api;
}

async function stampOf(files: ReadonlySet<string>): Promise<string> {
  if (files.size === 0) return '';
  const { stampFiles } = await import('./node/stamp.ts');
  return stampFiles([...files]);
}

/** The descriptions that are loaded, for matchers that are told none. */
export async function loadedApis(): Promise<readonly Api[]> {
  const settled = await Promise.allSettled([...byName.values()].map(({ api }) => api));
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

function isApi(source: ApiSource): source is Api {
  return typeof source === 'object' && 'document' in source && 'schemaNames' in source;
}
