import {
  type CollectionOptions,
  type GenerateOptions,
  type Generator,
  schemaExamples,
  withoutHidden,
} from '../generation/index.ts';
import type { Example, MediaType } from '../model/index.ts';
import { isJsonObject, own, type Schema } from '../schema/index.ts';
import { isJson } from './media.ts';

/** A body's value, not yet written; `serialized` is text to be sent as it is. */
export type BodyValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'serialized'; readonly text: string };

export interface BodyRequest {
  /** Generate although there are examples. */
  readonly dynamic: boolean;
  /** Names the answer: the same name, the same body. */
  readonly key: string;
  /** Which entity of which collection is asked for. */
  readonly entity: (CollectionOptions & { readonly id: string }) | undefined;
  /** Whose entities the answer lists. */
  readonly collection: CollectionOptions | undefined;
  /** What the request says of the thing it creates or changes. */
  readonly sent: Readonly<Record<string, unknown>> | undefined;
  /** The URL asked for, for links to itself. */
  readonly self: string;
}

const streamedItems = 3;

/** A valid example: the media type's own, then the named ones, then the schema's; else generated. */
export function bodyFor(
  mediaType: MediaType,
  request: BodyRequest,
  generator: Generator,
): BodyValue | undefined {
  const schema = mediaType.schema?.for('response');
  const example = request.dynamic ? undefined : exampleFor(mediaType, schema, request);
  if (example) return example;
  if (mediaType.itemSchema && !schema)
    return streamFor(mediaType.itemSchema.for('response'), request, generator);
  return schema && { kind: 'value', value: generator.generate(schema, generateOptions(request)) };
}

function exampleFor(
  mediaType: MediaType,
  schema: Schema | undefined,
  request: BodyRequest,
): BodyValue | undefined {
  let first: BodyValue | undefined;
  for (const example of mediaType.examples) {
    const valid = validExample(example, mediaType, schema);
    if (!valid) continue;
    if (!request.entity || isEntity(valid, request.entity)) return valid;
    first ??= valid;
  }
  if (first) return asEntity(first, schema, request.entity);
  const authored = schema && schemaExample(schema, request);
  return authored === undefined ? undefined : { kind: 'value', value: authored };
}

type Entity = NonNullable<BodyRequest['entity']>;

function isEntity(body: BodyValue, { key, id }: Entity): boolean {
  return body.kind === 'value' && isJsonObject(body.value) && String(own(body.value, key)) === id;
}

/** An example shows one entity; asked for another, it is shown with that one's key, where the schema allows it. */
function asEntity(body: BodyValue, schema: Schema | undefined, entity: Entity | undefined): BodyValue {
  if (!entity || body.kind !== 'value' || !isJsonObject(body.value) || !Object.hasOwn(body.value, entity.key))
    return body;
  for (const id of [entity.id, Number(entity.id)]) {
    const value = { ...body.value, [entity.key]: id };
    if (typeof id === typeof body.value[entity.key] && (!schema || schema.accepts(value)))
      return { kind: 'value', value };
  }
  return body;
}

/** An example that was asked for by its name: served as it is, valid or not. */
export function namedExample(mediaType: MediaType, name: string): BodyValue | undefined {
  const example = mediaType.examples.find((candidate) => candidate.name === name);
  if (!example) return undefined;
  if (example.serialized !== undefined) return { kind: 'serialized', text: example.serialized };
  if (typeof example.value === 'string' && !isJson(mediaType))
    return { kind: 'serialized', text: example.value };
  return example.value === undefined ? undefined : { kind: 'value', value: example.value };
}

function validExample(
  example: Example,
  mediaType: MediaType,
  schema: Schema | undefined,
): BodyValue | undefined {
  const { value, serialized } = example;
  const items = mediaType.itemSchema?.for('response');
  if (value === undefined) {
    // Text alone cannot be judged against a schema here.
    return serialized !== undefined && !schema && !items
      ? { kind: 'serialized', text: serialized }
      : undefined;
  }
  if (!schema && items) {
    return Array.isArray(value) && value.every((item) => items.accepts(item))
      ? { kind: 'value', value }
      : undefined;
  }
  if (!schema) return { kind: 'value', value };
  const shown = withoutHidden(schema, value);
  if (schema.accepts(shown)) return { kind: 'value', value: shown };
  const parsed = isJson(mediaType) ? parseText(value) : undefined;
  return parsed !== undefined && schema.accepts(parsed) ? { kind: 'value', value: parsed } : undefined;
}

/** Descriptions of the 2.0 days give JSON examples as text. */
function parseText(value: unknown): unknown {
  if (typeof value !== 'string') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** An example in the schema is one entity's: it answers for that one, and others are generated. */
function schemaExample(schema: Schema, { entity, collection, sent }: BodyRequest): unknown {
  if (sent) return undefined;
  for (const example of schemaExamples(schema)) {
    const shown = withoutHidden(schema, example);
    if (isEmpty(shown) || !schema.accepts(shown)) continue;
    if (entity && !isEntity({ kind: 'value', value: shown }, entity)) continue;
    if (collection && Array.isArray(shown) && shown.length === 0) continue;
    return shown;
  }
  return undefined;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

function streamFor(schema: Schema, request: BodyRequest, generator: Generator): BodyValue {
  const value = Array.from({ length: streamedItems }, (_, index) =>
    generator.generate(schema, { ...generateOptions(request), key: `${request.key}#${index}` }),
  );
  return { kind: 'value', value };
}

function generateOptions({ key, entity, collection, sent, self }: BodyRequest): GenerateOptions {
  const fixed = { ...sent, ...(entity ? { [entity.key]: entity.id } : {}) };
  return {
    key,
    self,
    ...(entity ? { entity } : {}),
    ...(collection ? { collection } : {}),
    ...(Object.keys(fixed).length > 0 ? { fixed } : {}),
  };
}
