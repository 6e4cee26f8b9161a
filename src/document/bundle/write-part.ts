import { isJsonObject, type JsonObject, joinPointer, own, setOwn } from '../../schema/index.ts';
import type { Node } from '../document.ts';
import { fieldsOf, type Kind } from '../kinds.ts';
import { type Bundling, isInEntry, placeKey } from './bundling.ts';
import { fromEntry, itemsOf, membersOf, type Part, partAt, toFragment } from './part.ts';
import { followBare, keepReference, rewriteReference } from './reference.ts';
import { limitStyles } from './styles.ts';
import { rebaseReferences, writeOther } from './write-data.ts';
import { writeOuterSchema } from './write-schema.ts';

/** Writes an object of some kind, or a list of them. `pointer` is where it will be in the written document. */
export function writePart(bundling: Bundling, kind: Kind, outer: Part, pointer: string): unknown {
  const replacement = bundling.moves.replaced.get(pointer);
  const part = replacement === undefined ? outer : partAt(bundling.document, replacement);
  const { value } = part.node;
  if (Array.isArray(value) && kind !== 'schema') {
    return itemsOf(bundling.document, part).map((item, index) =>
      writePart(bundling, kind, item, joinPointer(pointer, index)),
    );
  }
  if (kind === 'schema') return writeOuterSchema(bundling, part);
  if (kind === 'other') return writeOther(bundling, part);
  if (!isJsonObject(value)) return value;
  const shared = bundling.shared.get(value);
  if (shared !== undefined && shared !== pointer) return { $ref: toFragment(shared) };
  const reference = own(value, '$ref');
  if (typeof reference !== 'string') return writeMembers(bundling, kind, part, pointer);
  return kind === 'path-item'
    ? writePathItem(bundling, reference, part, pointer)
    : writeReference(bundling, kind, reference, part, pointer);
}

function writeReference(
  bundling: Bundling,
  kind: Kind,
  reference: string,
  part: Part,
  pointer: string,
): unknown {
  const { text, inline } = rewriteReference(bundling, reference, kind, part);
  if (inline === undefined) return { ...part.node.object, $ref: text };
  const written = writeInPlace(bundling, kind, inline, pointer);
  return written ?? { ...part.node.object, $ref: keepReference(bundling, reference, part) };
}

/** Path items are components from 3.1 on only, and are read where they are used: they are put in place everywhere. */
function writePathItem(bundling: Bundling, reference: string, part: Part, pointer: string): unknown {
  const members = writeMembers(bundling, 'path-item', part, pointer);
  const named = bundling.document.resolve(reference, part.base);
  const target = named === undefined ? undefined : followBare(bundling, named);
  if (target === undefined) return { ...members, $ref: keepReference(bundling, reference, part) };
  if (isInEntry(bundling, target)) {
    const asWritten = reference.startsWith('#') && isInEntry(bundling, part.node);
    return { ...members, $ref: asWritten ? reference : toFragment(target.pointer) };
  }
  const known = bundling.placed.get(placeKey(target));
  if (known === undefined) bundling.placed.set(placeKey(target), pointer);
  const written = writeInPlace(bundling, 'path-item', target, pointer);
  if (written === undefined) return { ...members, $ref: toFragment(known!) };
  const { $ref: _reference, ...own } = members;
  return isJsonObject(written) ? { ...written, ...own } : written;
}

/** Undefined where the target is being put in place already, so that it would contain itself. */
function writeInPlace(bundling: Bundling, kind: Kind, target: Node, pointer: string): unknown {
  const key = `${kind} ${placeKey(target)}`;
  if (bundling.open.has(key)) return undefined;
  bundling.open.add(key);
  const written = writePart(bundling, kind, partAt(bundling.document, target), pointer);
  bundling.open.delete(key);
  return written;
}

function writeMembers(bundling: Bundling, kind: Kind, part: Part, pointer: string): JsonObject {
  const fields = fieldsOf[kind];
  const any = fields.get('*');
  const written: JsonObject = {};
  for (const [key, member] of membersOf(bundling.document, part)) {
    const field = fields.get(key) ?? (key.startsWith('x-') ? undefined : any);
    const place = joinPointer(pointer, key);
    if (field?.map) setOwn(written, key, writeMap(bundling, field.kind, member, place));
    else if (field !== undefined) setOwn(written, key, writePart(bundling, field.kind, member, place));
    else if (key.startsWith('x-')) setOwn(written, key, rebaseReferences(bundling, member));
    else setOwn(written, key, writeData(bundling, kind, key, member));
  }
  if (kind === 'link' && Object.hasOwn(written, 'operationRef')) bundling.links.push({ link: written, part });
  if (bundling.swagger) limitStyles(kind, written);
  return written;
}

function writeMap(bundling: Bundling, kind: Kind, part: Part, pointer: string): unknown {
  if (part.node.object === undefined) return part.node.value;
  const written: JsonObject = {};
  for (const [name, member] of membersOf(bundling.document, part)) {
    const place = joinPointer(pointer, name);
    const renamed = bundling.renamed.get(place) ?? place;
    const key = renamed === place ? name : renamed.slice(renamed.lastIndexOf('/') + 1);
    setOwn(written, key, writePart(bundling, kind, member, renamed));
  }
  return written;
}

/** What holds no objects of OpenAPI, but may hold URIs. */
function writeData(bundling: Bundling, kind: Kind, key: string, part: Part): unknown {
  const { value } = part.node;
  if (key === 'security') return writeSecurity(bundling, part);
  if (key === 'externalValue' && kind === 'example' && typeof value === 'string') {
    return isInEntry(bundling, part.node) ? value : fromEntry(bundling.document, value, part.base);
  }
  return value;
}

/** Names of security schemes, or from 3.2 on their URIs (Security Requirement Object). */
function writeSecurity(bundling: Bundling, part: Part): unknown {
  const { value } = part.node;
  if (!Array.isArray(value)) return value;
  return value.map((requirement: unknown) => {
    if (!isJsonObject(requirement)) return requirement;
    const written: JsonObject = {};
    for (const [name, scopes] of Object.entries(requirement)) {
      setOwn(written, schemeName(bundling, name, part), scopes);
    }
    return written;
  });
}

function schemeName(bundling: Bundling, name: string, part: Part): string {
  const pointer = joinPointer('/components/securitySchemes', name);
  const renamed = bundling.renamed.get(pointer);
  if (renamed !== undefined) return renamed.slice(renamed.lastIndexOf('/') + 1);
  const { document } = bundling;
  const known = document.root.get('components')?.get('securitySchemes')?.get(name);
  const isUri = bundling.minor >= 2 && known === undefined && document.resolve(name, part.base) !== undefined;
  if (!isUri) return name;
  const { text } = rewriteReference(bundling, name, 'security-scheme', part);
  const component = /^#\/components\/securitySchemes\/([\w.-]+)$/.exec(text!)?.[1];
  return name.startsWith('#') ? text! : (component ?? text!);
}
