import { type Api, loadApi } from '../../src/model/index.ts';

/** The api of a description that is given as data, without its fixed parts. */
export function apiOf(fields: object): Promise<Api> {
  const description = { openapi: '3.1.0', info: { title: 'Tried', version: '1' }, paths: {}, ...fields };
  return loadApi(JSON.parse(JSON.stringify(description)));
}
