import { isJsonObject, joinPointer, own, parsePointer } from '../../schema/index.ts';
import type { Node } from '../document.ts';
import { fieldsOf, type Kind } from '../kinds.ts';
import { relativeUri } from '../place.ts';
import { absoluteUri } from '../references.ts';
import { type Bundling, isInEntry, NoUriError, placeKey } from './bundling.ts';
import { dialectOf, fromEntry, hasIds, idOf, type Part, toFragment } from './part.ts';

/** What becomes of a reference: other text, or what it names put in its place. */
export type Rewritten =
  | { readonly text: string; readonly inline?: undefined }
  | { readonly inline: Node; readonly text?: undefined };

/** A reference, seen from the written document. What does not resolve stays what it is, seen from there. */
export function rewriteReference(bundling: Bundling, reference: string, kind: Kind, part: Part): Rewritten {
  const { document } = bundling;
  const named = document.resolve(reference, part.base);
  if (named === undefined) return { text: keepReference(bundling, reference, part) };
  const target = followBare(bundling, named);
  if (kind === 'schema') return { text: schemaReference(bundling, reference, target, part) };
  const text = entryReference(bundling, reference, target, part) ?? bundling.moves.referenceTo(kind, target);
  return text === undefined ? { inline: target } : { text };
}

/** A reference that is left as it is, but for the file that it is seen from. */
export function keepReference(bundling: Bundling, reference: string, part: Part): string {
  if (part.inResource || isInEntry(bundling, part.node)) return reference;
  return fromEntry(bundling.document, reference, part.base);
}

/** Past objects of other files that are nothing but a reference. */
export function followBare(bundling: Bundling, start: Node): Node {
  const seen = new Set<string>();
  let node = start;
  while (!stands(bundling, node) && !seen.has(placeKey(node))) {
    seen.add(placeKey(node));
    const { object } = node;
    const reference = object === undefined ? undefined : own(object, '$ref');
    if (typeof reference !== 'string' || Object.keys(object!).length > 1) break;
    const next = bundling.document.resolve(reference, node.uri);
    if (next === undefined) break;
    node = next;
  }
  return node;
}

/**
 * Is it in the written document without being moved? What stands below a member of the root that OpenAPI knows nothing
 * of is written as data, which is good enough as long as nothing in it can refer to another file.
 */
function stands(bundling: Bundling, node: Node): boolean {
  if (!isInEntry(bundling, node)) return false;
  const [first, second] = parsePointer(node.pointer) ?? [];
  if (bundling.swagger) return first === 'definitions' && second !== undefined;
  return !bundling.severalFiles || first === undefined || fieldsOf.document.has(first);
}

/** To something of the entry itself; undefined for anything else. */
function entryReference(bundling: Bundling, reference: string, target: Node, part: Part): string | undefined {
  if (!stands(bundling, target)) return undefined;
  if (!bundling.swagger) {
    const asWritten =
      reference.startsWith('#') && isInEntry(bundling, part.node) && part.base === part.node.uri;
    return asWritten ? reference : toFragment(target.pointer);
  }
  const [, name, ...rest] = parsePointer(target.pointer)!;
  const component = joinPointer('/components/schemas', name!);
  return toFragment(joinPointer(bundling.renamed.get(component) ?? component, ...rest));
}

function schemaReference(bundling: Bundling, reference: string, target: Node, part: Part): string {
  const { document, moves, keepIds } = bundling;
  const fromEntryFile = isInEntry(bundling, part.node);
  if (part.inResource && reference.startsWith('#')) return reference;
  const resource = keepIds ? resourceAround(bundling, target) : undefined;
  if (resource === undefined) {
    const text = entryReference(bundling, reference, target, part) ?? moves.referenceTo('schema', target)!;
    if (!part.inResource) return text;
    const self = document.root.text('$self');
    if (self === undefined || !URL.canParse(self)) throw new NoUriError();
    return self.replace(/#.*$/s, '') + text;
  }
  const inEntry = isInEntry(bundling, resource.root);
  const rest = target.pointer.slice(resource.root.pointer.length);
  const place = inEntry ? toFragment(resource.root.pointer) : moves.referenceTo('schema', resource.root)!;
  if (!part.inResource) return fromEntryFile && inEntry ? reference : place + toFragment(rest).slice(1);
  return resourceUri(bundling, resource.uri, part) + (rest === '' ? '' : toFragment(rest));
}

/** The URI of a schema resource, short where it is a file beside the entry: nobody else's folders are its name. */
export function resourceUri(bundling: Bundling, uri: string, part: Part): string {
  if (/^(?:https?|urn):/.test(uri)) return uri;
  return relativeUri(part.inResource ? part.base : bundling.document.uri, uri) ?? uri;
}

/**
 * The schema with an `$id` that a schema stands in or is. A file that uses dynamic anchors is such a resource without
 * saying so: its anchors must stay apart from those of others.
 */
export function resourceAround(bundling: Bundling, target: Node): { root: Node; uri: string } | undefined {
  const { document } = bundling;
  const dialect = dialectOf(document, target.uri);
  if (!hasIds(dialect)) return undefined;
  const tokens = parsePointer(target.pointer) ?? [];
  let node = document.resolve('#', target.uri);
  let base = target.uri;
  let found: { root: Node; uri: string } | undefined;
  for (let depth = 0; node !== undefined; node = node.get(tokens[depth++]!)) {
    const id = idOf(node.value, dialect);
    const uri = id === undefined ? undefined : absoluteUri(id, base);
    if (uri !== undefined) found = { root: node, uri: (base = uri) };
    else if (depth === 0 && isDynamicFile(node)) found = { root: node, uri: target.uri };
    if (depth === tokens.length) break;
  }
  return found;
}

function isDynamicFile(root: Node): boolean {
  const { value } = root;
  if (!isJsonObject(value) || Object.hasOwn(value, 'openapi') || Object.hasOwn(value, 'components'))
    return false;
  const defs = own(value, '$defs');
  return [value, ...(isJsonObject(defs) ? Object.values(defs) : [])].some(
    (schema) => isJsonObject(schema) && Object.hasOwn(schema, '$dynamicAnchor'),
  );
}
