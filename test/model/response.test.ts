import { expect, test } from 'vitest';
import { apiOf, codesOf, operationOf } from './api-of.ts';

test('response keys are status codes, ranges and default', async () => {
  const ok = { description: 'd' };
  const api = await apiOf({
    paths: {
      '/a': {
        get: {
          responses: { 200: ok, '4xx': ok, '4XX': ok, default: ok, 'x-a': 1, 700: ok, '2X0': ok, 204: null },
        },
      },
    },
  });
  expect(api.operations[0]?.responses.map(({ status }) => status)).toEqual(['200', '4XX', 'default']);
  expect(codesOf(api).sort()).toEqual([
    'duplicate-response /paths/~1a/get/responses/4XX',
    'invalid-status /paths/~1a/get/responses/2X0',
    'invalid-status /paths/~1a/get/responses/700',
    'not-an-object /paths/~1a/get/responses/204',
  ]);
});

test('responses, headers, links and media types can be references', async () => {
  const operation = await operationOf(
    { responses: { 200: { $ref: '#/components/responses/r', summary: 's' } } },
    {
      components: {
        responses: {
          r: {
            description: 'd',
            headers: { 'X-A': { $ref: '#/components/headers/h' } },
            content: { 'application/json': { $ref: '#/components/mediaTypes/m' } },
            links: { next: { $ref: '#/components/links/l' } },
          },
        },
        headers: { h: { required: true, schema: { type: 'integer' } } },
        mediaTypes: { m: { schema: { type: 'string' } } },
        links: { l: { operationId: 'o', parameters: { id: '$response.body#/id' }, requestBody: { a: 1 } } },
      },
    },
  );
  const [response] = operation.responses;
  expect(response).toMatchObject({ status: '200', summary: 's', description: 'd' });
  expect(response?.headers[0]).toMatchObject({ name: 'X-A', required: true, explode: false });
  expect(response?.headers[0]?.schema?.node.pointer).toBe('/components/headers/h/schema');
  expect(response?.content[0]?.type).toBe('application/json');
  expect(response?.content[0]?.schema?.node.pointer).toBe('/components/mediaTypes/m/schema');
  expect(response?.links).toMatchObject([
    {
      name: 'next',
      operationId: 'o',
      operationRef: undefined,
      parameters: { id: '$response.body#/id' },
      requestBody: { a: 1 },
    },
  ]);
});

test('header names are unique without regard to case and Content-Type is none of them', async () => {
  const api = await apiOf({
    paths: {
      '/a': {
        get: {
          responses: {
            200: {
              headers: { 'x-a': {}, 'X-A': {}, 'content-type': {}, b: null, c: { $ref: '#/none' }, D: {} },
            },
          },
        },
      },
    },
  });
  expect(api.operations[0]?.responses[0]?.headers.map(({ name }) => name)).toEqual(['x-a', 'D']);
  expect(codesOf(api).sort()).toEqual([
    'duplicate-header /paths/~1a/get/responses/200/headers/X-A',
    'not-an-object /paths/~1a/get/responses/200/headers/b',
    'unresolved-reference /paths/~1a/get/responses/200/headers/c/$ref',
  ]);
});

test('what is no object is a fault and leaves the rest alone', async () => {
  const api = await apiOf({
    paths: {
      '/a': {
        get: { responses: [], requestBody: 'x', parameters: 'y', tags: 'z', security: 1, callbacks: 2 },
      },
      '/b': { get: { responses: { 200: { content: [], headers: 1, links: 'l' } } } },
      '/c': {
        get: { responses: { 200: { content: { 'a/b': null, 'x-y': 1, 'c/d': {} }, links: { m: 1 } } } },
      },
    },
  });
  const [a, b, c] = api.operations;
  expect([a?.responses, a?.requestBody, a?.parameters, a?.tags, a?.security, a?.callbacks]).toEqual([
    [],
    undefined,
    [],
    [],
    [],
    [],
  ]);
  const [response] = b?.responses ?? [];
  expect([response?.content, response?.headers, response?.links]).toEqual([[], [], []]);
  expect(c?.responses[0]?.content.map(({ type }) => type)).toEqual(['c/d']);
  expect(c?.responses[0]?.links).toEqual([]);
  expect(codesOf(api).filter((code) => !/^not-an-(object|array) /.test(code))).toEqual([]);
  expect(codesOf(api)).toHaveLength(11);
});

test('a request body is required only where it says so', async () => {
  const [optional, required] = [
    await operationOf({ requestBody: { content: { 'a/b': {} } } }),
    await operationOf(
      { requestBody: { $ref: '#/components/requestBodies/r', description: 'here' } },
      {
        components: {
          requestBodies: { r: { required: true, description: 'there', content: { 'a/b': {}, 'c/d': {} } } },
        },
      },
    ),
  ];
  expect(optional.requestBody).toMatchObject({ required: false, description: undefined });
  expect(required.requestBody).toMatchObject({ required: true, description: 'here' });
  expect(required.requestBody?.content.map(({ type }) => type)).toEqual(['a/b', 'c/d']);
});

test('encodings have their defaults and their own headers', async () => {
  const operation = await operationOf({
    requestBody: {
      content: {
        'multipart/form-data': {
          itemSchema: {},
          encoding: {
            'x-plain': {
              contentType: 'image/png, image/jpeg',
              headers: { 'X-Size': { schema: {} }, 'Content-Type': {} },
            },
            form: { explode: false },
            pipes: { style: 'pipeDelimited', allowReserved: true },
            wrong: { style: 'matrix' },
          },
          prefixEncoding: [{ contentType: 'a/b' }, {}],
          itemEncoding: { contentType: 'c/d' },
        },
      },
    },
  });
  const mediaType = operation.requestBody?.content[0];
  const encodings = [...(mediaType?.encoding ?? [])];
  expect(
    encodings.map(([name, { style, explode, allowReserved }]) => [name, style, explode, allowReserved]),
  ).toEqual([
    ['x-plain', undefined, undefined, false],
    ['form', 'form', false, false],
    ['pipes', 'pipeDelimited', false, true],
    ['wrong', 'form', true, false],
  ]);
  expect(mediaType?.encoding.get('x-plain')?.contentType).toBe('image/png, image/jpeg');
  expect(mediaType?.encoding.get('x-plain')?.headers.map(({ name }) => name)).toEqual(['X-Size']);
  expect(mediaType?.prefixEncoding.map(({ contentType }) => contentType)).toEqual(['a/b', undefined]);
  expect(mediaType?.itemEncoding?.contentType).toBe('c/d');
  expect(mediaType?.itemSchema?.node.pointer).toMatch(/itemSchema$/);
  expect(mediaType?.schema).toBeUndefined();
});
