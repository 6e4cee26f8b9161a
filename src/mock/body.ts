import type { CollectionOptions, GenerateOptions, Generator } from '../generation/index.ts';
import type { MediaType } from '../model/index.ts';
import { isJsonObject, own, type Schema } from '../schema/index.ts';
import { type BodyValue, validExamples, validSchemaExamples } from './examples.ts';

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
  for (const valid of validExamples(mediaType)) {
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
  // Not a number stays text: JSON cannot say NaN.
  for (const id of /^-?\d{1,15}$/.test(entity.id) ? [entity.id, Number(entity.id)] : [entity.id]) {
    const value = { ...body.value, [entity.key]: id };
    if (typeof id === typeof body.value[entity.key] && (!schema || schema.accepts(value)))
      return { kind: 'value', value };
  }
  return body;
}

/** An example in the schema is one entity's: it answers for that one, and others are generated. */
function schemaExample(schema: Schema, { entity, collection, sent }: BodyRequest): unknown {
  if (sent) return undefined;
  for (const shown of validSchemaExamples(schema)) {
    if (entity && !isEntity({ kind: 'value', value: shown }, entity)) continue;
    if (collection && Array.isArray(shown) && shown.length === 0) continue;
    return shown;
  }
  return undefined;
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
