import { type LoadOptions, loadDocument } from '../document/index.ts';
import type { JsonObject } from '../schema/index.ts';
import type { Api } from './api.ts';
import { buildApi } from './build.ts';

/** `loadDocument`, then `buildApi`: for the source and the options, and for what it rejects with, see there. */
export async function loadApi(source: string | URL | JsonObject, options?: LoadOptions): Promise<Api> {
  return buildApi(await loadDocument(source, options));
}
