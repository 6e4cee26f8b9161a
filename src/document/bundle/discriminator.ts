import { isJsonObject, type JsonObject, own, setOwn } from '../../schema/index.ts';
import type { Node } from '../document.ts';
import { type Bundling, isInEntry, placeKey } from './bundling.ts';
import { decode, givenName } from './names.ts';
import { type Part, partAt } from './part.ts';
import { followBare, rewriteReference } from './reference.ts';

/**
 * The discriminator of a schema, with a mapping to where the schemas are now. A value that goes by a schema's name is
 * spelt out where that name has changed. Schemas of the same file that extend this one move too: nothing need name them.
 */
export function writeDiscriminator(bundling: Bundling, part: Part): unknown {
  const written = own(part.node.object!, 'discriminator');
  const given: unknown = typeof written === 'string' ? { propertyName: written } : written;
  if (!isJsonObject(given)) return given;
  const mapping: JsonObject = {};
  const mapped = own(given, 'mapping');
  for (const [value, target] of isJsonObject(mapped) ? Object.entries(mapped) : []) {
    setOwn(mapping, value, typeof target === 'string' ? mappingTarget(bundling, part, target) : target);
  }
  for (const [value, target] of renamedBranches(bundling, part)) {
    if (!Object.hasOwn(mapping, value) && !Object.values(mapping).includes(target))
      setOwn(mapping, value, target);
  }
  const fallback = own(given, 'defaultMapping');
  return {
    ...given,
    ...(mapped === undefined && Object.keys(mapping).length === 0 ? {} : { mapping }),
    ...(typeof fallback === 'string' ? { defaultMapping: mappingTarget(bundling, part, fallback) } : {}),
  };
}

/** A name stays one in the entry, where its schema keeps it. */
function mappingTarget(bundling: Bundling, part: Part, target: string): string {
  const asName = /^[\w.-]+$/.test(target) ? componentNamed(bundling, part, target) : undefined;
  if (asName === undefined) return textOf(bundling, part, target) ?? target;
  if (isInEntry(bundling, part.node) && !bundling.swagger) return target;
  return textOf(bundling, partAt(bundling.document, asName), `#${asName.pointer}`) ?? target;
}

function textOf(bundling: Bundling, part: Part, reference: string): string | undefined {
  return rewriteReference(bundling, reference, 'schema', part).text;
}

function componentNamed(bundling: Bundling, part: Part, name: string): Node | undefined {
  const holder = schemasOf(bundling, part.node.uri);
  return holder?.get(name);
}

function schemasOf(bundling: Bundling, uri: string): Node | undefined {
  const root = bundling.document.resolve('#', uri);
  return root?.get('components')?.get('schemas') ?? root?.get('definitions');
}

/** Values and targets of those that the discriminator tells apart by names that they no longer have. */
function* renamedBranches(bundling: Bundling, part: Part): Iterable<[string, string]> {
  for (const target of [...listedBranches(bundling, part), ...extendingSchemas(bundling, part)]) {
    const name = givenName(target);
    const text = textOf(bundling, partAt(bundling.document, target), `#${target.pointer}`);
    if (name === undefined || text === undefined) continue;
    if (nameIn(text) !== name) yield [name, text];
  }
}

function listedBranches(bundling: Bundling, part: Part): Node[] {
  return ['oneOf', 'anyOf'].flatMap((keyword) => referencesIn(bundling, part.node.get(keyword), part.base));
}

/** Schemas beside this one that have it in their `allOf`. */
function extendingSchemas(bundling: Bundling, part: Part): Node[] {
  const { node } = part;
  const holder = schemasOf(bundling, node.uri);
  if (holder === undefined || !node.pointer.startsWith(`${holder.pointer}/`)) return [];
  const here = placeKey(node);
  return holder
    .entries(true)
    .map(([, schema]) => schema)
    .filter((schema) =>
      referencesIn(bundling, schema.get('allOf'), schema.uri).some((target) => placeKey(target) === here),
    );
}

function referencesIn(bundling: Bundling, list: Node | undefined, base: string): Node[] {
  return (list?.items() ?? []).flatMap((branch) => {
    const reference = branch.text('$ref');
    const target = reference === undefined ? undefined : bundling.document.resolve(reference, base);
    return target === undefined ? [] : [followBare(bundling, target)];
  });
}

/** The last word of a reference. */
function nameIn(reference: string): string {
  const token = reference.slice(reference.lastIndexOf('/') + 1);
  return decode(token).replaceAll('~1', '/').replaceAll('~0', '~');
}
