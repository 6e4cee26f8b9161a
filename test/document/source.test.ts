import type { OpenAPIV3, OpenAPIV3_1 } from 'openapi-types';
import { expect, test } from 'vitest';
import { loadApi } from '../../src/model/index.ts';

const v30: OpenAPIV3.Document = {
  openapi: '3.0.3',
  info: { title: 'Typed', version: '1' },
  paths: { '/ping': { get: { operationId: 'ping', responses: { 200: { description: 'fine' } } } } },
};
const v31: OpenAPIV3_1.Document = {
  openapi: '3.1.0',
  info: { title: 'Typed', version: '1' },
  paths: v30.paths as OpenAPIV3_1.PathsObject,
};

test.each([
  ['3.0', v30],
  ['3.1', v31],
])('a description that is typed by openapi-types is taken as it is: %s', async (_version, document) => {
  const api = await loadApi(document);
  expect(api.operations.map(({ id }) => id)).toEqual(['ping']);
});
