import { type JsonObject, type SchemaSource, setOwn } from '../../schema/index.ts';
import { inlineSchema } from './inline-schema.ts';
import {
  child,
  children,
  copyMembers,
  essence,
  fault,
  follow,
  from,
  isExtension,
  isObjectSource,
  keep,
  type ObjectSource,
  placeKey,
  text,
  type Upgrade,
} from './upgrade.ts';

/** `responses` of an operation, or those shared at the root, references followed. */
export function responses(
  run: Upgrade,
  at: SchemaSource | undefined,
  produces: readonly string[],
): JsonObject {
  const made: JsonObject = {};
  for (const [status, member] of children(at)) {
    if (isExtension(status)) {
      setOwn(made, status, keep(run, member));
      continue;
    }
    const target = follow(run, member);
    if (target !== undefined) setOwn(made, status, response(run, target, produces, status));
  }
  return at === undefined ? made : from(run, at, made);
}

function response(run: Upgrade, at: SchemaSource, produces: readonly string[], status: string): JsonObject {
  if (!isObjectSource(at)) {
    fault(run, at, 'invalid-response', `The response ${status} is not an object.`);
    return from(run, at, { description: '' });
  }
  const key = `response ${placeKey(at)} ${produces.join(' ')}`;
  const known = run.made.get(key);
  if (known !== undefined) return known;
  const made: JsonObject = { description: text(at, 'description') ?? '' };
  const headers = responseHeaders(run, at);
  if (headers !== undefined) made['headers'] = headers;
  const content = responseContent(run, at, produces);
  if (content !== undefined) made['content'] = content;
  copyMembers(at, made, []);
  run.made.set(key, from(run, at, made));
  return made;
}

function responseHeaders(run: Upgrade, at: ObjectSource): JsonObject | undefined {
  const headers = child(at, 'headers');
  if (headers === undefined || headers.value === null) return undefined;
  const made: JsonObject = {};
  for (const [name, member] of children(headers)) {
    const header = follow(run, member);
    if (header === undefined) continue;
    if (!isObjectSource(header)) {
      fault(run, header, 'invalid-header', `The header ${name} is not an object.`);
      continue;
    }
    const target: JsonObject = {};
    copyMembers(header, target, ['description']);
    const schema = inlineSchema(run, header);
    if (schema !== undefined) target['schema'] = schema;
    setOwn(made, name, from(run, header, target));
  }
  return from(run, headers, made);
}

/**
 * One media type for each of `produces`, and for each that `examples` shows beside them. A response without `schema`
 * and without `examples` has no content.
 */
function responseContent(
  run: Upgrade,
  at: ObjectSource,
  produces: readonly string[],
): JsonObject | undefined {
  const schema = child(at, 'schema');
  const file = schema !== undefined && isFile(run, schema);
  const examples = children(child(at, 'examples')).filter(([name]) => !isExtension(name));
  const typed = examples.filter(([name]) => name.includes('/'));
  if (schema === undefined && typed.length === 0) return undefined;

  const content = new Map<string, JsonObject>();
  const addMedia = (type: string): JsonObject => {
    const media: JsonObject = {};
    if (schema !== undefined) media['schema'] = file ? binary(run, schema) : keep(run, schema);
    content.set(type, from(run, at, media));
    return media;
  };
  if (schema !== undefined) {
    const fallback = file ? 'application/octet-stream' : 'application/json';
    for (const type of produces.length === 0 ? [fallback] : produces) addMedia(type);
  }
  for (const [type, example] of typed) {
    const matching = [...content.keys()].filter((known) => essence(known) === essence(type));
    const media = matching.length === 0 ? [addMedia(type)] : matching.map((known) => content.get(known)!);
    for (const target of media) target['example'] = keep(run, example);
  }
  // Keys that are no media types are read as the examples' names.
  for (const [name, example] of examples.filter(([key]) => !key.includes('/'))) {
    for (const media of content.values()) addNamedExample(run, media, name, example);
  }
  return from(run, at, Object.fromEntries(content));
}

function addNamedExample(run: Upgrade, media: JsonObject, name: string, example: SchemaSource): void {
  if (Object.hasOwn(media, 'example')) return;
  const named = (media['examples'] ?? {}) as JsonObject;
  setOwn(named, name, from(run, example, { value: keep(run, example) }));
  media['examples'] = named;
}

function isFile(run: Upgrade, schema: SchemaSource): boolean {
  if (text(schema, 'type') === 'file') return true;
  const reference = text(schema, '$ref');
  const target = reference === undefined ? undefined : run.resolve(reference, schema.uri);
  return target !== undefined && text(target, 'type') === 'file';
}

function binary(run: Upgrade, schema: SchemaSource): JsonObject {
  const made: JsonObject = { type: 'string', format: 'binary' };
  copyMembers(schema, made, ['title', 'description']);
  return from(run, schema, made);
}
