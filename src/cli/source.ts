import { basename, dirname, resolve } from 'node:path';
import type { Document, LoadOptions } from '../document/index.ts';
import { StandinError } from '../errors.ts';
import type { Api } from '../model/index.ts';
import type { CommonFlags } from './command.ts';
import { withNearFiles } from './near-files.ts';
import { embeddedDefault } from './package.ts';
import type { Terminal } from './terminal.ts';

/** Names of files in a configuration are seen from its folder. */
export function fromFolder(folder: string, source: string): string {
  const isPath = source !== '-' && !/^[a-z][a-z0-9+.-]+:/i.test(source);
  return isPath ? resolve(folder, source) : source;
}

/**
 * The one description that is meant: of the command line, else of the settings, else the embedded default.
 * A shell that has put the pages of a folder in place of a pattern is understood.
 */
export function sourceOf(named: readonly string[], { spec }: CommonFlags): string {
  if (named.length === 0) return spec ?? embeddedDefault();
  if (named.length === 1) return named[0]!;
  const pages = pagesPattern(named);
  if (pages !== undefined) return pages;
  throw new StandinError(
    `Failed to read ${named.join(', ')}: these are ${named.length} descriptions, and one is read at a time. Name one of them.`,
    { code: 'several-descriptions' },
  );
}

function pagesPattern(named: readonly string[]): string | undefined {
  const folder = dirname(named[0]!);
  const together = named.every((name) => /\.mdx$/i.test(name) && dirname(name) === folder);
  return together && !/[*?{},]/.test(named.join(''))
    ? `${folder}/{${named.map((name) => basename(name)).join(',')}}`
    : undefined;
}

/**
 * @param onRead told of each local file and folder that the description depends on, as a URL
 * @param read reads files in place of the file system
 */
export async function loadApiFrom(
  source: string,
  flags: CommonFlags,
  terminal: Terminal,
  onRead?: (uri: string) => void,
  read?: LoadOptions['read'],
): Promise<Api> {
  const { loadApi } = await import('../model/index.ts');
  return loadApi(source, { ...loadOptions(flags, terminal), onRead, read }).catch((error: unknown) =>
    explain(error, source),
  );
}

export async function loadDocumentFrom(
  source: string,
  flags: CommonFlags,
  terminal: Terminal,
): Promise<Document> {
  const { loadDocument } = await import('../document/index.ts');
  return loadDocument(source, loadOptions(flags, terminal)).catch((error: unknown) => explain(error, source));
}

export function loadOptions(flags: CommonFlags, terminal: Terminal): LoadOptions {
  return {
    allowRemoteRefs: flags.allowRemoteRefs,
    maxBytes: flags.maxBytes,
    readStandardInput: () => terminal.readStandardInput(),
  };
}

/** Adds what the library cannot know: the files nearby, and the flags of the command line. */
async function explain(error: unknown, source: string): Promise<never> {
  if (!(error instanceof StandinError)) throw error;
  if (error.code === 'not-found') throw await withNearFiles(error, source);
  if (error.code === 'too-large')
    throw new StandinError(`${error.message} The flag is --max-bytes.`, {
      code: error.code,
      place: error.place,
      cause: error.cause,
    });
  throw error;
}
