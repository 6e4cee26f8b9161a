import { type Generator, withoutHidden } from '../../generation/index.ts';
import { concreteType, writeBody, writeParameters } from '../../http/index.ts';
import type { MediaType, Operation, Parameter, ParameterLocation } from '../../model/index.ts';
import { isJsonObject, own, type Schema } from '../../schema/index.ts';

/** A request to a receiver: valid for the callback's own description, and about what was asked and answered. */
export interface CallbackMessage {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * @param related objects whose members say what the message is about, the most telling first
 * @param key names the message: the same name, the same made-up members
 */
export function callbackMessage(
  operation: Operation,
  url: URL,
  related: readonly unknown[],
  generator: Generator,
  key: string,
): CallbackMessage {
  const facts = Object.assign({}, ...related.filter(isJsonObject).toReversed()) as Record<string, unknown>;
  const { id, node, parameters } = operation;
  const values = parametersOf(operation, facts, generator, key);
  // Its path is an expression or a name, which is no template of parameters.
  const { headers: named, query } = writeParameters({ id, node, parameters, path: '/' }, values);
  const headers = new Headers(named);
  const target = new URL(url);
  if (query !== '') target.search += `${target.search === '' ? '?' : '&'}${query}`;
  const content = operation.requestBody?.content ?? [];
  const mediaType = content.find(({ type }) => /json/.test(type)) ?? content[0];
  if (!mediaType) return { method: operation.method, url: target, headers, body: new Uint8Array() };
  const schema = (mediaType.schema ?? mediaType.itemSchema)?.for('request');
  const value = bodyOf(mediaType, schema, facts, generator, key);
  const written = writeBody(mediaType, value, schema, concreteType(mediaType, schema, null));
  headers.set('content-type', written.contentType);
  const body = typeof written.body === 'string' ? new TextEncoder().encode(written.body) : written.body;
  return { method: operation.method, url: target, headers, body };
}

type Values = Partial<Record<ParameterLocation, Record<string, unknown>>>;

/** Those that are required; its address has no path parameters. */
function parametersOf(
  operation: Operation,
  facts: Readonly<Record<string, unknown>>,
  generator: Generator,
  key: string,
): Values {
  const values: Values = {};
  for (const parameter of operation.parameters) {
    if (!parameter.required || parameter.in === 'path') continue;
    const value = parameterValue(parameter, facts, generator, key);
    Object.defineProperty((values[parameter.in] ??= {}), parameter.name, { value, enumerable: true });
  }
  return values;
}

function parameterValue(
  { name, schema: handle, content, examples }: Parameter,
  facts: Readonly<Record<string, unknown>>,
  generator: Generator,
  key: string,
): unknown {
  const schema = (handle ?? content?.schema)?.for('request');
  const candidates = [own(facts, name), ...examples.map(({ value }) => value)];
  const fitting = candidates.find((value) => value !== undefined && (!schema || schema.accepts(value)));
  if (fitting !== undefined) return fitting;
  return schema ? generator.generate(schema, { key: `${key} ${name}`, subject: name }) : 'sample';
}

function bodyOf(
  mediaType: MediaType,
  schema: Schema | undefined,
  facts: Readonly<Record<string, unknown>>,
  generator: Generator,
  key: string,
): unknown {
  const example = generator.settings.dynamic ? undefined : validExample(mediaType, schema);
  const isList = !mediaType.schema && mediaType.itemSchema !== undefined;
  if (!schema) return example ?? facts;
  const value = example ?? generator.generate(schema, { key, fixed: facts });
  const related = relate(schema, value, facts);
  return isList && !Array.isArray(related) ? [related] : related;
}

function validExample({ examples }: MediaType, schema: Schema | undefined): unknown {
  for (const { value } of examples) {
    if (value === undefined) continue;
    const shown = schema ? withoutHidden(schema, value) : value;
    if (!schema || schema.accepts(shown)) return shown;
  }
  return undefined;
}

/** Members that are called as those of the facts say the same, one level down too, as far as the schema lets them. */
function relate(schema: Schema, value: unknown, facts: Readonly<Record<string, unknown>>): unknown {
  if (!isJsonObject(value)) return value;
  let related: Record<string, unknown> = value;
  const tryOut = (candidate: Record<string, unknown>) => {
    if (schema.accepts(candidate)) related = candidate;
  };
  for (const [name, member] of Object.entries(value)) {
    const fact = own(facts, name);
    if (fact !== undefined) tryOut(withMember(related, name, fact));
    else if (isJsonObject(member)) {
      for (const inner of Object.keys(member)) {
        const told = own(facts, inner);
        if (told === undefined) continue;
        const current = own(related, name) as Record<string, unknown>;
        tryOut(withMember(related, name, withMember(current, inner, told)));
      }
    }
  }
  return related;
}

function withMember(object: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const copy = { ...object };
  Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}
