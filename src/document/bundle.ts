import { StandinError } from '../errors.ts';
import { isJsonObject, type JsonObject, joinPointer, setOwn } from '../schema/index.ts';
import { type Bundling, isInEntry, NoUriError, placeKey } from './bundle/bundling.ts';
import { Moves } from './bundle/moves.ts';
import { isComponentName, kindOf, Names } from './bundle/names.ts';
import { type BundledDocument, dialectOf, fromEntry, hasIds, partAt, toFragment } from './bundle/part.ts';
import { followBare } from './bundle/reference.ts';
import { writePart } from './bundle/write-part.ts';
import type { Document, Node } from './document.ts';

/**
 * One self-contained OpenAPI document: whatever stands in other files moves to the components and is referred to
 * there; path items are put in their places. Swagger 2.0 is written as OpenAPI 3.0.4, everything else in its own
 * version, except that 3.0 becomes 3.1.1 where one of its files is in a dialect of JSON Schema that 3.0 cannot hold.
 * A reference that does not resolve stays what it is. The result shares values with the document: do not change it.
 * Throws StandinError `too-deep` where a document that was handed in as an object is circular.
 */
export function bundleDocument(document: Document): JsonObject {
  try {
    return bundle(document);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const { file } = document.place(document.uri, '');
    throw new StandinError(
      `Failed to bundle ${file}: it is nested too deep or in a circle. Take what repeats into a component.`,
      { code: 'too-deep', place: { file }, cause },
    );
  }
}

function bundle(document: Document): JsonObject {
  try {
    return write(start(document, true));
  } catch (error) {
    if (!(error instanceof NoUriError)) throw error;
    return write(start(document, false));
  }
}

function start(document: BundledDocument, keepIds: boolean): Bundling {
  const version = writtenVersion(document);
  const minor = Number(version.split('.')[1]);
  const names = new Names();
  const bundling: Bundling = {
    document,
    version,
    minor,
    dialect: minor === 0 ? 'openapi-3.0' : jsonSchemaDialect(document),
    swagger: document.version === '2.0',
    severalFiles: (document.files?.size ?? 0) > 1,
    keepIds,
    moves: new Moves(names, minor),
    shared: new Map(),
    renamed: new Map(),
    placed: new Map(),
    open: new Set(),
    links: [],
  };
  noteComponents(bundling, names);
  return bundling;
}

function writtenVersion(document: BundledDocument): string {
  const { version } = document;
  const written = version === '2.0' ? '3.0.4' : /^3\.\d$/.test(version) ? `${version}.0` : version;
  const foreign = [...(document.files?.values() ?? [])].some(({ dialect }) => hasIds(dialect));
  return written.startsWith('3.0') && foreign ? '3.1.1' : written;
}

function jsonSchemaDialect(document: BundledDocument): Bundling['dialect'] {
  const dialect = dialectOf(document, document.uri);
  return hasIds(dialect) ? dialect : '2020-12';
}

/** What the entry's components are called, and which of them only refer to another file. */
function noteComponents(bundling: Bundling, names: Names): void {
  const sections = bundling.document.root.get('components')?.entries() ?? [];
  for (const [section, members] of sections) {
    const kind = kindOf(section);
    if (kind === undefined) continue;
    for (const [name, member] of members.entries(true)) {
      if (!bundling.swagger || isComponentName(name)) names.keep(section, name);
      const pointer = joinPointer('', 'components', section, name);
      if (bundling.swagger && isJsonObject(member.value) && kind !== 'schema') {
        bundling.shared.set(member.value, pointer);
      }
      const target = bareTarget(bundling, member);
      if (target !== undefined) bundling.moves.replace(kind, target, pointer);
    }
  }
  if (bundling.swagger) renameComponents(bundling, names);
}

/** Names that Swagger 2.0 allows and OpenAPI 3 does not. */
function renameComponents(bundling: Bundling, names: Names): void {
  for (const [section, members] of bundling.document.root.get('components')?.entries() ?? []) {
    for (const [name, member] of members.entries(true)) {
      if (isComponentName(name)) continue;
      const pointer = joinPointer('', 'components', section, name);
      const renamed = joinPointer('', 'components', section, names.take(section, name, ''));
      bundling.renamed.set(pointer, renamed);
      if (isJsonObject(member.value) && bundling.shared.has(member.value)) {
        bundling.shared.set(member.value, renamed);
      }
    }
  }
}

/** What a component is, that is nothing but a reference to another file. */
function bareTarget(bundling: Bundling, member: Node): Node | undefined {
  const reference = member.text('$ref');
  if (reference === undefined || Object.keys(member.object!).length > 1) return undefined;
  const target = bundling.document.resolve(reference, member.uri);
  if (target === undefined || isInEntry(bundling, target)) return undefined;
  const end = followBare(bundling, target);
  return isInEntry(bundling, end) ? undefined : end;
}

function write(bundling: Bundling): JsonObject {
  const { document, moves, version } = bundling;
  const root = writePart(bundling, 'document', partAt(document, document.root), '') as JsonObject;
  const components: JsonObject = isJsonObject(root['components']) ? root['components'] : {};
  for (let move = moves.queue.shift(); move !== undefined; move = moves.queue.shift()) {
    const { kind, section, name, target } = move;
    const pointer = joinPointer('', 'components', section, name);
    if (!isJsonObject(components[section])) components[section] = {};
    const part = partAt(document, target);
    setOwn(components[section] as JsonObject, name, writePart(bundling, kind, part, pointer));
    root['components'] = components;
  }
  for (const { link, part } of bundling.links) {
    link['operationRef'] = operationReference(bundling, String(link['operationRef']), part);
  }
  root['openapi'] = version;
  return root;
}

/** Where the operation is that a link names by its place in some file. */
function operationReference(bundling: Bundling, reference: string, part: ReturnType<typeof partAt>): string {
  const { document, placed } = bundling;
  const target = document.resolve(reference, part.base);
  if (target === undefined || isInEntry(bundling, target)) return fromEntryOrSame(bundling, reference, part);
  const end = target.pointer.lastIndexOf('/');
  const item = placed.get(
    placeKey({ ...target, uri: target.uri, pointer: target.pointer.slice(0, end) } as Node),
  );
  if (item === undefined) return fromEntry(document, reference, part.base);
  return toFragment(item + target.pointer.slice(end));
}

function fromEntryOrSame(bundling: Bundling, reference: string, part: ReturnType<typeof partAt>): string {
  const same = isInEntry(bundling, part.node) && reference.startsWith('#');
  return same ? reference : fromEntry(bundling.document, reference, part.base);
}
