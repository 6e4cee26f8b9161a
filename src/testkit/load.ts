import type { LoadOptions } from '../document/index.ts';
import { StandinError } from '../errors.ts';
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
/** In the order in which they were first asked for. */
const recent = new Set<Api>();

/**
 * The description, loaded once in a process for all who ask: again where one of its files has changed, and each time
 * where options are given.
 */
export async function apiOf(source: ApiSource, options?: LoadOptions): Promise<Api> {
  return remember(await known(source, options));
}

async function known(source: ApiSource, options?: LoadOptions): Promise<Api> {
  if (isApi(source)) return source;
  if (options !== undefined) return loadApi(source, options);
  if (typeof source === 'object' && !(source instanceof URL)) {
    let api = byValue.get(source);
    if (!api) byValue.set(source, (api = loadApi(source)));
    return api;
  }
  const name = String(source);
  const before = byName.get(name);
  if (before && (await before.stamp) === (await stampOf(before.files))) return before.api;
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

/**
 * The description that is meant where none is named: the only one that was loaded in this process. Throws StandinError
 * `which-description` where there are none or several.
 */
export function onlyApi(): Api {
  const [only, ...others] = recent;
  if (only && others.length === 0) return only;
  const reason = only ? `${recent.size} descriptions are loaded` : 'no description is loaded';
  throw new StandinError(
    `Failed to choose a description: ${reason}. Name one by what \`mock\` gave: toMatchSchema('User', { api }).`,
    { code: 'which-description' },
  );
}

function remember(api: Api): Api {
  recent.add(api);
  if (recent.size > MOST) recent.delete(recent.values().next().value as Api);
  return api;
}

function isApi(source: ApiSource): source is Api {
  return typeof source === 'object' && 'document' in source && 'schemaNames' in source;
}
