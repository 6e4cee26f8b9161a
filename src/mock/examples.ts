import { schemaExamples, withoutHidden } from '../generation/index.ts';
import type { Example, MediaType } from '../model/index.ts';
import type { Schema } from '../schema/index.ts';
import { isJson } from './media.ts';

/** A body's value, not yet written; `serialized` is text to be sent as it is. */
export type BodyValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'serialized'; readonly text: string };

/** Whether an example is valid depends on the description alone, so it is asked once. */
const ofMediaTypes = new WeakMap<MediaType, readonly BodyValue[]>();
const ofSchemas = new WeakMap<Schema, readonly unknown[]>();

/** The examples of a media type that may be served, in the order of the text. */
export function validExamples(mediaType: MediaType): readonly BodyValue[] {
  let valid = ofMediaTypes.get(mediaType);
  if (!valid) {
    valid = mediaType.examples.flatMap((example) => validExample(example, mediaType) ?? []);
    ofMediaTypes.set(mediaType, valid);
  }
  return valid;
}

/** The examples and the default of a schema that may be served: valid ones that say something. */
export function validSchemaExamples(schema: Schema): readonly unknown[] {
  let valid = ofSchemas.get(schema);
  if (!valid) {
    const shown = schemaExamples(schema).map((example) => withoutHidden(schema, example));
    valid = shown.filter((example) => !isEmpty(example) && schema.accepts(example));
    ofSchemas.set(schema, valid);
  }
  return valid;
}

/** An example that was asked for by its name: served as it is, valid or not. */
export function namedExample(mediaType: MediaType, name: string): BodyValue | undefined {
  const example = mediaType.examples.find((candidate) => candidate.name === name);
  if (!example) return undefined;
  if (example.serialized !== undefined) return { kind: 'serialized', text: example.serialized };
  if (typeof example.value === 'string' && !isJson(mediaType)) {
    return { kind: 'serialized', text: example.value };
  }
  return example.value === undefined ? undefined : { kind: 'value', value: example.value };
}

function validExample({ value, serialized }: Example, mediaType: MediaType): BodyValue | undefined {
  const schema = mediaType.schema?.for('response');
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

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}
