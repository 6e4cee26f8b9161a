import {
  createGenerator,
  type Generator,
  type GeneratorOptions,
  withoutHidden,
} from '../generation/index.ts';
import { concreteType, writeBody, writeParameters } from '../http/index.ts';
import type {
  Example,
  MediaType,
  Operation,
  Parameter,
  ParameterLocation,
  SchemaHandle,
} from '../model/index.ts';
import { prepareValidation } from '../schema/index.ts';
import { sampleCredentials } from '../validation/index.ts';

export interface SampleRequestOptions extends GeneratorOptions {
  /** Where the api is. @default http://127.0.0.1:4010 */
  origin?: string;
}

/** A request that an operation accepts: what it demands and no more, with made-up credentials. */
export async function sampleRequest(
  operation: Operation,
  options: SampleRequestOptions = {},
): Promise<Request> {
  const { origin = 'http://127.0.0.1:4010', ...generatorOptions } = options;
  const [generator] = await Promise.all([createGenerator(generatorOptions), prepareValidation()]);
  const values: Partial<Record<ParameterLocation, Record<string, unknown>>> = {};
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const own = (values[parameter.in] ??= {});
    Object.defineProperty(own, parameter.name, {
      value: parameterValue(parameter, operation, generator),
      enumerable: true,
    });
  }
  const { path, query, headers: written, cookies } = writeParameters(operation, values);
  const headers = new Headers(written);
  if (cookies) headers.set('cookie', cookies);
  const url = new URL(`${origin}${operation.servers[0]?.path ?? ''}${path}${query && `?${query}`}`);
  addCredentials(operation, url, headers);
  const body = sampleBody(operation, headers, generator);
  return new Request(url, { method: operation.method, headers, body: (body ?? null) as BodyInit | null });
}

function parameterValue(parameter: Parameter, operation: Operation, generator: Generator): unknown {
  const { name, content, examples } = parameter;
  const handle = parameter.schema ?? content?.schema;
  const example = validExample([...examples, ...(content?.examples ?? [])], handle, generator);
  if (example !== undefined) return example;
  const schema = handle?.for('request');
  return schema ? generator.generate(schema, { key: `${operation.id} ${name}`, subject: name }) : 'sample';
}

function validExample(
  examples: readonly Example[],
  handle: SchemaHandle | undefined,
  generator: Generator,
): unknown {
  if (generator.settings.dynamic) return undefined;
  const schema = handle?.for('request');
  for (const { value } of examples) {
    if (value === undefined) continue;
    const shown = schema ? withoutHidden(schema, value) : value;
    if (!schema || schema.accepts(shown)) return shown;
  }
  return undefined;
}

function sampleBody(
  operation: Operation,
  headers: Headers,
  generator: Generator,
): string | Uint8Array | undefined {
  const mediaType = preferred(operation.requestBody?.content ?? []);
  if (!mediaType || operation.method === 'GET' || operation.method === 'HEAD') return undefined;
  const schema = (mediaType.schema ?? mediaType.itemSchema)?.for('request');
  const made = () => schema && generator.generate(schema, { key: operation.id });
  const value = validExample(mediaType.examples, mediaType.schema, generator) ?? made();
  const items = !mediaType.schema && mediaType.itemSchema && !Array.isArray(value);
  const written = writeBody(
    mediaType,
    items ? [value] : value,
    schema,
    concreteType(mediaType, schema, null),
  );
  headers.set('content-type', written.contentType);
  return written.body;
}

function preferred(content: readonly MediaType[]): MediaType | undefined {
  return content.find(({ type }) => /json/.test(type)) ?? content[0];
}

function addCredentials(operation: Operation, url: URL, headers: Headers): void {
  const credentials = sampleCredentials(operation, url.pathname);
  for (const [name, value] of credentials.query) url.searchParams.append(name, value);
  for (const [name, value] of credentials.cookies) headers.append('cookie', `${name}=${value}`);
  for (const [name, value] of credentials.headers) headers.set(name, value);
}
