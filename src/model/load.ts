import { type LoadOptions, loadDocument, type Source } from '../document/index.ts';
import type { Api } from './api.ts';
import { buildApi } from './build.ts';

/** `loadDocument`, then `buildApi`: for the source and the options, and for what it rejects with, see there. */
export async function loadApi(source: Source, options?: LoadOptions): Promise<Api> {
  return buildApi(await loadDocument(source, options));
}
