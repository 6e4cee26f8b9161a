import type { RawRequest } from '../../src/http/index.ts';
import { type Api, loadApi, type MediaType, type Operation } from '../../src/model/index.ts';
import type { Schema } from '../../src/schema/index.ts';

/** The api of a description in memory; what is needed around the given fields is filled in. */
async function apiOf(fields: object): Promise<Api> {
  const description = { openapi: '3.2.0', info: { title: 'T', version: '1' }, paths: {}, ...fields };
  return loadApi(JSON.parse(JSON.stringify(description)));
}

/** The only operation of a description. */
export async function operationOf(operation: object, path = '/a', fields: object = {}): Promise<Operation> {
  const api = await apiOf({ paths: { [path]: { get: { responses: {}, ...operation } } }, ...fields });
  return api.operations[0] as Operation;
}

/** A documented media type of a response, with its schema. */
export async function mediaTypeOf(
  type: string,
  mediaType: object,
  schemas: object = {},
): Promise<{ mediaType: MediaType; schema: Schema | undefined }> {
  const responses = { 200: { description: '', content: { [type]: mediaType } } };
  const operation = await operationOf({ responses }, '/a', { components: { schemas } });
  const found = operation.responses[0]?.content[0] as MediaType;
  return { mediaType: found, schema: (found.schema ?? found.itemSchema)?.for('response') };
}

export function rawRequest(parts: {
  path?: Record<string, string>;
  search?: string;
  headers?: Record<string, string>;
}): RawRequest {
  return {
    pathParameters: parts.path ?? {},
    search: parts.search ?? '',
    headers: new Headers(parts.headers),
  };
}

/** An operation with the one parameter `color`. */
export function oneParameter(parameter: object, location: string, fields: object = {}): Promise<Operation> {
  const all = { name: 'color', in: location, required: location === 'path', ...parameter };
  return operationOf({ parameters: [all] }, location === 'path' ? '/{color}' : '/', fields);
}

/** A request that carries it as it stands in the path, the query, the header `color` or the header `cookie`. */
export function rawParameter(location: string, wire: string): RawRequest {
  if (location === 'path') return rawRequest({ path: { color: wire } });
  if (location === 'query') return rawRequest({ search: `?${wire}` });
  return rawRequest({ headers: { [location === 'header' ? 'color' : 'cookie']: wire } });
}
