import { type LoadOptions, loadDocument } from '../document/index.ts';
import type { Api } from './api.ts';
import { buildApi } from './build.ts';

/** `loadDocument`, then `buildApi`: for the source and the options, and for what it rejects with, see there. */
export async function loadApi(source: string | URL | object, options?: LoadOptions): Promise<Api> {
  return buildApi(await loadDocument(source, options));
}
