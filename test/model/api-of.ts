import { type Api, buildApi, type Operation } from '../../src/model/index.ts';
import { fakeDocument } from './fake-document.ts';

/** The api of a description in memory; what is needed around the given fields is filled in. */
export async function apiOf(fields: object, uri?: string): Promise<Api> {
  const description = { openapi: '3.2.0', info: { title: 'T', version: '1' }, paths: {}, ...fields };
  return buildApi(fakeDocument(JSON.parse(JSON.stringify(description)), uri));
}

/** The only operation of a description with one path. */
export async function operationOf(operation: object, fields: object = {}, path = '/a'): Promise<Operation> {
  const api = await apiOf({ paths: { [path]: { get: operation } }, ...fields });
  return api.operations[0] as Operation;
}

export function codesOf(api: Api): string[] {
  return api.faults().map((fault) => `${fault.code} ${fault.place.pointer}`);
}
