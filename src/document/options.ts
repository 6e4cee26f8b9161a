import type { OpenAPI } from 'openapi-types';
import type { JsonObject } from '../schema/index.ts';

/**
 * What a description is read from: a path, a `file:` or `http(s):` URL, `-` for standard input, a folder or pattern of
 * Docusaurus OpenAPI pages (`*.api.mdx`), or the description itself, parsed.
 */
export type Source = string | URL | OpenAPI.Document | JsonObject;

/** What `loadDocument` may be told; all of it is optional. */
export interface LoadOptions {
  /**
   * Reads what is not remote in place of the file system, by absolute URI: `file:` where the source is such a URL,
   * else `memory:/` and the path. A rejection counts as "not found".
   */
  readonly read?: ((uri: string) => Promise<Uint8Array | string>) | undefined;
  /** Reads what `-` stands for. Without it, `-` is refused. */
  readonly readStandardInput?: (() => Promise<Uint8Array | string>) | undefined;
  /**
   * Told of each local file that is read or looked for, and of each folder whose pages are (with a slash at its end), by
   * absolute URI: what a change of the description would change.
   */
  readonly onRead?: ((uri: string) => void) | undefined;
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Follow references to `http:` and `https:`. Default: false. */
  readonly allowRemoteRefs?: boolean | undefined;
  /**
   * Folder that references must stay in, a path or `file:` URL. Default: the entry's repository (nearest `.git`
   * above it), else its package (nearest `package.json`), else two folders above its own.
   */
  readonly root?: string | undefined;
  /** Folder that file names in messages are relative to. Default: the current one. */
  readonly cwd?: string | undefined;
  /** Bytes that one source may have. Default: 64 MiB. */
  readonly maxBytes?: number | undefined;
  /** Levels of arrays and objects. Default: 500. */
  readonly maxDepth?: number | undefined;
  /** Files that one document may consist of. Default: 10,000. */
  readonly maxFiles?: number | undefined;
  /** Milliseconds that one remote source may take. Default: 30,000. */
  readonly timeout?: number | undefined;
}

export interface Limits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  readonly maxFiles: number;
  readonly timeout: number;
}

export function limitsOf(options: LoadOptions): Limits {
  return {
    maxBytes: options.maxBytes ?? 64 * 1024 * 1024,
    maxDepth: options.maxDepth ?? 500,
    maxFiles: options.maxFiles ?? 10_000,
    timeout: options.timeout ?? 30_000,
  };
}
