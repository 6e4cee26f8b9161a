import type { JsonObject } from '../schema/index.ts';
import type { TextFault } from './decode.ts';
import { type FilePattern, findFiles, isGlob, parseGlob } from './glob.ts';
import { joinPages, PagesLocator } from './join-pages.ts';
import { type Page, readPage } from './page.ts';
import type { Locator } from './place.ts';
import type { Reader } from './reader.ts';
import { Unloadable } from './unloadable.ts';

/** Which pages a source names. */
export type PageSource = FilePattern | { readonly page: string };

/** A document made of pages, and what was wrong with some of them. */
export interface PagesRead {
  readonly root: JsonObject;
  readonly locator: Locator;
  readonly faults: ReadonlyArray<TextFault & { readonly uri: string; readonly pointer?: string }>;
}

/** Does the source name a page, a folder of pages or a pattern? Undefined for any other file. */
export async function pageSourceOf(
  name: string,
  uri: string,
  reader: Reader,
): Promise<PageSource | undefined> {
  const { files } = reader;
  const kind = uri.startsWith('file:') ? await files?.kindOf(uri) : undefined;
  if (kind === 'folder') return { folder: uri.endsWith('/') ? uri : `${uri}/`, pattern: /\.api\.mdx$/i };
  if (files !== undefined && kind === undefined && isGlob(name)) return parseGlob(name, files.toUri);
  return /\.mdx$/i.test(uri) ? { page: uri } : undefined;
}

/**
 * Reads pages into one document. A page that cannot be read is a fault; if none can be, that is thrown.
 * Throws Unloadable: `not-found`, `too-many-files`, and those of `readPage`.
 */
export async function readPages(source: PageSource, reader: Reader): Promise<PagesRead> {
  if ('folder' in source) reader.tell(source.folder);
  const uris =
    'page' in source ? [source.page] : await findFiles(reader.files!, source, reader.limits.maxFiles);
  if (uris.length === 0) {
    const remedy = 'Name a folder or pattern of *.api.mdx pages, or the file of an OpenAPI document.';
    throw new Unloadable('not-found', 'it has no pages of operations (*.api.mdx)', remedy);
  }
  const pages: Page[] = [];
  const faults: Array<TextFault & { uri: string; pointer?: string }> = [];
  let problem: Unloadable | undefined;
  for (const uri of uris) {
    const found: TextFault[] = [];
    try {
      const { content } = await reader.readEntry(uri);
      pages.push(await readPage(content, uri, reader.limits, found));
    } catch (error) {
      if (!(error instanceof Unloadable)) throw error;
      problem ??= error;
      const message = `The page is left out: ${error.reason}. ${error.remedy}`;
      found.push({ code: error.code, severity: 'error', message, line: 1, column: 1, ...error.position });
    }
    faults.push(...found.map((fault) => ({ ...fault, uri })));
  }
  const [first] = pages;
  if (first === undefined) throw problem!;
  const nameOf = (uri: string) => reader.nameOf(uri);
  const joined = joinPages(pages, nameOf);
  for (const { message, page, pointer } of joined.conflicts) {
    const { uri, position } = page;
    faults.push({ code: 'page-conflict', severity: 'error', message, uri, pointer, ...position });
  }
  return { root: joined.root, locator: new PagesLocator(joined, first, nameOf), faults };
}
