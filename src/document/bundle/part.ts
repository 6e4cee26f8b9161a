import { type Dialect, isJsonObject, own } from '../../schema/index.ts';
import type { Document, Node } from '../document.ts';
import { dialectNamed } from '../identify.ts';
import { relativeUri } from '../place.ts';
import { absoluteUri } from '../references.ts';
import type { SourceFile } from '../source-file.ts';

/** A document as the loader makes it, with its files. */
export interface BundledDocument extends Document {
  readonly files?: ReadonlyMap<string, SourceFile>;
}

/** A piece of the source, with what decides how it is read. */
export interface Part {
  readonly node: Node;
  /** What references in it are resolved against: its file's URI, or an `$id` around it. */
  readonly base: string;
  readonly dialect: Dialect;
  /** Is there an `$id` around it that is written too, so that `#` means something else than the document? */
  readonly inResource: boolean;
}

export function partAt(document: BundledDocument, node: Node): Part {
  return { node, base: node.uri, dialect: dialectOf(document, node.uri), inResource: false };
}

/** The members of an object, in order; what stands in another file is read as that file says. */
export function membersOf(document: BundledDocument, part: Part): Array<[string, Part]> {
  return part.node.entries(true).map(([key, node]) => [key, childPart(document, part, node)]);
}

/** The items of an array, in order. */
export function itemsOf(document: BundledDocument, part: Part): Part[] {
  return part.node.items().map((node) => childPart(document, part, node));
}

function childPart(document: BundledDocument, part: Part, node: Node): Part {
  return node.uri === part.node.uri ? { ...part, node } : partAt(document, node);
}

export function dialectOf(document: BundledDocument, uri: string): Dialect {
  const known = document.files?.get(uri)?.dialect;
  if (known !== undefined) return known;
  if (document.version === '2.0') return 'swagger-2.0';
  if (document.version.startsWith('3.0')) return 'openapi-3.0';
  const named = document.root.text('jsonSchemaDialect');
  return (named === undefined ? undefined : dialectNamed(named)) ?? '2020-12';
}

/** Do schemas of this dialect name themselves? */
export function hasIds(dialect: Dialect): boolean {
  return dialect !== 'openapi-3.0' && dialect !== 'swagger-2.0';
}

/** The `$id` of a schema (`id` in draft-04) that makes it a resource of its own. */
export function idOf(value: unknown, dialect: Dialect): string | undefined {
  if (!hasIds(dialect) || !isJsonObject(value)) return undefined;
  const id = own(value, dialect === 'draft-04' ? 'id' : '$id');
  return typeof id === 'string' && id !== '' && !id.startsWith('#') ? id : undefined;
}

/** A reference as a URI reference from the entry, without the entry's own name. */
export function fromEntry(document: Document, reference: string, base: string): string {
  const absolute = absoluteUri(reference, base);
  if (absolute === undefined) return reference;
  const [uri, fragment] = splitAt(absolute, '#');
  if (uri === document.uri) return `#${fragment ?? ''}`;
  const relative = isFetchable(uri) && isFetchable(document.uri) ? relativeUri(document.uri, uri) : undefined;
  return (relative ?? uri) + (fragment === undefined ? '' : `#${fragment}`);
}

function isFetchable(uri: string): boolean {
  return /^(?:file|https?|memory):/.test(uri);
}

function splitAt(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** A JSON Pointer as the fragment of a URI (RFC 6901 section 6). */
export function toFragment(pointer: string): string {
  return `#${encodeURI(pointer).replaceAll('#', '%23')}`;
}
