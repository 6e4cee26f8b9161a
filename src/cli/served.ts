import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MountedApi } from '../mock/index.ts';
import { correctionsFor } from './corrections.ts';
import { findFixtures, requireFixtures } from './fixtures.ts';
import { type MockFlags, mockOptions } from './mock-flags.ts';
import { mountsOf } from './mounts.ts';
import type { Output } from './output.ts';
import type { PactFile } from './pact-file.ts';
import type { FetchHandler } from './serve.ts';
import type { ServedApi } from './served-api.ts';
import { loadApiFrom } from './source.ts';
import type { KeptState } from './state.ts';
import type { Sources } from './watch.ts';

/** Everything that answers, as it was made at one time. */
export interface Served {
  readonly fetch: FetchHandler;
  readonly apis: readonly ServedApi[];
  readonly mounted: readonly MountedApi[];
  /** Says what of the kept state these descriptions do not take as it is. */
  readonly sayUnfitting: () => Promise<void>;
}

/** What outlives a change of the description. */
export interface Kept {
  /** Added to by each attempt to serve, those that fail too. */
  readonly files: Set<string>;
  readonly folders: Set<string>;
  readonly state: KeptState;
  readonly pact: PactFile;
}

/** Loads all descriptions and makes them answer; rejects where one of them cannot be used. */
export async function serveAll(
  specs: readonly string[],
  flags: MockFlags,
  output: Output,
  kept: Kept,
): Promise<Served> {
  const mounts = mountsOf(specs, flags);
  let begin: () => void = () => {};
  const reading = new Promise<void>((done) => {
    begin = done;
  });
  const note = (uri: string) => {
    noteRead(uri, kept);
    begin();
  };
  if (flags.configFile !== undefined) kept.files.add(resolve(flags.configFile));
  const loading = Promise.all(
    mounts.map(async ({ source, prefix }): Promise<ServedApi> => {
      const api = await loadApiFrom(source, flags, output.terminal, note);
      return { source, prefix, api, found: await findFixtures(api, source, flags) };
    }),
  );
  // What does not depend on the descriptions is loaded while these are read, not before.
  await Promise.race([reading, loading]);
  const [apis, { createMock, createMocks }] = await Promise.all([
    loading,
    import('../mock/index.ts'),
    import('./serve.ts'),
  ]);
  await kept.state.open(flags, apis);
  const recording = await kept.pact.options(flags, apis[0]?.api.title ?? '');
  const mounted: MountedApi[] = [];
  for (const [index, { api, found, prefix }] of apis.entries()) {
    await requireFixtures(found, output);
    if (found) kept.folders.add(realpathSync(found.folder));
    const resources = correctionsFor(api, flags, apis);
    // What is wrong in them is said before anything is served.
    if (Object.keys(resources).length > 0)
      (await import('../resource/index.ts')).inferResources(api, resources);
    const options = {
      ...mockOptions(flags, output),
      ...kept.state.options(flags, apis, index),
      ...recording,
      resources,
    };
    mounted.push({ api, options: { ...options, prefix, ...(found ? { fixtures: found.fixtures } : {}) } });
  }
  const [only] = mounted;
  const app = mounted.length === 1 && only ? createMock(only.api, only.options) : createMocks(mounted);
  const sayUnfitting = () => kept.state.sayUnfitting(flags, apis);
  return { fetch: app.fetch as FetchHandler, apis, mounted, sayUnfitting };
}

function noteRead(uri: string, { files, folders }: Kept): void {
  if (!uri.startsWith('file:')) return;
  const path = fileURLToPath(uri);
  if (uri.endsWith('/')) folders.add(path.replace(/[/\\]$/, ''));
  else files.add(path);
}

export function sourcesOf({ files, folders }: Pick<Kept, 'files' | 'folders'>): Sources {
  return { files: new Set(files), folders: new Set(folders) };
}
