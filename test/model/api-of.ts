import { type Api, loadApi, type Operation } from '../../src/model/index.ts';

/** The api of a description in memory; what is needed around the given fields is filled in. */
export async function apiOf(fields: object, uri?: string): Promise<Api> {
  const description = { openapi: '3.2.0', info: { title: 'T', version: '1' }, paths: {}, ...fields };
  const text = JSON.stringify(description);
  if (uri === undefined) return loadApi(JSON.parse(text));
  return loadApi(uri, { read: async () => text, fetch: async () => new Response(text) });
}

/** The only operation of a description with one path. */
export async function operationOf(operation: object, fields: object = {}, path = '/a'): Promise<Operation> {
  const api = await apiOf({ paths: { [path]: { get: operation } }, ...fields });
  return api.operations[0] as Operation;
}

export function codesOf(api: Api): string[] {
  return api.faults().map((fault) => `${fault.code} ${fault.place.pointer}`);
}
