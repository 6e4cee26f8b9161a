import { expect, test } from 'vitest';
import type { Operation } from '../../src/model/index.ts';
import { apiOf, codesOf } from './api-of.ts';

const names = (operations: readonly Operation[]): string[] => operations.map(({ id }) => id);
const ok = { responses: { 200: { description: 'ok' } } };

const paths: Array<[title: string, fields: object, ids: string[], faults: string[]]> = [
  ['paths may be null', { paths: null, components: {} }, [], []],
  ['paths may be missing beside others', { paths: undefined, components: {} }, [], []],
  ['paths that are no object are a fault', { paths: [], components: {} }, [], ['not-an-object /paths']],
  [
    'x- keys are skipped in paths and path items',
    { paths: { 'x-a': { get: ok }, '/a': { 'x-b': {}, get: ok } } },
    ['GET /a'],
    [],
  ],
  ['an empty path item has no operations', { paths: { '/a': {} } }, [], []],
  [
    'a broken path item leaves the others alone',
    { paths: { '/a': null, '/b': 1, '/c': { get: ok } } },
    ['GET /c'],
    ['not-an-object /paths/~1a', 'not-an-object /paths/~1b'],
  ],
  [
    'a broken operation leaves the others alone',
    { paths: { '/a': { get: null, put: ok } } },
    ['PUT /a'],
    ['not-an-object /paths/~1a/get'],
  ],
  [
    'a key without a slash is served and is a fault',
    { paths: { a: { get: ok } } },
    ['GET a'],
    ['path-without-slash /paths/a'],
  ],
  [
    'every method field is an operation',
    {
      paths: {
        '/a': {
          get: ok,
          put: ok,
          post: ok,
          delete: ok,
          options: ok,
          head: ok,
          patch: ok,
          trace: ok,
          query: ok,
        },
      },
    },
    ['GET /a', 'PUT /a', 'POST /a', 'DELETE /a', 'OPTIONS /a', 'HEAD /a', 'PATCH /a', 'TRACE /a', 'QUERY /a'],
    [],
  ],
  [
    'additionalOperations name their methods',
    { paths: { '/a': { get: ok, additionalOperations: { COPY: ok, copy: ok } } } },
    ['GET /a', 'COPY /a', 'copy /a'],
    [],
  ],
  [
    'additionalOperations that are no methods, or have a field, are faults',
    {
      paths: { '/a': { get: ok, additionalOperations: { 'A B': ok, POST: ok, GET: { operationId: 'no' } } } },
    },
    ['GET /a', 'POST /a'],
    [
      'invalid-method /paths/~1a/additionalOperations/A B',
      'invalid-method /paths/~1a/additionalOperations/POST',
      'invalid-method /paths/~1a/additionalOperations/GET',
    ],
  ],
  [
    'an upper-case method is served and is a fault',
    { paths: { '/a': { GET: ok, nonsense: {} } } },
    ['GET /a'],
    ['unknown-field /paths/~1a/GET', 'unknown-field /paths/~1a/nonsense'],
  ],
  [
    'the second bearer of an operationId goes by its method and path',
    { paths: { '/a': { get: { operationId: 'x' } }, '/b': { get: { operationId: 'x' } } } },
    ['x', 'GET /b'],
    ['duplicate-operation-id /paths/~1b/get/operationId'],
  ],
  [
    'a path item can be a reference',
    {
      paths: { '/a': { $ref: '#/components/pathItems/p' } },
      components: { pathItems: { p: { get: ok, put: ok } } },
    },
    ['GET /a', 'PUT /a'],
    [],
  ],
  [
    'a field beside the reference of a path item wins, through several steps',
    {
      paths: { '/a': { $ref: '#/components/pathItems/p', get: { operationId: 'own' } } },
      components: {
        pathItems: {
          p: { $ref: '#/components/pathItems/q', get: { operationId: 'p' }, put: { operationId: 'middle' } },
          q: { put: { operationId: 'q' }, post: { operationId: 'far' } },
        },
      },
    },
    ['own', 'middle', 'far'],
    [],
  ],
  [
    'a reference of a path item that leads nowhere keeps its siblings',
    { paths: { '/a': { $ref: '#/nowhere', get: ok } } },
    ['GET /a'],
    ['unresolved-reference /paths/~1a/$ref'],
  ],
  [
    'path items that refer to each other come to an end',
    { paths: { '/a': { $ref: '#/paths/~1b', get: ok }, '/b': { $ref: '#/paths/~1a', put: ok } } },
    ['GET /a', 'PUT /a', 'PUT /b', 'GET /b'],
    ['circular-reference /paths/~1a/$ref', 'circular-reference /paths/~1b/$ref'],
  ],
  [
    'paths that a request cannot tell apart are faults',
    {
      paths: { '/{a}': { get: ok }, '/{b}': { get: ok, put: ok }, '/c#x': { get: ok }, '/c#y': { get: ok } },
    },
    ['GET /{a}', 'GET /{b}', 'PUT /{b}', 'GET /c#x', 'GET /c#y'],
    ['unreachable-operation /paths/~1{b}/get', 'unreachable-operation /paths/~1c#y/get'],
  ],
  [
    'paths that differ by their servers can be told apart',
    { paths: { '/{a}': { get: ok }, '/{b}': { servers: [{ url: '/s' }], get: ok } } },
    ['GET /{a}', 'GET /{b}'],
    [],
  ],
  [
    'paths that differ by their query can be told apart',
    { paths: { '/c?x=1': { get: ok }, '/c?x=2': { get: ok } } },
    ['GET /c?x=1', 'GET /c?x=2'],
    [],
  ],
];

test.each(paths)('%s', async (_, fields, ids, faults) => {
  const api = await apiOf(fields);
  expect(names(api.operations)).toEqual(ids);
  expect(codesOf(api)).toEqual(faults);
});
