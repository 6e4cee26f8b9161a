import { isJsonObject, type JsonObject, setOwn } from '../../schema/index.ts';
import { dialectNamed } from '../identify.ts';
import { fieldsOf } from '../kinds.ts';
import { absoluteUri } from '../references.ts';
import { type Bundling, isInEntry } from './bundling.ts';
import { writeDiscriminator } from './discriminator.ts';
import { fromEntry, hasIds, idOf, itemsOf, membersOf, type Part } from './part.ts';
import { keepReference, resourceAround, resourceUri, rewriteReference } from './reference.ts';
import { toOpenApi30 } from './to-openapi-30.ts';
import { toOpenApi31 } from './to-openapi-31.ts';
import { rebaseReferences } from './write-data.ts';

/** Of dialects that another dialect's schema is carried along with. */
const schemaUris: Readonly<Record<string, string>> = {
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  'draft-06': 'http://json-schema.org/draft-06/schema#',
  'draft-04': 'http://json-schema.org/draft-04/schema#',
};

/** A schema that no other schema is around. */
export function writeOuterSchema(bundling: Bundling, part: Part): unknown {
  const inEntry = isInEntry(bundling, part.node);
  const resource =
    bundling.keepIds && !inEntry && isRoot(part) ? resourceAround(bundling, part.node) : undefined;
  const unnamed = resource !== undefined && idOf(part.node.value, part.dialect) === undefined;
  const written = writeSchema(bundling, unnamed ? { ...part, inResource: true } : part);
  if (!isJsonObject(written) || inEntry) return written;
  const head: JsonObject = {};
  const dialect = hasIds(part.dialect) ? part.dialect : '2020-12';
  if (bundling.minor > 0 && dialect !== bundling.dialect && !Object.hasOwn(written, '$schema')) {
    head['$schema'] = schemaUris[dialect];
  }
  if (unnamed) head['$id'] = resourceUri(bundling, resource.uri, part);
  else if (isIdle(bundling, written)) delete written['$schema'];
  return { ...head, ...written };
}

/** A `$schema` that says what holds anyway, on what is no resource of its own. */
function isIdle(bundling: Bundling, { $schema, $id }: JsonObject): boolean {
  return typeof $schema === 'string' && $id === undefined && dialectNamed($schema) === bundling.dialect;
}

function isRoot(part: Part): boolean {
  return part.node.pointer === '';
}

function writeSchema(bundling: Bundling, outer: Part): unknown {
  const { object } = outer.node;
  if (object === undefined) return outer.node.value;
  const part = entered(bundling, outer);
  const moved = !isInEntry(bundling, part.node);
  const schema: JsonObject = {};
  for (const [key, memberPart] of membersOf(bundling.document, part)) {
    const member = memberPart.node.value;
    const field = fieldsOf.schema.get(key);
    if (key === '$ref' && typeof member === 'string') {
      const rewritten = rewriteReference(bundling, member, 'schema', part);
      setOwn(schema, key, rewritten.text);
    } else if ((key === '$dynamicRef' || key === '$recursiveRef') && typeof member === 'string') {
      setOwn(schema, key, member.startsWith('#') ? member : dynamicReference(bundling, member, part));
    } else if ((key === '$id' || key === 'id') && idOf(object, part.dialect) === member) {
      if (bundling.keepIds) setOwn(schema, key, moved ? movedId(bundling, member as string, outer) : member);
    } else if (key === '$anchor' && !part.inResource && (moved || !bundling.keepIds)) {
      // References to it are pointers now, and two files may have used the same name.
    } else if (key === 'discriminator') {
      setOwn(schema, key, writeDiscriminator(bundling, part));
    } else if (field !== undefined) {
      setOwn(schema, key, writeField(bundling, memberPart, field.map));
    } else if (key.startsWith('x-') && moved) {
      setOwn(schema, key, rebaseReferences(bundling, memberPart));
    } else {
      setOwn(schema, key, member);
    }
  }
  return inWrittenDialect(bundling, schema, part);
}

/** A schema, a list of them or a map of them. */
function writeField(bundling: Bundling, part: Part, map: boolean): unknown {
  const { document } = bundling;
  if (Array.isArray(part.node.value)) {
    return itemsOf(document, part).map((item) => writeSchema(bundling, item));
  }
  if (!map) return writeSchema(bundling, part);
  if (part.node.object === undefined) return part.node.value;
  const written: JsonObject = {};
  for (const [key, entry] of membersOf(document, part)) {
    // `dependencies` holds lists of names beside schemas.
    setOwn(written, key, Array.isArray(entry.node.value) ? entry.node.value : writeSchema(bundling, entry));
  }
  return written;
}

/** Inside of an `$id`, references are seen from there. */
function entered(bundling: Bundling, part: Part): Part {
  const id = idOf(part.node.value, part.dialect);
  const base = id === undefined ? undefined : absoluteUri(id, part.base);
  return base === undefined
    ? part
    : { ...part, base: base.replace(/#.*$/s, ''), inResource: bundling.keepIds };
}

function movedId(bundling: Bundling, id: string, outer: Part): string {
  return URL.canParse(id) || outer.inResource ? id : fromEntry(bundling.document, id, outer.base);
}

/** To another file: its anchor must stay a name for the reference to stay dynamic. */
function dynamicReference(bundling: Bundling, reference: string, part: Part): string {
  const name = reference.replace(/^[^#]*/, '');
  const target = bundling.document.resolve(reference, part.base);
  if (target === undefined) return keepReference(bundling, reference, part);
  const resource = bundling.keepIds ? resourceAround(bundling, target) : undefined;
  if (resource === undefined) return name;
  if (!isInEntry(bundling, target)) bundling.moves.referenceTo('schema', resource.root);
  return resourceUri(bundling, resource.uri, part) + name;
}

/** A schema of another version in the words of the written one. */
function inWrittenDialect(bundling: Bundling, schema: JsonObject, part: Part): JsonObject {
  if (hasIds(part.dialect)) return schema;
  const written = part.dialect === 'swagger-2.0' ? toOpenApi30(schema) : schema;
  return bundling.minor === 0 ? written : toOpenApi31(written);
}
